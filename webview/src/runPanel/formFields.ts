// The params of a DAG as fields of a form: which kind of field, what stands in it, and what is wrong with it.

import { isRequired, paramTypes, type RunnableParam } from '../../../core/runs';

export type FieldKind = 'text' | 'lines' | 'list' | 'integer' | 'number' | 'boolean' | 'choice' | 'date' | 'json';

export interface FormField {
  readonly name: string;
  readonly title: string;
  readonly description: string | undefined;
  readonly kind: FieldKind;
  readonly isRequired: boolean;
  /** What stands in it at first, as text; of a boolean `true` or `false`. */
  readonly text: string;
  /** The values that may be chosen, with what to call them. */
  readonly choices: readonly { readonly label: string; readonly text: string }[];
  /** Values to offer; others may be written. */
  readonly examples: readonly string[];
  readonly schema: Readonly<Record<string, unknown>>;
}

/** The fields of a form; `conf` holds what an earlier run was given. */
export function formFields(params: readonly RunnableParam[], conf: Readonly<Record<string, unknown>>): FormField[] {
  return params.map((param) => fieldOf(param, param.name in conf ? conf[param.name] : param.value));
}

function fieldOf(param: RunnableParam, value: unknown): FormField {
  const { name, schema, description } = param;
  const kind = kindOf(schema, value);
  return {
    name,
    title: textIn(schema, 'title') ?? name,
    description: description ?? textIn(schema, 'description') ?? undefined,
    kind,
    isRequired: isRequired(param),
    text: textOf(value, kind),
    choices: choicesOf(schema),
    examples: listIn(schema, 'examples').map((each) => textOf(each, kind)),
    schema,
  };
}

function isNothing(value: unknown): boolean {
  return value === undefined || value === null;
}

function kindOf(schema: RunnableParam['schema'], value: unknown): FieldKind {
  if (listIn(schema, 'enum').length) return 'choice';
  const [type = typeOfValue(value)] = paramTypes(schema).filter((each) => each !== 'null');
  if (type === 'string') return kindOfText(schema);
  if (type === 'array' && isListOfTexts(schema, value)) return 'list';
  return type === 'boolean' || type === 'integer' || type === 'number' ? type : 'json';
}

/** Airflow's own form has a line for each text, too. */
function isListOfTexts({ items }: RunnableParam['schema'], value: unknown): boolean {
  const of = (items as { readonly type?: unknown } | undefined)?.type;
  const values = isNothing(value) ? [] : value;
  return (of === undefined || of === 'string') && Array.isArray(values) && values.every(isOneLine);
}

function isOneLine(value: unknown): boolean {
  return typeof value === 'string' && value.trim() === value && value !== '' && !value.includes('\n');
}

function typeOfValue(value: unknown): string {
  if (typeof value === 'number') return 'number';
  return typeof value === 'string' || typeof value === 'boolean' ? typeof value : 'json';
}

function kindOfText({ format, 'x-widget': widget }: RunnableParam['schema']): FieldKind {
  if (format === 'multiline' || widget === 'multiline') return 'lines';
  return format === 'date' ? 'date' : 'text';
}

function choicesOf(schema: RunnableParam['schema']): FormField['choices'] {
  const { values_display: words } = schema;
  const named = typeof words === 'object' && words !== null ? (words as Readonly<Record<string, unknown>>) : {};
  return listIn(schema, 'enum').map((value) => {
    const text = JSON.stringify(value);
    const plain = typeof value === 'string' ? value : text;
    return { label: typeof named[plain] === 'string' ? `${named[plain]}` : plain, text };
  });
}

function textOf(value: unknown, kind: FieldKind): string {
  if (kind === 'choice') return value === undefined ? '' : JSON.stringify(value);
  if (isNothing(value)) return kind === 'boolean' ? 'false' : '';
  if (kind === 'list') return Array.isArray(value) ? value.join('\n') : String(value);
  if (kind === 'json') return JSON.stringify(value, undefined, 2);
  return typeof value === 'string' ? value : JSON.stringify(value);
}

export type FieldAnswer = { readonly value: unknown } | { readonly problem: string } | 'default';

/** What a field says: a value, what is wrong with it, or `default` where nothing was written and nothing has to be. */
export function answerOf(field: FormField, text: string): FieldAnswer {
  if (text.trim() === '' && field.kind !== 'boolean' && !(field.text === '' && allowsEmpty(field)))
    return ofNothing(field);
  const read = readText(field, text);
  return 'problem' in read ? read : checked(field, read.value);
}

function checked({ schema }: FormField, value: unknown): FieldAnswer {
  const problem = problemOf(schema, value);
  return problem === undefined ? { value } : { problem };
}

