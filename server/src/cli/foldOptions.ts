// Which task groups `daglens graph` folds: those that are named, and those from a depth on.

import type { GroupId } from '../../../core/ir/dag';
import type { DagView } from '../../../core/ir/dagView';
import { nearName } from '../../../core/text/nearName';
import { groupsFrom } from '../../../graph/fold';
import type { Arguments, OptionSpec } from './arguments';
import { UsageError } from './world';

export const FOLD_OPTIONS: readonly OptionSpec[] = [
  {
    name: 'fold',
    value: 'GROUP',
    repeatable: true,
    summary: 'svg and html: draw this task group as one node (can be repeated)',
  },
  {
    name: 'depth',
    value: 'N',
    summary: 'svg and html: open task groups down to this depth only; 0 folds all',
  },
];

/** The folded groups of each picture; undefined: nobody has chosen. @throws UsageError */
export function foldedGroups(args: Arguments, views: readonly DagView[]): (readonly GroupId[])[] | undefined {
  const named = new Set(args.all('fold'));
  const depth = depthOf(args.one('depth'));
  if (named.size === 0 && depth === undefined) return undefined;
  const known = new Set(views.flatMap(({ groups }) => groups.map(({ id }) => id)));
  for (const id of named) if (!known.has(id)) throw new UsageError(noGroup(id, known));
  return views.map((view) => {
    const deep = new Set(depth === undefined ? [] : groupsFrom(view, depth));
    return view.groups.flatMap(({ id }) => (named.has(id) || deep.has(id) ? [id] : []));
  });
}

/** @throws UsageError where the format knows no folding */
export function refuseFolding(args: Arguments): void {
  const given = FOLD_OPTIONS.find(({ name }) => args.has(name));
  if (given) throw new UsageError(`--${given.name} is for svg and html; the other formats show every task.`);
}

function depthOf(text: string | undefined): number | undefined {
  if (text === undefined || /^\d{1,9}$/.test(text)) return text === undefined ? undefined : Number(text);
  throw new UsageError(`--depth '${text}' is not a number such as 0, 1 or 2.`);
}

function noGroup(id: GroupId, known: ReadonlySet<GroupId>): string {
  const near = nearName(id, known);
  return `no task group '${id}' is in these DAGs${near === undefined ? '.' : `; did you mean '${near}'?`}`;
}
