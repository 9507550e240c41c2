// Type annotations as data: what `Optional[List[Task]]` of a class body names. Read when asked for, so that classes may come later.

import type { ClassDef, Expr } from '../../syntax/ast';
import { findAttribute } from '../attributes';
import type { Interpreter } from '../interpreter';
import type { Scope } from '../scope';
import { type ClassValue, LIBRARY, NoneValue, type Value } from '../values';

/** A type and what stands in its brackets. */
export interface TypeForm {
  /** The class or other value; undefined: a name that is not known, or a form that is not read. */
  readonly head: Value | undefined;
  readonly args: readonly TypeForm[];
  /** True for `A | B`: the members are the arguments. */
  readonly union: boolean;
  /** What follows the type in `Annotated[…]`. */
  readonly metadata: readonly Expr[];
  /** What `Literal[…]` lists. */
  readonly choices?: readonly Expr[];
}

const UNREAD: TypeForm = { head: undefined, args: [], union: false, metadata: [] };

/** The annotation of a name of a class body, if the class is written in the code that is read. */
export function annotationOf(type: ClassValue, name: string): Expr | undefined {
  const node = type.at as Partial<ClassDef>;
  if (node.kind !== 'ClassDef') return undefined;
  for (const statement of node.body ?? []) {
    if (statement.kind === 'AnnotatedAssign' && statement.target.kind === 'Name' && statement.target.name === name) {
      return statement.annotation;
    }
  }
  return undefined;
}

/** What the annotation of a name of a class body stands for. */
export function annotatedType(I: Interpreter, type: ClassValue, name: string): TypeForm {
  const annotation = annotationOf(type, name);
  return annotation && type.bodyScope ? readType(I, annotation, type.bodyScope) : UNREAD;
}

/** What an annotation stands for, read in the scope it is written in. */
export function readType(I: Interpreter, node: Expr, scope: Scope): TypeForm {
  I.spend();
  switch (node.kind) {
    case 'None':
      return plain(new NoneValue(LIBRARY));
    case 'Name':
    case 'Attribute':
      return unlessAlias(named(I, node, scope), node.kind === 'Name' ? node.name : node.name.name);
    case 'Binary':
      return { ...UNREAD, union: true, args: [node.left, node.right].map((side) => readType(I, side, scope)) };
    case 'String':
      return new TextReader(I, node.value, scope).read();
    case 'Subscript':
      return subscribed(I, node, scope);
    default:
      return UNREAD;
  }
}

function plain(head: Value | undefined): TypeForm {
  return { ...UNREAD, head };
}

const CONTAINERS: ReadonlySet<string> = new Set(['list', 'dict', 'tuple', 'set', 'frozenset', 'Union', 'Optional']);

/** `Tasks = list[Task]` leaves only `list` in the variable: what is in it is then not known. */
function unlessAlias(head: Value | undefined, name: string): TypeForm {
  const isAlias = head?.kind === 'class' && CONTAINERS.has(head.name) && head.name.toLowerCase() !== name.toLowerCase();
  return isAlias ? UNREAD : plain(head);
}

function subscribed(I: Interpreter, node: Extract<Expr, { kind: 'Subscript' }>, scope: Scope): TypeForm {
  const head = named(I, node.value, scope);
  const inner = node.index.kind === 'Tuple' ? node.index.elements : [node.index];
  const name = head?.kind === 'class' ? head.name : undefined;
  if (name === 'Literal') return { ...UNREAD, head, choices: inner };
  if (name === 'Annotated' && inner[0]) return { ...readType(I, inner[0], scope), metadata: inner.slice(1) };
  return { ...UNREAD, head, args: inner.map((each) => readType(I, each, scope)) };
}

/** The value of a dotted name, without complaint where there is none. */
function named(I: Interpreter, node: Expr, scope: Scope): Value | undefined {
  if (node.kind === 'Name') return scope.lookup(node.name) ?? I.environment.builtins.get(node.name);
  if (node.kind !== 'Attribute') return undefined;
  const owner = named(I, node.value, scope);
  return owner && findAttribute(I, owner, node.name.name, node);
}

/** Annotations written as text: names, brackets and bars. */
class TextReader {
  private readonly tokens: string[];
  constructor(
    private readonly I: Interpreter,
    text: string,
    private readonly scope: Scope,
  ) {
    this.tokens = text.match(/[\w.]+|[[\],|]|\S/g) ?? [];
  }

  read(): TypeForm {
    const form = this.union();
    return this.tokens.length ? UNREAD : form;
  }

  private union(): TypeForm {
    const members = [this.single()];
    while (this.tokens[0] === '|') {
      this.tokens.shift();
      members.push(this.single());
    }
    return members.length === 1 ? members[0]! : { ...UNREAD, union: true, args: members };
  }

  private single(): TypeForm {
    this.I.spend();
    const name = this.tokens.shift() ?? '';
    const head = name === 'None' ? new NoneValue(LIBRARY) : this.dotted(name);
    const args: TypeForm[] = [];
    if (this.tokens[0] !== '[') return plain(head);
    while (this.tokens[0] === '[' || this.tokens[0] === ',') {
      this.tokens.shift();
      args.push(this.union());
    }
    if (this.tokens.shift() !== ']') return UNREAD;
    return { ...UNREAD, head, args };
  }

  private dotted(name: string): Value | undefined {
    const [first = '', ...rest] = name.split('.');
    let value = this.scope.lookup(first) ?? this.I.environment.builtins.get(first);
    for (const part of rest) value = value && findAttribute(this.I, value, part, LIBRARY);
    return value;
  }
}
