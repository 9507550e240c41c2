// What trigger rules may decide where upstream tasks can be in several states.

import { type Decision, decide } from './decide';
import { decideSetups } from './decideTask';
import { countsOf, type PossibleStates, type Presence, presencesOf, statesFound, withoutIdle } from './presence';

/** Each question is answered once; one table serves all DAGs of a version of Airflow. */
export class TriggerTable {
  private readonly rules = new Map<string, Map<string, ReadonlySet<Decision>>>();
  private readonly setups = new Map<string, ReadonlySet<Decision>>();
  private readonly decisions = new Map<string, Map<Presence, Decision>>();

  constructor(private readonly version: string) {}

  /** Everything that a rule may decide at some moment. @param upstream the states of each task directly upstream */
  byRule(rule: string, upstream: readonly PossibleStates[]): ReadonlySet<Decision> {
    const answers = made(this.rules, rule, () => new Map());
    return answered(answers, upstream, (present) => this.decide(rule, present));
  }

  /** Everything that the setups around a task may decide about it at some moment. */
  bySetups(setups: readonly PossibleStates[]): ReadonlySet<Decision> {
    return answered(this.setups, setups, (present) => decideSetups(statesFound(present)));
  }

  /** Decides as `decide` does, where just these states are found. */
  decide(rule: string, presence: Presence): Decision {
    const answers = made(this.decisions, rule, () => new Map());
    return made(answers, presence, () => decide(rule, countsOf(presence), this.version));
  }
}

function answered(
  answers: Map<string, ReadonlySet<Decision>>,
  tasks: readonly PossibleStates[],
  decideBy: (presence: Presence) => Decision,
): ReadonlySet<Decision> {
  const telling = withoutIdle(tasks);
  return made(answers, telling.join(), () => new Set([...presencesOf(telling)].map(decideBy)));
}

function made<Key, Value>(known: Map<Key, Value>, key: Key, make: () => Value): Value {
  const before = known.get(key);
  if (before !== undefined) return before;
  const value = make();
  known.set(key, value);
  return value;
}
