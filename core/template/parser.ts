// Tokens → statements, tag by tag as `jinja2.parser` 3.1 reads them.

import { isBlank } from './characters';
import { parseExpression, parseItems, parsePrimary, parseTuple, READERS } from './expressions';
import type { Expression, FilterNode, NameNode, Place, Signature, Statement, TemplateReferenceNode } from './nodes';
import { readFilter } from './postfix';
import { Refusal } from './refusal';
import type { TokenStream } from './tokenStream';
import type { Token } from './tokens';

type StatementReader = (parser: Parser, tag: Token) => Statement;

/** One parse of one template. `extensions`: the tags that the environment adds, of those in EXTENSIONS. */
export class Parser {
  /** The tags that are open, outermost first. */
  readonly openTags: Token[] = [];
  private readonly endTags: (readonly string[])[] = [];
  /** The statements of the whole template that are read so far. */
  readonly body: Statement[] = [];

  constructor(
    readonly tokens: TokenStream,
    private readonly extensions: ReadonlySet<string>,
  ) {}

  /** Reads statements until one of the end tags, or to the end of the template. */
  read(body: Statement[], endTags?: readonly string[]): Statement[] {
    const { tokens } = this;
    if (endTags) this.endTags.push(endTags);
    while (!tokens.at('eof')) {
      const token = tokens.next();
      if (token.type === 'data') {
        body.push({ kind: 'Data', text: token.value, start: token.start, end: token.end });
      } else if (token.type === 'variable_begin') {
        const value = parseTuple(tokens);
        const { end } = tokens.expect('variable_end');
        body.push({ kind: 'Output', values: [value], start: token.start, end });
      } else {
        if (endTags && tokens.at('name') && endTags.includes(tokens.current.value)) break;
        body.push(this.readStatement(token));
        tokens.expect('block_end');
      }
    }
    if (endTags && tokens.at('eof')) this.failAtEnd();
    if (endTags) this.endTags.pop();
    return body;
  }

  /** The body of a tag up to one of its end tags, which stays current. */
  readBody(...endTags: readonly string[]): Statement[] {
    this.tokens.skip('colon');
    this.tokens.expect('block_end');
    return this.read([], endTags);
  }

  /** The body of a tag up to its end tag, which is passed. */
  readWholeBody(endTag: string): Statement[] {
    const body = this.readBody(endTag);
    this.tokens.next();
    return body;
  }

  private readStatement(begin: Token): Statement {
    const { tokens } = this;
    const tag = tokens.current;
    if (tag.type !== 'name') tokens.fail('tag name expected');
    const reader = READ.get(tag.value) ?? (this.extensions.has(tag.value) ? EXTENSIONS.get(tag.value) : undefined);
    if (!reader) this.failUnknownTag(tag);
    tokens.enter();
    this.openTags.push(tag);
    tokens.next();
    const statement = reader(this, tag);
    this.openTags.pop();
    tokens.leave();
    return { ...statement, start: begin.start };
  }

  private failUnknownTag(tag: Token): never {
    const expected = this.endTags.some((names) => names.includes(tag.value));
    throw new Refusal(this.nestingMessage(`Encountered unknown tag '${tag.value}'.`, expected), tag.start, tag.end);
  }

  private failAtEnd(): never {
    const at = this.tokens.current;
    throw new Refusal(this.nestingMessage('Unexpected end of template.', false), at.start, at.end);
  }

  private nestingMessage(first: string, expected: boolean): string {
    const names = this.endTags.at(-1);
    const looking = names?.map((name) => `'${name}'`).join(' or ');
    const open = this.openTags.at(-1);
    return [
      first,
      looking && expected
        ? `You probably made a nesting mistake. Jinja is expecting this tag, but currently looking for ${looking}.`
        : undefined,
      looking && !expected ? `Jinja was looking for the following tags: ${looking}.` : undefined,
      open ? `The innermost block that needs to be closed is '${open.value}'.` : undefined,
    ]
      .filter((part) => part !== undefined && part !== '')
      .join(' ');
  }
}

const readIf: StatementReader = (parser, tag) => {
  const { tokens } = parser;
  const branches: { test: Expression; body: Statement[] }[] = [];
  let otherwise: Statement[] = [];
  for (;;) {
    const test = parseTuple(tokens, { withoutConditional: true });
    branches.push({ test, body: parser.readBody('elif', 'else', 'endif') });
    const end = tokens.next();
    if (end.value === 'elif') continue;
    if (end.value === 'else') otherwise = parser.readWholeBody('endif');
    return { kind: 'If', branches, otherwise, ...placeOf(tag) };
  }
};

