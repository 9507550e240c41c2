// The kinds of Python tokens, as small numbers. A one-character sign has its character code as its kind.

export const NAME = 1;
export const NUMBER = 2;
export const STRING = 3;
export const BYTES = 4;
/** The opening of an f-string, prefix and quotes. */
export const FSTRING_START = 5;
export const FSTRING_END = 6;
/** `{` of a field of an f-string. */
export const FIELD_START = 7;
/** `}` of a field. */
export const FIELD_END = 8;
/** `:` before the format of a field. */
export const FORMAT_START = 9;
/** The end of a logical line. */
export const NEWLINE = 10;
/** The text ends inside a bracket. */
export const END_IN_BRACKET = 11;
/** The tokenizer could not go on; `Lexer.problem` says why. */
export const ERROR = 12;

export const POWER = 128;
export const FLOOR_DIVIDE = 129;
export const SHIFT_RIGHT = 130;
export const SHIFT_LEFT = 131;
export const EQUAL = 132;
export const NOT_EQUAL = 133;
export const LESS_EQUAL = 134;
export const GREATER_EQUAL = 135;
export const ARROW = 136;
export const WALRUS = 137;
export const ELLIPSIS = 138;
/** `<>`, an operator of Python 2. */
export const DIAMOND = 139;
/** `+=` and its kin. */
export const AUGMENTED = 140;

const KEYWORD_NAMES = (
  'False None True and as assert async await break class continue def del elif else except finally for from global if ' +
  'import in is lambda nonlocal not or pass raise return try while with yield'
).split(' ');
const FIRST_KEYWORD = 160;

/** Kind of each keyword. */
export const KEYWORDS: ReadonlyMap<string, number> = new Map(KEYWORD_NAMES.map((name, i) => [name, FIRST_KEYWORD + i]));

const keyword = (name: string): number => FIRST_KEYWORD + KEYWORD_NAMES.indexOf(name);
export const FALSE = keyword('False');
export const NONE = keyword('None');
export const TRUE = keyword('True');
export const AND = keyword('and');
export const AS = keyword('as');
export const ASSERT = keyword('assert');
export const ASYNC = keyword('async');
export const AWAIT = keyword('await');
export const BREAK = keyword('break');
export const CLASS = keyword('class');
export const CONTINUE = keyword('continue');
export const DEF = keyword('def');
export const DEL = keyword('del');
export const ELIF = keyword('elif');
export const ELSE = keyword('else');
export const EXCEPT = keyword('except');
export const FINALLY = keyword('finally');
export const FOR = keyword('for');
export const FROM = keyword('from');
export const GLOBAL = keyword('global');
export const IF = keyword('if');
export const IMPORT = keyword('import');
export const IN = keyword('in');
export const IS = keyword('is');
export const LAMBDA = keyword('lambda');
export const NONLOCAL = keyword('nonlocal');
export const NOT = keyword('not');
export const OR = keyword('or');
export const PASS = keyword('pass');
export const RAISE = keyword('raise');
export const RETURN = keyword('return');
export const TRY = keyword('try');
export const WHILE = keyword('while');
export const WITH = keyword('with');
export const YIELD = keyword('yield');

/** The kind of a one-character sign. */
export const sign = (character: string): number => character.charCodeAt(0);
export const OPEN_PAREN = sign('(');
export const CLOSE_PAREN = sign(')');
export const OPEN_BRACKET = sign('[');
export const CLOSE_BRACKET = sign(']');
export const OPEN_BRACE = sign('{');
export const CLOSE_BRACE = sign('}');
export const COMMA = sign(',');
export const COLON = sign(':');
export const SEMICOLON = sign(';');
export const DOT = sign('.');
export const ASSIGN = sign('=');
export const STAR = sign('*');
export const SLASH = sign('/');
export const AT = sign('@');
export const BAR = sign('|');
export const PLUS = sign('+');
export const MINUS = sign('-');
export const TILDE = sign('~');
export const EXCLAMATION = sign('!');
