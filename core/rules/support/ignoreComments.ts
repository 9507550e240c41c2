// The comments that say which findings are not to be told.

import type { Comment } from '../../syntax/ast';
import type { Origin } from '../../text/span';

/** `# daglens: ignore`, `# daglens: ignore[rule, rule]`, `# noqa: daglens`, `# daglens: ignore-file[rule]`. */
const COMMENT = /#\s*(?:daglens:\s*ignore(-file)?|noqa:\s*daglens)(?![\w-])(?:\s*\[([^\]]*)\])?/gi;

/** Cheap: most comments are not for DagLens. */
const OURS = /daglens/i;

export interface IgnoredRule {
  readonly name: string;
  readonly at: Origin;
}

export interface IgnoreComment {
  /** From its `#` to the end of what it says. */
  readonly at: Origin;
  /** The whole comment that it is part of. */
  readonly comment: Origin;
  /** Undefined: every rule. */
  readonly rules: readonly IgnoredRule[] | undefined;
  /** It holds for the whole file, not for its line. */
  readonly wholeFile: boolean;
}

/** Those among the comments of a file, in the order of the text. */
export function ignoreComments(comments: readonly Comment[]): IgnoreComment[] {
  const ours = comments.filter(({ text }) => OURS.test(text));
  return ours.flatMap((comment) =>
    [...comment.text.matchAll(COMMENT)].map((match): IgnoreComment => {
      const start = comment.start + match.index;
      const list = match[2];
      const rules = list === undefined ? undefined : namesIn(list, comment.uri, start + match[0].indexOf('[') + 1);
      return {
        at: { uri: comment.uri, start, end: start + match[0].length },
        comment: { uri: comment.uri, start: comment.start, end: comment.end },
        rules,
        wholeFile: match[1] !== undefined,
      };
    }),
  );
}

function namesIn(list: string, uri: string, start: number): IgnoredRule[] {
  return [...list.matchAll(/[^\s,]+/g)].map(({ 0: name, index }) => ({
    name,
    at: { uri, start: start + index, end: start + index + name.length },
  }));
}
