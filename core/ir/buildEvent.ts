// What went wrong while the DAGs of a file were built: facts, put in words by the rules.

import type { Origin } from '../text/span';

/** What went wrong while the DAG was built, before it is put in words by a rule. */
export type BuildEvent = BuildEventKind & {
  readonly at: Origin;
  /** The DAG it belongs to: index into `dags`; undefined: the file. */
  readonly dag: number | undefined;
  /** What the orchestrator in force refuses because of it. */
  readonly refuses: 'file' | 'dag' | undefined;
};

export type BuildEventKind =
  | { readonly kind: 'duplicate-task-id'; readonly id: string; readonly first: Origin }
  | { readonly kind: 'duplicate-group-id'; readonly id: string; readonly first: Origin }
  | {
      readonly kind: 'task-group-id-collision';
      readonly id: string;
      readonly added: 'task' | 'group';
      readonly first: Origin;
    }
  | {
      readonly kind: 'invalid-id';
      readonly what: 'dag' | 'task' | 'group';
      /** The id as the orchestrator sees it, with its group prefix. */
      readonly id: string;
      readonly problem: 'characters' | 'empty' | 'length' | 'type';
      /** For `type`: the Python type given. */
      readonly type: string | undefined;
    }
  | { readonly kind: 'missing-task-id'; readonly operator: string }
  | { readonly kind: 'positional-operator-argument'; readonly operator: string }
  | {
      readonly kind: 'invalid-trigger-rule';
      readonly value: string;
      readonly allowed: readonly string[];
      readonly source: 'argument' | 'default_args';
    }
  | {
      readonly kind: 'deprecated-trigger-rule';
      readonly value: string;
      /** The rule that Airflow makes of it. */
      readonly successor: string;
      readonly source: 'argument' | 'default_args';
    }
  | { readonly kind: 'fail-fast-trigger-rule'; readonly argument: string; readonly rule: string }
  | { readonly kind: 'setup-and-teardown'; readonly id: string; readonly already: 'setup' | 'teardown' }
  | { readonly kind: 'teardown-trigger-rule' }
  | { readonly kind: 'teardown-called-again' }
  | {
      readonly kind: 'setup-teardown-argument';
      readonly decorator: 'setup' | 'teardown';
      readonly name: string;
    }
  | {
      readonly kind: 'cross-dag-edge';
      readonly upstream: string;
      readonly downstream: string;
      readonly dags: readonly [string, string];
    }
  | {
      readonly kind: 'uncalled-in-dependency';
      readonly function: string;
      readonly what: 'task' | 'task group';
      /** The function has parameters without a default. */
      readonly needsArguments: boolean;
    }
  /** `what` stands beside `>>`, in words; `value`: where that is written. */
  | { readonly kind: 'invalid-dependency'; readonly what: string; readonly value: Origin }
  | { readonly kind: 'dependency-comparison' }
  | { readonly kind: 'edge-without-dag'; readonly tasks: readonly string[] }
  /** `isUnregistered`: by its own `auto_register=False`. */
  | { readonly kind: 'dag-not-collected'; readonly isUnregistered: boolean }
  | { readonly kind: 'task-without-dag'; readonly id: string }
  /** A call that reaches out while the file is read. `key`: the name of the Variable or connection, if it is known. */
  | {
      readonly kind: 'parse-time-call';
      readonly reaches: 'outside' | 'variable' | 'connection';
      readonly name: string;
      readonly key: string | undefined;
    }
  /** A decorated function, or `Operator.partial(…)`, that came to nothing. */
  | { readonly kind: 'never-used'; readonly what: 'task' | 'dag' | 'partial'; readonly name: string }
  | {
      readonly kind: 'not-callable';
      readonly argument: string;
      /** The operator, or `DAG`. */
      readonly owner: string;
      readonly given: 'none' | 'result' | 'other';
    }
  | { readonly kind: 'list-shift-list'; readonly operator: '>>' | '<<' }
  | { readonly kind: 'chain-length-mismatch'; readonly lengths: readonly [number, number]; readonly function: string }
  | {
      readonly kind: 'unknown-task-id';
      readonly id: string;
      readonly method: string;
      readonly known: readonly string[];
    }
  | { readonly kind: 'conflicting-schedule-arguments'; readonly given: readonly string[] }
  | { readonly kind: 'invalid-schedule-type'; readonly type: string; readonly text: string; readonly argument: string }
  /** `catchup`: it is missing only because the DAG catches up. */
  | { readonly kind: 'missing-start-date'; readonly taskId: string; readonly catchup: boolean }
  | { readonly kind: 'unknown-timezone'; readonly name: string }
  | { readonly kind: 'negative-schedule'; readonly text: string }
  | UnknownArgument
  | {
      readonly kind: 'deprecated-argument';
      /** `DAG`, `BashOperator` … */
      readonly callee: string;
      readonly name: string;
      /** The whole `name=value`, where it is written in the checked file. */
      readonly whole: Origin | undefined;
      readonly successor: string | undefined;
      /** The release that no longer has it, if known. */
      readonly goneIn: string | undefined;
    }
  | {
      readonly kind: 'invalid-choice';
      readonly of: 'sensor mode' | 'weight rule';
      readonly value: string;
      readonly allowed: readonly string[];
    }
  | {
      readonly kind: 'invalid-param-default';
      readonly name: string;
      /** As Python writes it; undefined: there is none. */
      readonly given: string | undefined;
      /** As in "its default …". */
      readonly problem: string;
      /** Undefined: it is refused with a schedule and without. */
      readonly scheduled: boolean | undefined;
    }
  | { readonly kind: 'missing-argument'; readonly callee: string; readonly names: readonly string[] }
  | {
      readonly kind: 'missing-taskflow-argument';
      readonly function: string;
      readonly names: readonly string[];
      readonly mapped: boolean;
    }
  | {
      readonly kind: 'unknown-taskflow-argument';
      readonly function: string;
      /** Undefined: there are more positional arguments than parameters. */
      readonly name: string | undefined;
      readonly known: readonly string[];
    }
  | {
      readonly kind: 'invalid-expand-argument';
      /** `load` of `load.expand(…)`, `BashOperator.partial(…)`. */
      readonly callee: string;
      readonly problem: 'nothing' | 'type' | 'context' | 'unmappable' | 'always' | 'group' | 'kwargs' | 'unknown';
      readonly name: string | undefined;
      /** For `type` and `kwargs`: the Python type given. */
      readonly type: string | undefined;
      readonly known: readonly string[];
    }
  | {
      readonly kind: 'invalid-argument';
      readonly callee: string;
      readonly name: string;
      /** What is taken, as in "takes …": `a timedelta`, `True or False`. */
      readonly expected: string;
      /** What was given, as Python writes it. */
      readonly given: string;
    }
  | { readonly kind: 'undefined-name'; readonly name: string; readonly known: readonly string[] }
  | {
      readonly kind: 'import';
      readonly problem: 'removed' | 'unknown' | 'deprecated' | 'missing-provider';
      readonly module: string;
      /** Undefined: the module itself is imported. */
      readonly name: string | undefined;
      /** Dotted path of the same thing in this version. */
      readonly target: string | undefined;
      /** A name of the module that may have been meant. */
      readonly near: string | undefined;
      /** A later line of Airflow has it, and none before this one had. */
      readonly comesLater: boolean;
      /** The package on PyPI that has the module. */
      readonly distribution: string | undefined;
    }
  | Contradiction
  | {
      readonly kind: 'unknown-default-argument';
      readonly name: string;
      /** The argument that was meant, if one is near. */
      readonly near: string | undefined;
      /** What DAG() calls it, if it belongs there. */
      readonly dagArgument: string | undefined;
    }
  | InvalidAsset
  /** Jinja in an argument that an operator of the workspace keeps and does not render. `fields`: what it renders. */
  | {
      readonly kind: 'untemplated-field';
      readonly operator: string;
      readonly name: string;
      readonly fields: readonly string[];
    }
  /** `@task.NAME`, where `near` is meant. */
  | { readonly kind: 'unknown-decorator'; readonly name: string; readonly near: string }
  /** A parameter named like a key of the task context. `behind`: the one without default that stands behind it. */
  | {
      readonly kind: 'context-parameter';
      readonly function: string;
      readonly name: string;
      readonly problem: 'default' | 'order';
      readonly behind: string | undefined;
    }
  /** What a task will return is asked for its elements while the file is read. */
  | { readonly kind: 'result-iterated'; readonly task: string | undefined; readonly use: 'loop' | 'length' }
  | { readonly kind: 'raised'; readonly exception: string };

