// Texts of values, for the interpreter: `str`, `repr`, `format` and `%`.

export { formatValue } from './format';
export { percentFormat } from './percentFormat';
export { joinPieces, type Piece } from './pieces';
export { pythonRepr, pythonStr, toAscii } from './repr';
export { strFormat } from './strFormat';
