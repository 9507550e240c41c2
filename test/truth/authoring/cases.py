"""Small DAG files, right and wrong ones. `record.py` asks real Airflow what it makes of them."""

HEAD = '''
from datetime import datetime, timedelta, timezone
try:
    from airflow.sdk import (
        DAG, BaseOperator, Label, Param, TaskGroup, XComArg, chain, chain_linear, cross_downstream, dag, setup, task,
        task_group, teardown,
    )
    from airflow.providers.standard.operators.python import PythonOperator
    from airflow.providers.standard.operators.bash import BashOperator
    from airflow.providers.standard.operators.empty import EmptyOperator
except ImportError:
    from airflow.decorators import dag, setup, task, task_group, teardown
    from airflow.models import DAG, BaseOperator, Param
    from airflow.models.baseoperator import chain, chain_linear, cross_downstream
    from airflow.operators.bash import BashOperator
    from airflow.operators.empty import EmptyOperator
    from airflow.operators.python import PythonOperator
    from airflow.utils.edgemodifier import Label
    from airflow.models.xcom_arg import XComArg
    from airflow.utils.task_group import TaskGroup
START = datetime(2024, 1, 1, tzinfo=timezone.utc)
def E(task_id, **kw): return EmptyOperator(task_id=task_id, **kw)
def D(dag_id="d", **kw): return DAG(dag_id, **{"start_date": START, "schedule": None, **kw})
'''

P = "from airflow.providers.docker.operators.docker import DockerOperator\n"

