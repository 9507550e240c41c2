// f-strings.

import type { FormattedPart, FStringExpr } from '../syntax/ast';
import { type Interpreter, LIMITS } from './interpreter';
import { overOptions } from './join';
import { formatValue, pythonRepr, pythonStr } from './library/text';
import type { Scope } from './scope';
import { StrValue, Unknown, type Value } from './values';

/** The text of an f-string; unknown, with a pattern of what is known, where a part is not known. */
export function formattedString(I: Interpreter, node: FStringExpr, scope: Scope): Value {
  const parts = node.parts.map((part) =>
    part.kind === 'String' ? new StrValue(part.value, part, I.assumed) : formatted(I, part, scope),
  );
  return concatenated(I, parts, node);
}

function concatenated(I: Interpreter, parts: readonly Value[], node: FStringExpr): Value {
  const undecided = parts.findIndex(
    (part) => part.kind === 'unknown' && part.options?.every((option) => option.kind === 'str'),
  );
  if (undecided >= 0) {
    const joined = overOptions(I, parts[undecided]!, (option) => concatenated(I, parts.with(undecided, option), node));
    if (joined) return joined;
  }
  const unknown = parts.find((part): part is Unknown => part.kind === 'unknown');
  const text = parts.map((part) => (part.kind === 'str' ? part.value : ((part as Unknown).text ?? '{…}'))).join('');
  if (unknown)
    return new Unknown(unknown.because, node, {
      text,
      truthy: parts.some((part) => part.kind === 'str' && part.value.length > 0),
    });
  return text.length > LIMITS.size ? new Unknown('the text is too long', node) : I.str(text, node, ...parts);
}

function formatted(I: Interpreter, part: FormattedPart, scope: Scope): Value {
  const value = I.environment.machine.evaluate(I, part.value, scope);
  const spec = part.format ? formattedString(I, part.format, scope) : undefined;
  return overOptions(I, value, (option) => oneFormatted(I, part, option, spec)) ?? oneFormatted(I, part, value, spec);
}

function oneFormatted(I: Interpreter, part: FormattedPart, value: Value, spec: Value | undefined): Value {
  const label = part.debugText ?? '';
  const unknown = [value, spec].find((piece): piece is Unknown => piece?.kind === 'unknown');
  if (unknown) return new Unknown(unknown.because, part, { text: `${label}${unknown.text ?? placeholder(part)}` });
  const text = textOf(I, part, value, spec?.kind === 'str' ? spec.value : '');
  if (text === undefined)
    return new Unknown('the text of this value is not known', part, { text: `${label}${placeholder(part)}` });
  return I.str(label + text, part, value);
}

function textOf(I: Interpreter, part: FormattedPart, value: Value, spec: string): string | undefined {
  if (part.conversion === undefined)
    return part.debugText !== undefined && !spec ? pythonRepr(I, value) : formatValue(I, value, spec);
  const text = part.conversion === 's' ? pythonStr(I, value) : pythonRepr(I, value);
  return text === undefined ? undefined : formatValue(I, new StrValue(text, part), spec);
}

function placeholder(part: FormattedPart): string {
  return part.value.kind === 'Name' ? `{${part.value.name}}` : '{…}';
}