/** A name or URI of an asset that Airflow refuses. */
export interface InvalidAsset {
  readonly kind: 'invalid-asset';
  readonly callee: 'Asset' | 'Dataset';
  readonly argument: 'name' | 'uri';
  /** `keyword`: the version has no such argument. */
  readonly problem: 'missing' | 'keyword' | 'empty' | 'blank' | 'length' | 'ascii' | 'reserved' | 'scheme';
  /** Most characters that it may have. */
  readonly longest: number;
}

/** Arguments that cannot go together. */
export interface Contradiction {
  readonly kind: 'contradictory-arguments';
  /** The operator, or `DAG`. */
  readonly owner: string;
  readonly problem:
    | 'exclusive'
    | 'continuous-runs'
    | 'unknown-state'
    | 'state-twice'
    | 'downstream-needs-past'
    | 'mail-without-address';
  /** The arguments; the one that is marked first. */
  readonly names: readonly string[];
  /** The value that does not fit, and for an unknown state those that would. */
  readonly values?: readonly string[];
}

/** A keyword argument that the version in force does not take. */
export interface UnknownArgument {
  readonly kind: 'unknown-argument';
  readonly of: 'dag' | 'operator' | 'group';
  /** `DAG`, `BashOperator`, `@task` … */
  readonly callee: string;
  readonly name: string;
  /** The whole `name=value`, where it is written in the checked file. */
  readonly whole: Origin | undefined;
  /** The parameters that it could be meant to be. */
  readonly known: readonly string[];
  /** The last release line that had it; undefined: none before this version did. */
  readonly removedAfter: string | undefined;
  /** The first release line that has it, if that is a later one. */
  readonly comesWith: string | undefined;
  /** What this version has instead. */
  readonly successor: string | undefined;
}
