// What Jinja's compiler refuses in a template that its parser has read.

import type { CallBlockNode, Expression, MacroNode, NameNode, Statement } from './nodes';
import { Refusal } from './refusal';
import { templateUses } from './uses';

/** The first thing that Jinja 3.1 refuses after parsing; undefined: it compiles the template. */
export function compileRefusal(body: readonly Statement[]): Refusal | undefined {
  return repeatedBlock(body, new Set()) ?? misplaced(body, true);
}

/** The bodies of a statement, in order. */
function bodiesOf(node: Statement): (readonly Statement[])[] {
  switch (node.kind) {
    case 'If':
      return [...node.branches.map((branch) => branch.body), node.otherwise];
    case 'For':
      return [node.body, node.otherwise];
    default:
      return 'body' in node ? [node.body] : [];
  }
}

function repeatedBlock(body: readonly Statement[], names: Set<string>): Refusal | undefined {
  for (const node of body) {
    if (node.kind === 'Block') {
      if (names.has(node.name))
        return new Refusal(`block '${node.name}' defined twice`, node.start, node.end, node.end);
      names.add(node.name);
    }
    for (const inner of bodiesOf(node)) {
      const found = repeatedBlock(inner, names);
      if (found) return found;
    }
  }
  return undefined;
}

/** `top`: the template's own level, where an `if` counts as such. */
function misplaced(body: readonly Statement[], top: boolean): Refusal | undefined {
  for (const node of body) {
    const found = misplacedIn(node, top);
    if (found) return found;
  }
  return undefined;
}

function misplacedIn(node: Statement, top: boolean): Refusal | undefined {
  if (node.kind === 'TemplateReference' && node.tag === 'extends' && !top) {
    return new Refusal('cannot use extend from a non top-level scope', node.start, node.end, node.end);
  }
  if (node.kind === 'For') {
    const target = loopTarget(node);
    if (target)
      return new Refusal("Can't assign to special loop variable in for-loop target", target.start, target.end);
  }
  if (node.kind === 'Macro' || node.kind === 'CallBlock') {
    const caller = bareCaller(node);
    if (caller) return new Refusal(CALLER, caller.start, caller.end, node.end);
  }
  for (const inner of bodiesOf(node)) {
    const found = misplaced(inner, top && node.kind === 'If');
    if (found) return found;
  }
  return undefined;
}

const CALLER =
  'When defining macros or call blocks the special "caller" argument must be omitted or be given a default.';

/** The parameter `caller` without a default, of a macro that uses it. */
function bareCaller({ signature, body }: MacroNode | CallBlockNode): NameNode | undefined {
  const bare = signature.parameters.slice(0, signature.parameters.length - signature.defaults.length);
  const caller = bare.find((parameter) => parameter.name === 'caller');
  return caller && templateUses(body).undeclared.has('caller') ? caller : undefined;
}

/** Where a `for` or something in it sets the name `loop`. */
function loopTarget(node: Statement): Expression | undefined {
  const own = node.kind === 'For' || node.kind === 'Set' || node.kind === 'SetBlock' ? node.target : undefined;
  const found = own && namesLoop(own);
  if (found) return found;
  for (const body of bodiesOf(node)) {
    for (const inner of body) {
      const target = loopTarget(inner);
      if (target) return target;
    }
  }
  return undefined;
}

function namesLoop(target: Expression): Expression | undefined {
  if (target.kind === 'Name') return target.name === 'loop' ? target : undefined;
  return target.kind === 'Tuple' ? target.items.map(namesLoop).find((item) => item) : undefined;
}
