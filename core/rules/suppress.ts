// Comments that turn findings off, and which of them turn off nothing.

import type { ModuleNode } from '../syntax/ast';
import { CommentPlaces } from '../syntax/commentPlaces';
import { contains, type Origin } from '../text/span';
import type { Finding, UnusedComment } from './rule';
import { type IgnoreComment, type IgnoredRule, ignoreComments } from './support/ignoreComments';
import { removalOf } from './support/ignoreRemoval';

/** The comments of one file, and what they have turned off so far. */
export class Suppressions {
  private readonly comments: readonly IgnoreComment[];
  private readonly places: CommentPlaces;
  private readonly used = new Set<Origin>();

  constructor(
    module: ModuleNode,
    private readonly text: string,
  ) {
    this.comments = ignoreComments(module.comments);
    this.places = new CommentPlaces(this.comments.length ? text : '');
  }

  /** The findings that no comment turns off. */
  apply(findings: readonly Finding[]): readonly Finding[] {
    if (this.comments.length === 0) return findings;
    return findings.filter((finding) => !this.turnsOff(finding));
  }

  /** What has turned something off: the name of a rule in a comment, or a whole comment without names. */
  usedPlaces(): readonly Origin[] {
    return [...this.used];
  }

  /** What has turned nothing off, but for `unused-suppression`, of which only the end can tell. */
  unused(): readonly UnusedComment[] {
    return this.comments.flatMap((comment) => this.unusedIn(comment));
  }

  private unusedIn(comment: IgnoreComment): UnusedComment[] {
    const { rules, wholeFile } = comment;
    if (!rules) {
      const removal = removalOf(comment, undefined, this.text);
      return this.used.has(comment.at) ? [] : [{ at: comment.at, rule: undefined, wholeFile, removal }];
    }
    const unused = rules.filter((rule) => rule.name !== 'unused-suppression' && !this.used.has(rule.at));
    return unused.map((rule) => {
      const removal = removalOf(comment, rules.length > 1 ? rule : undefined, this.text);
      return { at: rule.at, rule: rule.name, wholeFile, removal };
    });
  }

  private turnsOff(finding: Finding): boolean {
    const lines = this.linesOf(finding.at);
    let off = false;
    for (const comment of this.comments) {
      if (!comment.wholeFile && !lines.has(this.places.lines.position(comment.at.start).line)) continue;
      const meant = comment.rules ? named(comment.rules, finding.rule) : comment.at;
      // That a comment is not needed is told all the same, unless it says so by name.
      if (!meant || (!comment.rules && finding.rule === 'unused-suppression')) continue;
      this.used.add(meant);
      off = true;
    }
    return off;
  }

  /** Where a comment counts: the first and the last line of the place, or where a comment next to them may stand. */
  private linesOf({ start, end }: Origin): ReadonlySet<number> {
    const first = this.places.lines.position(start).line;
    const last = this.places.lines.position(Math.max(start, end - 1)).line;
    return new Set([first, last, this.places.lineFrom(first), this.places.lineFrom(last)]);
  }
}

/** The findings without those about comments that have turned something off after all. */
export function withoutUsed(findings: readonly Finding[], used: readonly Origin[]): readonly Finding[] {
  if (used.length === 0) return findings;
  return findings.filter(({ rule, at }) => rule !== 'unused-suppression' || !used.some((each) => contains(each, at)));
}

function named(rules: readonly IgnoredRule[], name: string): Origin | undefined {
  return rules.find((rule) => rule.name === name)?.at;
}
