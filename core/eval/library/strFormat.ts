// `template.format(…)` and `template.format_map(…)`.

import type { Origin } from '../../text/span';
import { getAttribute } from '../attributes';
import type { Call, Interpreter } from '../interpreter';
import { getItem } from '../subscript';
import { IntValue, type StrValue, Unknown, type Value } from '../values';
import { formatValue } from './format';
import { joinPieces, type Piece } from './pieces';
import { pythonRepr, pythonStr, toAscii } from './repr';

/** Finds the value of a field by its number or name; undefined: there is none. */
type Lookup = (name: string | number) => Value | undefined;

/** `template.format(*call.args, **call.kwargs)`; the call is without the template itself. */
export function strFormat(I: Interpreter, template: StrValue, call: Call): Value {
  return formatWith(I, template, call.at, (name) => {
    const value = typeof name === 'number' ? call.args[name] : call.kwargs.get(name);
    return value ?? call.open;
  });
}

/** `template.format_map(mapping)`. */
export function strFormatMap(I: Interpreter, template: StrValue, mapping: Value, at: Origin): Value {
  return formatWith(I, template, at, (name) => getItem(I, mapping, I.str(String(name), at), at));
}

function formatWith(I: Interpreter, template: StrValue, at: Origin, lookup: Lookup): Value {
  const fields = parseTemplate(template.value);
  if (!fields) return I.fail('ValueError', 'the format string is not well formed', at, template);
  const numbering = { next: 0 };
  const pieces: Piece[] = [];
  for (const field of fields) {
    if (typeof field === 'string') pieces.push(field);
    else {
      const shown = fieldPiece(I, field, lookup, numbering, at);
      if (!shown) return I.fail('IndexError', `no value for the field {${field.name}} of the text`, at, template);
      pieces.push(shown);
    }
  }
  const result = joinPieces(I, pieces, at);
  return result.kind === 'str' && template.assumed !== undefined ? I.str(result.value, at, template) : result;
}

interface Field {
  readonly name: string;
  readonly path: readonly { readonly attribute: boolean; readonly name: string }[];
  readonly conversion: string | undefined;
  readonly spec: string;
}

const FIELD = /^([^.[\]{}!:]*)((?:\.[^.[\]{}!:]+|\[[^\]]*\])*)(?:!([rsa]))?(?::(.*))?$/su;

/** Splits a template into texts and fields; undefined where Python would refuse it. */
function parseTemplate(template: string): readonly (string | Field)[] | undefined {
  const parts: (string | Field)[] = [];
  let text = '';
  for (let i = 0; i < template.length; i++) {
    const char = template[i]!;
    if ((char === '{' || char === '}') && template[i + 1] === char) {
      text += char;
      i++;
    } else if (char === '}') return undefined;
    else if (char !== '{') text += char;
    else {
      const end = closing(template, i);
      const field = end === undefined ? undefined : parseField(template.slice(i + 1, end));
      if (!field) return undefined;
      parts.push(text, field);
      text = '';
      i = end!;
    }
  }
  return [...parts, text];
}

function closing(template: string, start: number): number | undefined {
  let depth = 0;
  for (let i = start; i < template.length; i++) {
    if (template[i] === '{') depth++;
    else if (template[i] === '}' && --depth === 0) return i;
  }
  return undefined;
}

function parseField(text: string): Field | undefined {
  const match = FIELD.exec(text);
  if (!match) return undefined;
  const path = [...match[2]!.matchAll(/\.([^.[]+)|\[([^\]]*)\]/g)].map((step) => ({
    attribute: step[1] !== undefined,
    name: step[1] ?? step[2] ?? '',
  }));
  return { name: match[1]!, path, conversion: match[3], spec: match[4] ?? '' };
}

function fieldPiece(
  I: Interpreter,
  field: Field,
  lookup: Lookup,
  numbering: { next: number },
  at: Origin,
): Piece | undefined {
  const name = field.name === '' ? numbering.next++ : /^\d+$/.test(field.name) ? Number(field.name) : field.name;
  let value = lookup(name);
  if (!value) return undefined;
  for (const step of field.path) {
    value = step.attribute ? getAttribute(I, value, step.name, at) : getItem(I, value, index(I, step.name, at), at);
  }
  const spec = specText(I, field.spec, lookup, numbering);
  if (spec === undefined) value = new Unknown('the format is not known', at);
  const hint = /^\D/.test(field.name) ? `{${field.name}}` : undefined;
  return { value, show: (option) => show(I, option, field.conversion, spec ?? ''), hint };
}

function index(I: Interpreter, text: string, at: Origin): Value {
  return /^\d+$/.test(text) ? new IntValue(Number(text), at) : I.str(text, at);
}

/** Fields inside a format specification, as in `{:{width}}`. */
function specText(I: Interpreter, spec: string, lookup: Lookup, numbering: { next: number }): string | undefined {
  let known = true;
  const text = spec.replace(/\{(\w*)\}/g, (_, name: string) => {
    const value = lookup(name === '' ? numbering.next++ : /^\d+$/.test(name) ? Number(name) : name);
    const shown = value && pythonStr(I, value);
    if (shown === undefined) known = false;
    return shown ?? '';
  });
  return known ? text : undefined;
}

function show(I: Interpreter, value: Value, conversion: string | undefined, spec: string): string | undefined {
  if (conversion === undefined) return formatValue(I, value, spec);
  const text = conversion === 's' ? pythonStr(I, value) : pythonRepr(I, value);
  if (text === undefined) return undefined;
  return formatValue(I, I.str(conversion === 'a' ? toAscii(text) : text, value.at), spec);
}