const readFor: StatementReader = (parser, tag) => {
  const { tokens } = parser;
  const target = readTarget(tokens);
  tokens.expectName('in');
  const iterable = parseTuple(tokens, { withoutConditional: true });
  const test = tokens.skipName('if') ? parseExpression(tokens) : undefined;
  tokens.skipName('recursive');
  const body = parser.readBody('endfor', 'else');
  const otherwise = tokens.next().value === 'else' ? parser.readWholeBody('endfor') : [];
  return { kind: 'For', target, iterable, test, body, otherwise, ...placeOf(tag) };
};

const readSet: StatementReader = (parser, tag) => {
  const { tokens } = parser;
  const target = readTarget(tokens, true);
  if (tokens.skip('assign')) return { kind: 'Set', target, value: parseTuple(tokens), ...placeOf(tag) };
  let filter: FilterNode | undefined;
  while (tokens.skip('pipe')) filter = readFilter(tokens, filter, READERS);
  return { kind: 'SetBlock', target, filter, body: parser.readWholeBody('endset'), ...placeOf(tag) };
};

const readWith: StatementReader = (parser, tag) => {
  const { tokens } = parser;
  const targets: Expression[] = [];
  const values: Expression[] = [];
  while (!tokens.at('block_end')) {
    if (targets.length > 0) tokens.expect('comma');
    targets.push(readTarget(tokens));
    tokens.expect('assign');
    values.push(parseExpression(tokens));
  }
  return { kind: 'With', targets, values, body: parser.readWholeBody('endwith'), ...placeOf(tag) };
};

const readMacro: StatementReader = (parser, tag) => {
  const name = readTargetName(parser.tokens).name;
  const signature = readSignature(parser.tokens);
  return { kind: 'Macro', name, signature, body: parser.readWholeBody('endmacro'), ...placeOf(tag) };
};

const readCallBlock: StatementReader = (parser, tag) => {
  const { tokens } = parser;
  const given = tokens.at('lparen');
  const signature: Signature = given ? readSignature(tokens) : { parameters: [], defaults: [] };
  const call = parseExpression(tokens);
  if (call.kind !== 'Call') return tokens.fail('expected call', call, tag.start);
  return { kind: 'CallBlock', signature, call, body: parser.readWholeBody('endcall'), ...placeOf(tag) };
};

function readSignature(tokens: TokenStream): Signature {
  const parameters: NameNode[] = [];
  const names = new Set<string>();
  const defaults: Expression[] = [];
  tokens.expect('lparen');
  while (!tokens.at('rparen')) {
    if (parameters.length > 0) tokens.expect('comma');
    const parameter = readTargetName(tokens);
    if (tokens.skip('assign')) defaults.push(parseExpression(tokens));
    else if (defaults.length > 0) tokens.fail('non-default argument follows default argument');
    const { name } = parameter;
    if (names.size === names.add(name).size) {
      tokens.pythonRefuses(`duplicate argument '${name}' in function definition`, parameter);
    }
    parameters.push(parameter);
  }
  tokens.expect('rparen');
  return { parameters, defaults };
}

const readFilterBlock: StatementReader = (parser, tag) => {
  const { tokens } = parser;
  let filter = readFilter(tokens, undefined, READERS);
  while (tokens.skip('pipe')) filter = readFilter(tokens, filter, READERS);
  return { kind: 'FilterBlock', filter, body: parser.readWholeBody('endfilter'), ...placeOf(tag) };
};

const HYPHEN =
  'Block names in Jinja have to be valid Python identifiers and may not contain hyphens, use an underscore instead.';

const readBlock: StatementReader = (parser, tag) => {
  const { tokens } = parser;
  const name = tokens.expect('name').value;
  tokens.skipName('scoped');
  const required = tokens.skipName('required');
  if (tokens.at('sub')) tokens.fail(HYPHEN);
  const body = parser.readWholeBody('endblock');
  if (required && body.some((part) => part.kind !== 'Data' || !isBlank(part.text))) {
    tokens.fail('Required blocks can only contain comments or whitespace');
  }
  tokens.skipName(name);
  return { kind: 'Block', name, body, ...placeOf(tag) };
};

type Reference = Pick<TemplateReferenceNode, 'ignoreMissing' | 'imported'>;

/** The reader of a tag that names a template; `rest` reads what follows the name. */
function referenceReader(tag: TemplateReferenceNode['tag'], rest: (tokens: TokenStream) => Reference): StatementReader {
  return ({ tokens }, token) => {
    const template = parseExpression(tokens);
    return { kind: 'TemplateReference', tag, template, ...rest(tokens), ...placeOf(token) };
  };
}

