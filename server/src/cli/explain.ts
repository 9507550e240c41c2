// `daglens explain`: a rule's page, or the list of rules.

import { rulePage } from '../../../core/rules/page';
import type { Arguments } from './arguments';
import type { Command } from './command';
import { KNOWN_RULES, ruleNamed } from './knownRules';
import { UsageError, type World } from './world';

export const explainCommand: Command = {
  name: 'explain',
  usage: '[RULE]',
  summary: "print a rule's page, or the list of rules",
  options: [],
  run: explain,
};

async function explain({ positionals }: Arguments, world: World): Promise<number> {
  const [id, ...more] = positionals;
  if (more.length) throw new UsageError('explain takes one RULE at a time.');
  if (id === undefined) world.out.write(ruleList());
  else {
    const rule = KNOWN_RULES.find((each) => each.id === ruleNamed(id))!;
    world.out.write(`${rulePage(rule)}\n`);
  }
  return 0;
}

function ruleList(): string {
  const width = Math.max(...KNOWN_RULES.map(({ id }) => id.length));
  return KNOWN_RULES.map(
    ({ id, severity, summary }) => `${id.padEnd(width)}  ${severity.padEnd(7)}  ${summary}\n`,
  ).join('');
}
