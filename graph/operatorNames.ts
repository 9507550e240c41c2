// What Airflow calls the operators behind `@task` decorators: `custom_operator_name` of their classes.

const DECORATORS: Readonly<Record<string, string>> = {
  DecoratedSensorOperator: '@task.sensor',
  _AnalyticsDecoratedOperator: '@task.analytics',
  _BashDecoratedOperator: '@task.bash',
  _BranchExternalPythonDecoratedOperator: '@task.branch_external_python',
  _BranchPythonDecoratedOperator: '@task.branch',
  _BranchPythonVirtualenvDecoratedOperator: '@task.branch_virtualenv',
  _DockerDecoratedOperator: '@task.docker',
  _KubernetesCmdDecoratedOperator: '@task.kubernetes_cmd',
  _KubernetesDecoratedOperator: '@task.kubernetes',
  _PySparkDecoratedOperator: '@task.pyspark',
  _PythonDecoratedOperator: '@task',
  _PythonExternalDecoratedOperator: '@task.external_python',
  _PythonVirtualenvDecoratedOperator: '@task.virtualenv',
  _ShortCircuitDecoratedOperator: '@task.short_circuit',
  _SnowparkDecoratedOperator: '@task.snowpark',
  _SQLDecoratedOperator: '@task.sql',
  _StubOperator: '@task.stub',
};

/** The name of an operator as Airflow's graph shows it. */
export function operatorName(className: string): string {
  return Object.hasOwn(DECORATORS, className) ? DECORATORS[className]! : className;
}