function ofNothing(field: FormField): FieldAnswer {
  if (field.isRequired && field.kind === 'list') return checked(field, []);
  if (field.isRequired) return { problem: 'Write a value.' };
  return paramTypes(field.schema).includes('null') ? { value: null } : 'default';
}

/** A text without a schema may well be empty. */
function allowsEmpty({ kind, schema }: FormField): boolean {
  return kind === 'text' && paramTypes(schema).length === 0;
}

function readText({ kind }: FormField, text: string): { readonly value: unknown } | { readonly problem: string } {
  switch (kind) {
    case 'boolean':
      return { value: text === 'true' };
    case 'integer':
      return /^\s*[+-]?\d+\s*$/.test(text) ? { value: Number(text) } : { problem: 'Write a whole number.' };
    case 'number':
      return Number.isFinite(Number(text)) ? { value: Number(text) } : { problem: 'Write a number.' };
    case 'list':
      return { value: text.split('\n').flatMap((line) => line.trim() || []) };
    case 'json':
    case 'choice':
      return readJson(text);
    default:
      return { value: text };
  }
}

/** A value written as JSON. */
export function readJson(text: string): { readonly value: unknown } | { readonly problem: string } {
  try {
    return { value: JSON.parse(text) as unknown };
  } catch (error) {
    return { problem: `This is not JSON: ${error instanceof Error ? error.message : String(error)}.` };
  }
}

/** What the schema says against a value: the parts of JSON schema that forms use. The engine checks the whole of it. */
function problemOf(schema: RunnableParam['schema'], value: unknown): string | undefined {
  if ('const' in schema && JSON.stringify(schema.const) !== JSON.stringify(value))
    return `It has to be ${JSON.stringify(schema.const)}.`;
  if (typeof value === 'number') return problemOfNumber(schema, value);
  if (typeof value === 'string') return problemOfText(schema, value);
  if (Array.isArray(value) && listIn(schema, 'enum').length === 0) return problemOfList(schema, value);
  const types = paramTypes(schema);
  if (types.length === 0 || types.includes(jsonType(value))) return undefined;
  return listIn(schema, 'enum').length ? undefined : `Write a value of type ${types.join(' or ')}.`;
}

function problemOfNumber(schema: RunnableParam['schema'], value: number): string | undefined {
  const { minimum, maximum, exclusiveMinimum: above, exclusiveMaximum: below, multipleOf: step } = schema;
  if (typeof minimum === 'number' && value < minimum) return `Write ${minimum} or more.`;
  if (typeof maximum === 'number' && value > maximum) return `Write ${maximum} or less.`;
  if (typeof above === 'number' && value <= above) return `Write more than ${above}.`;
  if (typeof below === 'number' && value >= below) return `Write less than ${below}.`;
  const isMultiple = typeof step !== 'number' || Math.abs(value / step - Math.round(value / step)) < 1e-9;
  return isMultiple ? undefined : `Write a multiple of ${step}.`;
}

function problemOfList(schema: RunnableParam['schema'], values: readonly unknown[]): string | undefined {
  const types = paramTypes(schema);
  if (types.length > 0 && !types.includes('array')) return `Write a value of type ${types.join(' or ')}.`;
  const { minItems: least, maxItems: most, uniqueItems } = schema;
  if (typeof least === 'number' && values.length < least) return `Write ${least} or more values.`;
  if (typeof most === 'number' && values.length > most) return `Write ${most} or fewer values.`;
  const isTwice = uniqueItems === true && new Set(values.map((each) => JSON.stringify(each))).size < values.length;
  return isTwice ? 'Write each value only once.' : undefined;
}

function problemOfText(schema: RunnableParam['schema'], value: string): string | undefined {
  const { minLength, maxLength, format } = schema;
  if (typeof minLength === 'number' && value.length < minLength) return `Write ${minLength} or more characters.`;
  if (typeof maxLength === 'number' && value.length > maxLength) return `Write ${maxLength} or fewer characters.`;
  if (format === 'date-time' && Number.isNaN(Date.parse(value)))
    return 'Write a date with a time: 2026-01-31T06:00:00+00:00.';
  return matchesPattern(schema, value) ? undefined : `It has to match ${String(schema.pattern)}.`;
}

/** A pattern that only Python understands is left to the engine. */
function matchesPattern({ pattern }: RunnableParam['schema'], value: string): boolean {
  if (typeof pattern !== 'string') return true;
  try {
    return new RegExp(pattern).test(value);
  } catch {
    return true;
  }
}

function jsonType(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}

function textIn(schema: RunnableParam['schema'], key: string): string | undefined {
  const value = schema[key];
  return typeof value === 'string' ? value : undefined;
}

function listIn(schema: RunnableParam['schema'], key: string): readonly unknown[] {
  const value = schema[key];
  return Array.isArray(value) ? value : [];
}
