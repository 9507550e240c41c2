// The tokens of a Jinja template, named as Jinja names them in its messages.

/** What a token is; the words are those of `jinja2.lexer` (3.1). */
export type TokenType =
  | 'eof'
  | 'data'
  | 'block_begin'
  | 'block_end'
  | 'variable_begin'
  | 'variable_end'
  | 'name'
  | 'string'
  | 'integer'
  | 'float'
  | OperatorType;

export type OperatorType =
  | ('add' | 'sub' | 'div' | 'floordiv' | 'mul' | 'mod' | 'pow' | 'tilde')
  | ('lbracket' | 'rbracket' | 'lparen' | 'rparen' | 'lbrace' | 'rbrace')
  | ('eq' | 'ne' | 'gt' | 'gteq' | 'lt' | 'lteq' | 'assign')
  | ('dot' | 'colon' | 'pipe' | 'comma' | 'semicolon');

export interface Token {
  readonly type: TokenType;
  /** The name, the decoded string, the text of a number, an operator or data. */
  readonly value: string;
  readonly start: number;
  readonly end: number;
}

/** The operators of two characters; they go before those of one. */
export const LONG_OPERATORS: Readonly<Record<string, OperatorType>> = {
  '//': 'floordiv',
  '**': 'pow',
  '==': 'eq',
  '!=': 'ne',
  '>=': 'gteq',
  '<=': 'lteq',
};

export const SHORT_OPERATORS: Readonly<Record<string, OperatorType>> = {
  '+': 'add',
  '-': 'sub',
  '/': 'div',
  '*': 'mul',
  '%': 'mod',
  '~': 'tilde',
  '[': 'lbracket',
  ']': 'rbracket',
  '(': 'lparen',
  ')': 'rparen',
  '{': 'lbrace',
  '}': 'rbrace',
  '>': 'gt',
  '<': 'lt',
  '=': 'assign',
  '.': 'dot',
  ':': 'colon',
  '|': 'pipe',
  ',': 'comma',
  ';': 'semicolon',
};

const OPERATOR_TEXTS = new Map(
  [...Object.entries(LONG_OPERATORS), ...Object.entries(SHORT_OPERATORS)].map(([text, type]) => [type as string, text]),
);

const WORDS: Readonly<Record<string, string>> = {
  block_begin: 'begin of statement block',
  block_end: 'end of statement block',
  variable_begin: 'begin of print statement',
  variable_end: 'end of print statement',
  data: 'template data / text',
  eof: 'end of template',
};

/** A kind of token in the words of Jinja's messages. */
export function describeType(type: TokenType): string {
  return OPERATOR_TEXTS.get(type) ?? WORDS[type] ?? type;
}

/** A token in the words of Jinja's messages: a name by itself, all else by its kind. */
export function describeToken(token: Token): string {
  return token.type === 'name' ? token.value : describeType(token.type);
}