CASES = {
    "provider_arguments": P + "with D():\n    DockerOperator(task_id='a', image='x', command='ls', retries=2)",
    "provider_unknown_argument": P + "with D():\n    DockerOperator(task_id='a', image='x', comand='ls')",
    "provider_missing_argument": P + "with D():\n    DockerOperator(task_id='a', command='ls')",
    "provider_default_argument": P + "with D(default_args={'image': 'x', 'unknown': 1}):\n    DockerOperator(task_id='a')",
    "provider_subclass": P
    + "class Own(DockerOperator):\n    def __init__(self, *, size, **kwargs):\n        super().__init__(image=size, **kwargs)\n"
    + "with D():\n    Own(task_id='a', size='x', command='ls')",
    "provider_subclass_unknown": P
    + "class Own(DockerOperator):\n    def __init__(self, *, size, **kwargs):\n        super().__init__(image=size, **kwargs)\n"
    + "with D():\n    Own(task_id='a', size='x', comand='ls')",
    "provider_mapped": P + "with D():\n    DockerOperator.partial(task_id='a', image='x').expand(command=['ls'])",
    "provider_mapped_unknown": P + "with D():\n    DockerOperator.partial(task_id='a', imge='x').expand(command=['ls'])",
    "provider_expanded_unknown": P + "with D():\n    DockerOperator.partial(task_id='a', image='x').expand(comand=['ls'])",
    "edges_of_lists": "with D():\n    E('a') >> [E('b'), E('c')] >> E('d')\n    [E('e'), E('f')] << E('g')",
    "edge_of_two_lists": "with D():\n    [E('a')] >> [E('b')]",
    "chain_of_lists": "with D():\n    chain(E('s'), [E('a'), E('b')], [E('c'), E('d')], E('e'))",
    "chain_of_unequal_lists": "with D():\n    chain([E('a'), E('b')], [E('c')])",
    "chain_of_text": "with D():\n    chain('a', 'b')",
    "chain_linear_nothing": "with D():\n    chain_linear([E('a')])",
    "cross_downstream": "with D():\n    cross_downstream([E('a'), E('b')], [E('c'), E('d')])",
    "label": "with D():\n    E('a') >> Label('x') >> [E('b'), E('c')] >> Label('y') >> E('d')",
    "label_to_group": "with D():\n    a = E('a')\n    with TaskGroup('g') as g:\n        E('b') >> E('c')\n    a >> Label('x') >> g >> Label('y') >> E('z')",
    "edge_to_text": "with D():\n    E('a') >> 'b'",
    "edge_across_dags": "with D('one'):\n    a = E('a')\nwith D('two'):\n    b = E('b')\na >> b",
    "edge_without_dag": "a, b = E('a'), E('b')\na >> b\nwith D(): pass",
    "edge_gives_dag": "b = E('b')\nwith D():\n    a = E('a')\na >> b",
    "duplicate_task": "with D():\n    E('a'); E('a')",
    "duplicate_group": "with D():\n    with TaskGroup('g'): E('a')\n    with TaskGroup('g'): E('b')",
    "task_named_as_group": "with D():\n    with TaskGroup('g'): E('a')\n    E('g')",
    "group_suffix": "with D():\n    with TaskGroup('g'): E('a')\n    with TaskGroup('g', add_suffix_on_collision=True): E('b')\n    with TaskGroup('g', add_suffix_on_collision=True): E('c')",
    "group_no_prefix": "with D():\n    with TaskGroup('g', prefix_group_id=False):\n        E('a')\n        with TaskGroup('h'): E('b')",
    "group_default_args": "with D(default_args={'retries': 1, 'owner': 'x'}):\n    with TaskGroup('g', default_args={'retries': 2}):\n        E('a'); E('b', retries=3)\n    E('c')",
    "group_to_group": "with D():\n    with TaskGroup('g') as g: E('a') >> E('b')\n    with TaskGroup('h') as h: E('c'); E('d')\n    g >> h",
    "empty_group_passes_on": "with D():\n    a = E('a')\n    with TaskGroup('g') as g: pass\n    a >> g >> E('b')",
    "group_outside_dag": "with TaskGroup('g'): E('a')\nwith D(): pass",
    "group_bad_id": "with D():\n    with TaskGroup('a.b'): E('a')",
    "task_bad_id": "with D():\n    E('a b')",
    "task_long_id": "with D():\n    E('a' * 251)",
    "task_id_no_text": "with D():\n    E(3)",
    "dag_bad_id": "D('a b')",
    "unknown_argument": "with D():\n    E('a', colour='red')",
    "positional_argument": "with D():\n    EmptyOperator('a')",
    "missing_task_id": "with D():\n    EmptyOperator()",
    "missing_argument": "with D():\n    PythonOperator(task_id='a')",
    "not_callable": "with D():\n    PythonOperator(task_id='a', python_callable=3)",
    "bad_trigger_rule": "with D():\n    E('a', trigger_rule='sometimes')",
    "old_trigger_rule": "with D():\n    E('a', trigger_rule='none_failed_or_skipped'); E('b', trigger_rule='dummy')",
    "bad_weight_rule": "with D():\n    E('a', weight_rule='heavy')",
    "bad_retries": "with D():\n    E('a', retries='x')",
    "retries_text": "with D():\n    E('a', retries='2')",
    "bad_pool_slots": "with D():\n    E('a', pool_slots=0)",
    "cycle": "with D():\n    a, b = E('a'), E('b')\n    a >> b >> a",
    "self_loop": "with D():\n    a = E('a')\n    a >> a",
    "dag_unknown_argument": "DAG('d', colour='red', start_date=START)",
    "dag_schedule_twice": "DAG('d', schedule=None, schedule_interval='@daily', start_date=START)",
    "dag_schedule_interval": "DAG('d', schedule_interval='@daily', start_date=START)",
    "dag_fail_stop": "DAG('d', fail_stop=True, schedule=None, start_date=START)",
    "dag_fail_fast": "DAG('d', fail_fast=True, schedule=None, start_date=START)",
    "fail_fast_rule": "with DAG('d', start_date=START, schedule=None, **FAST):\n    E('a', trigger_rule='all_done')",
    "dag_required_param": "D(schedule='@daily', params={'x': Param(type='string')})",
    "dag_bad_param": "D(schedule='@daily', params={'x': Param(1, type='string')})",
    "dag_bad_param_unscheduled": "D(params={'x': Param(1, type='string')})",
    "dag_decorator": "@dag(schedule=None, start_date=START)\ndef made(x=1):\n    @task\n    def t(v): return v\n    t(x)\nmade()",
    "dag_decorator_not_called": "@dag(schedule=None, start_date=START)\ndef made(): E('a')",
    "dag_in_function": "def f():\n    with D(): E('a')\nf()",
    "dag_not_registered": "def f():\n    with D(auto_register=False): E('a')\nf()",
    "task_arguments": "with D():\n    @task\n    def f(a, b=1): return a\n    @task\n    def g(x, ti=None): return x\n    g(f(1))\n    f(g(2), b=3)",
    "task_too_many": "with D():\n    @task\n    def f(a): return a\n    f(1, 2)",
    "task_missing": "with D():\n    @task\n    def f(a): return a\n    f()",
    "task_unknown": "with D():\n    @task\n    def f(a): return a\n    f(b=1)",
    "task_context_default": "with D():\n    @task\n    def f(ti=3): return 1\n    f()",
    "task_method": "class A:\n    @task\n    def f(self): return 1",
    "task_positional": "@task('x')\ndef f(): return 1",
    "task_suffixes": "with D():\n    @task\n    def f(): return 1\n    f(); f(); f()\n    with TaskGroup('g'): f(); f()",
    "task_override": "with D():\n    @task(retries=1)\n    def f(): return 1\n    f.override(task_id='g', retries=2)()\n    f()",
    "task_unknown_kind": "with D():\n    @task.nothing\n    def f(): return 1",
    "task_multiple_outputs": "from typing import Dict\nwith D():\n    @task\n    def f() -> Dict[str, int]: return {}\n    @task\n    def g(x): return 1\n    g(f()['a'])",
    "xcom_iterated": "with D():\n    @task\n    def f(): return [1]\n    [x for x in f()]",
    "xcom_int_key": "with D():\n    @task\n    def f(): return [1]\n    f()[0]",
    "output_in_template": "with D():\n    @task\n    def f(): return 1\n    BashOperator(task_id='b', bash_command='echo', env={'x': f()})",
    "output_nested": "with D():\n    a = BashOperator(task_id='a', bash_command='1')\n    PythonOperator(task_id='p', python_callable=print, op_kwargs={'x': [{'y': a.output}]})",
    "field_set_later": "with D():\n    @task\n    def f(): return 1\n    b = BashOperator(task_id='b', bash_command='echo')\n    b.bash_command = f()",
    "default_args_retries": "with D(default_args={'retries': 2, 'bash_command': 'x'}):\n    BashOperator(task_id='a')",
    "default_args_operator": "with D(default_args={'retries': 2}):\n    E('a', default_args={'retries': 5})",
    "expand": "with D():\n    @task\n    def f(x, y): return x\n    @task\n    def s(): return [1]\n    f.partial(y=1).expand(x=s())\n    BashOperator.partial(task_id='b', do_xcom_push=False).expand(bash_command=['a', 'b'])",
    "expand_nothing": "with D():\n    @task\n    def f(x): return x\n    f.expand()",
    "expand_number": "with D():\n    @task\n    def f(x): return x\n    f.expand(x=3)",
    "expand_text": "with D():\n    @task\n    def f(x): return x\n    f.expand(x='abc')",
    "expand_unknown": "with D():\n    @task\n    def f(x): return x\n    f.expand(y=[1])",
    "expand_twice": "with D():\n    @task\n    def f(x): return x\n    f.partial(x=1).expand(x=[1])",
    "expand_context": "with D():\n    @task\n    def f(ti): return 1\n    f.expand(ti=[1])",
    "expand_task_id": "with D():\n    BashOperator.partial(task_id='b').expand(task_id=['a'])",
    "expand_operator_unknown": "with D():\n    BashOperator.partial(task_id='b').expand(colour=['a'])",
    "partial_operator_unknown": "with D():\n    BashOperator.partial(task_id='b', colour=1).expand(bash_command=['a'])",
    "expand_operator_twice": "with D():\n    BashOperator.partial(task_id='b', bash_command='x').expand(bash_command=['a'])",
    "expand_custom_key": "with D():\n    @task\n    def f(): return {}\n    BashOperator.partial(task_id='b').expand(bash_command=f()['k'])",
    "expand_kwargs": "with D():\n    BashOperator.partial(task_id='b').expand_kwargs([{'bash_command': 'x'}, {'bash_command': 'y'}])",
    "expand_kwargs_number": "with D():\n    BashOperator.partial(task_id='b').expand_kwargs(3)",
    "expand_kwargs_list": "with D():\n    BashOperator.partial(task_id='b').expand_kwargs([1])",
    "expand_always": "with D():\n    @task\n    def s(): return [1]\n    @task(trigger_rule='always')\n    def f(x): return x\n    f.expand(x=s())",
    "expand_in_mapped_group": "with D():\n    @task\n    def f(x): return x\n    @task_group\n    def g(x):\n        f.expand(x=[1])\n    g.expand(x=[1])",
    "mapped_group": "with D():\n    @task\n    def s(): return [1]\n    @task\n    def f(x): return x\n    @task_group\n    def g(x): return f(f(x))\n    done = E('done')\n    g.expand(x=s()) >> done",
    "mapped_group_suffix": "with D():\n    @task\n    def f(x): return x\n    @task_group\n    def g(x): f(x)\n    g(1)\n    g(2)\n    g.override(group_id='h')(3)",
    "xcom_map_task": "with D():\n    @task\n    def s(): return [1]\n    s().map(s)",
    "xcom_zip": "with D():\n    @task\n    def s(): return [1]\n    @task\n    def f(x): return x\n    f.expand(x=s().zip(s(), s().map(str)))\n    f.expand(x=s().concat(s()))",
    "xcom_map_key": "with D():\n    @task\n    def s(): return [1]\n    s()['a'].map(str)",
    "setup_and_teardown": "with D():\n    s = E('s').as_setup()\n    t = E('t').as_teardown(setups=s)\n    s >> E('w') >> t",
    "setup_context": "with D():\n    s = E('s').as_setup()\n    t = E('t').as_teardown(setups=s)\n    with t:\n        E('a') >> E('b')\n        E('c')",
    "setup_context_nested": "with D():\n    s1, s2 = E('s1').as_setup(), E('s2').as_setup()\n    t1, t2 = E('t1').as_teardown(setups=s1), E('t2').as_teardown(setups=s2)\n    with t1:\n        E('a')\n        with t2:\n            E('b')\n        E('c')",
    "setup_context_setup_only": "with D():\n    s = E('s').as_setup()\n    with s:\n        E('a'); E('b') >> E('c')",
    "setup_context_edge": "with D():\n    s = E('s').as_setup()\n    t = E('t').as_teardown()\n    with s >> t:\n        E('a')",
    "setup_context_plain": "with D():\n    with E('a'):\n        E('b')",
    "setup_rule": "with D():\n    E('s').as_setup() >> E('a', trigger_rule='all_done')",
    "teardown_decorator": "with D():\n    @setup\n    def s(): return 1\n    @teardown(on_failure_fail_dagrun=True)\n    def t(): return 1\n    @task\n    def w(): return 1\n    s() >> w() >> t()",
    "teardown_rule": "with D():\n    @teardown\n    @task(trigger_rule='all_done')\n    def t(): return 1\n    t()",
    "teardown_fail_on_work": "with D():\n    a = E('a')\n    a.on_failure_fail_dagrun = True",
    "setup_of_group": "with D():\n    @setup\n    @task_group\n    def g(): E('a')\n    g()",
    "teardown_leaf_of_group": "with D():\n    with TaskGroup('g') as g:\n        s = E('s').as_setup()\n        t = E('t').as_teardown(setups=s)\n        s >> E('w') >> t\n    g >> E('after')",
    "arrow_teardown_group": "with D():\n    t = E('t').as_teardown()\n    with TaskGroup('g') as g:\n        E('a') >> E('b')\n    g >> t",
    "user_operator": "class Mine(BaseOperator):\n    template_fields = ('x',)\n    def __init__(self, x, y=2, **kwargs):\n        super().__init__(**kwargs)\n        self.x = x\n        self.y = y\nwith D(default_args={'x': 5}):\n    Mine(task_id='a')\n    Mine(task_id='b', x=1, z=2)",
    "user_operator_partial": "class Mine(BaseOperator):\n    template_fields = ('x',)\n    def __init__(self, x, y=2, **kwargs):\n        super().__init__(**kwargs)\n        self.x = x\nwith D():\n    Mine.partial(task_id='a', y=1).expand(x=[1, 2])",
    "task_in_two_groups": "with D() as d:\n    a = E('a')\n    with TaskGroup('g') as g: pass\ng.add(a)",
    "weights": "with D():\n    E('a', priority_weight=2) >> E('b', priority_weight=3, weight_rule='upstream') >> E('c', weight_rule='absolute')",
    "module_raises": "with D(): E('a')\nraise RuntimeError('stop')",
    "module_exits": "import sys\nwith D(): E('a')\nsys.exit(1)",
    "syntax_error": "with D(:\n    pass",
    "missing_name": "from airflow.models import Nothing",
    "missing_module": "import airflow.nothing.at_all",
}

FAST = {"2": "FAST = {'fail_stop': True}\n", "3": "FAST = {'fail_fast': True}\n"}


def source(name, line):
    """The DAG file of a case, for a line of Airflow."""
    return HEAD + FAST[line] + CASES[name] + "\n"