const readExtends = referenceReader('extends', () => ({ ignoreMissing: false, imported: [] }));

const readInclude = referenceReader('include', (tokens) => {
  const ignoreMissing = tokens.atName('ignore') && isName(tokens.look(), 'missing');
  if (ignoreMissing) skipTwo(tokens);
  skipContext(tokens);
  return { ignoreMissing, imported: [] };
});

const readImport = referenceReader('import', (tokens) => {
  tokens.expectName('as');
  const { name } = readTargetName(tokens);
  skipContext(tokens);
  return { ignoreMissing: false, imported: [name] };
});

const readFrom = referenceReader('from', (tokens) => {
  tokens.expectName('import');
  return { ignoreMissing: false, imported: readImportedNames(tokens) };
});

function readImportedNames(tokens: TokenStream): string[] {
  const names: string[] = [];
  for (;;) {
    if (names.length > 0) tokens.expect('comma');
    if (!tokens.at('name')) tokens.expect('name');
    if (skipContext(tokens)) return names;
    const target = readTargetName(tokens);
    if (target.name.startsWith('_')) tokens.fail('names starting with an underline can not be imported', target);
    names.push(tokens.skipName('as') ? readTargetName(tokens).name : target.name);
    if (skipContext(tokens) || !tokens.at('comma')) return names;
  }
}

/** Passes `with context` and `without context`; true: it stood there. */
function skipContext(tokens: TokenStream): boolean {
  if (!tokens.atName('with') && !tokens.atName('without')) return false;
  if (!isName(tokens.look(), 'context')) return false;
  skipTwo(tokens);
  return true;
}

function isName(token: Token, name: string): boolean {
  return token.type === 'name' && token.value === name;
}

function skipTwo(tokens: TokenStream): void {
  tokens.next();
  tokens.next();
}

const readAutoescape: StatementReader = (parser, tag) => {
  const value = parseExpression(parser.tokens);
  return { kind: 'Autoescape', value, body: parser.readWholeBody('endautoescape'), ...placeOf(tag) };
};

const readPrint: StatementReader = ({ tokens }, tag) => {
  const values: Expression[] = [];
  while (!tokens.at('block_end')) {
    if (values.length > 0) tokens.expect('comma');
    values.push(parseExpression(tokens));
  }
  return { kind: 'Output', values, ...placeOf(tag) };
};

const readDo: StatementReader = ({ tokens }, tag) => ({ kind: 'Do', value: parseTuple(tokens), ...placeOf(tag) });

const readLoopControl: StatementReader = (_parser, tag) => ({ kind: 'LoopControl', ...placeOf(tag) });

/** `namespace`: `a.b` may be set. */
function readTarget(tokens: TokenStream, namespace = false): Expression {
  const target = parseItems(tokens, (from) => parsePrimary(from, namespace));
  if (!isTarget(target)) {
    tokens.fail(`can't assign to '${target.kind.toLowerCase().replace('constant', 'const')}'`, target);
  }
  return target;
}

function isTarget(target: Expression): boolean {
  if (target.kind === 'Tuple') return target.items.every(isTarget);
  return target.kind === 'Name' || target.kind === 'Namespace';
}

const NO_TARGETS: ReadonlySet<string> = new Set(['true', 'false', 'none', 'True', 'False', 'None']);

function readTargetName(tokens: TokenStream): NameNode {
  const { value: name, start, end } = tokens.expect('name');
  if (NO_TARGETS.has(name)) tokens.fail("can't assign to 'name'", { start, end });
  return { kind: 'Name', name, start, end };
}

function placeOf(tag: Token): Place {
  return { start: tag.start, end: tag.end };
}

const READ: ReadonlyMap<string, StatementReader> = new Map([
  ['for', readFor],
  ['if', readIf],
  ['block', readBlock],
  ['extends', readExtends],
  ['print', readPrint],
  ['macro', readMacro],
  ['include', readInclude],
  ['from', readFrom],
  ['import', readImport],
  ['set', readSet],
  ['with', readWith],
  ['autoescape', readAutoescape],
  ['call', readCallBlock],
  ['filter', readFilterBlock],
]);

/** The tags of `jinja2.ext.do` and `jinja2.ext.loopcontrols`. */
const EXTENSIONS: ReadonlyMap<string, StatementReader> = new Map([
  ['do', readDo],
  ['break', readLoopControl],
  ['continue', readLoopControl],
]);
