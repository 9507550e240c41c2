// The form before a run: params, logical date, more conf, and tasks that are given a state instead of being run.

import type { MarkableTask, MarkName, RunForm, RunFormValues } from '../../../protocol/runPanel';
import { button, html } from '../elements';
import { toolIcon } from '../icons';
import { markChoices } from '../marks';
import { answerOf, type FormField, formFields, readJson } from './formFields';

export interface FormActions {
  readonly start: (values: RunFormValues) => void;
  readonly close: () => void;
}

/** An input of the form with its text, and where its problem is told. */
interface Entry {
  readonly field: FormField;
  readonly input: HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;
  readonly problem: HTMLElement;
}

const DATE_HINT = 'now';

/** The form as an element that keeps what is written until it is sent. */
export function formView(form: RunForm, { start, close }: FormActions): HTMLElement {
  const entries = formFields(form.params, form.conf).map(entryOf);
  const date = textInput(form.logicalDate ?? '', DATE_HINT);
  const dateProblem = html('div', 'field-problem');
  const more = html('textarea', 'field-input');
  more.rows = 2;
  more.placeholder = '{"key": "value"}';
  more.value = moreConf(form);
  const moreProblem = html('div', 'field-problem');
  const marks = form.markable.map((task) => ({ task, select: markSelect(task, form.marks[task.taskId]) }));
  const send = (dryRun: boolean): void => {
    const conf = { ...confOf(entries), ...jsonOf(more.value, moreProblem) };
    const logicalDate = dateOf(date.value, dateProblem);
    const wrong = element.querySelector('.field-problem:not(:empty)');
    if (wrong) wrong.scrollIntoView({ block: 'center' });
    else start({ conf, logicalDate, dryRun, marks: marksOf(marks) });
  };
  const element = html(
    'form',
    'form',
    html('div', 'form-head', html('h1', '', `Run ${form.dagId}`), html('span', 'spacer'), closeButton(close)),
    html(
      'div',
      'form-columns',
      html('div', 'form-column', html('h2', '', 'Params'), ...paramFields(entries)),
      html(
        'div',
        'form-column',
        html('h2', '', 'Run'),
        labelled('Logical date', date, dateProblem, 'ISO, such as 2026-01-31 or 2026-01-31T06:00+01:00; empty: now'),
        labelled('More conf', more, moreProblem, 'a JSON object'),
        marks.length > 0 && html('h2', '', 'Without running them'),
        ...marks.map(({ task, select }) => labelled(task.taskId, select, undefined, markWords(task))),
      ),
    ),
    html(
      'div',
      'form-end',
      mainButton('Run', () => send(false)),
      plainButton('Dry run', () => send(true)),
    ),
  );
  element.addEventListener('submit', (event) => {
    event.preventDefault();
    send(false);
  });
  return element;
}

function paramFields(entries: readonly Entry[]): HTMLElement[] {
  if (entries.length === 0) return [html('p', 'quiet', 'This DAG has no params.')];
  const fields = entries.map(({ field, input, problem }) => {
    const title = isStarred(field) ? `${field.title} *` : field.title;
    return labelled(title, input, problem, hintOf(field));
  });
  const star = entries.some(({ field }) => isStarred(field)) && html('p', 'quiet form-star', '* needs a value');
  return star ? [...fields, star] : fields;
}

/** A box or a list of choices has a value anyway. */
function isStarred({ isRequired, kind }: FormField): boolean {
  return isRequired && kind !== 'boolean' && kind !== 'choice' && kind !== 'list';
}

function hintOf({ kind, description, examples }: FormField): string | undefined {
  if (kind !== 'list') return description;
  const such = examples.length ? `, such as ${examples.join(', ')}` : '';
  return [description, `one value in a line${such}`].filter(Boolean).join('; ');
}

function entryOf(field: FormField): Entry {
  const input = inputOf(field);
  const entry = { field, input, problem: html('div', 'field-problem') };
  input.addEventListener('change', () => answer(entry));
  return entry;
}

function inputOf(field: FormField): Entry['input'] {
  if (field.kind === 'choice') return choiceInput(field.choices, field.text);
  if (field.kind === 'lines' || field.kind === 'list' || field.kind === 'json') {
    const area = html('textarea', 'field-input');
    area.value = field.text;
    area.rows = Math.min(6, Math.max(2, field.text.split('\n').length));
    return area;
  }
  const input = textInput(field.text, '');
  if (field.kind === 'boolean') {
    input.type = 'checkbox';
    input.className = 'field-check';
    input.checked = field.text === 'true';
  }
  if (field.kind === 'date') input.type = 'date';
  if (field.kind === 'integer' || field.kind === 'number') input.inputMode = 'decimal';
  if (field.examples.length) input.setAttribute('list', offerExamples(field));
  return input;
}

function offerExamples({ name, examples }: FormField): string {
  const id = `examples-${name}`;
  document.getElementById(id)?.remove();
  const list = html('datalist', '', ...examples.map((text) => new Option(text, text)));
  list.id = id;
  document.body.append(list);
  return id;
}

function choiceInput(choices: FormField['choices'], chosen: string): HTMLSelectElement {
  const select = html('select', 'field-input');
  for (const { label, text } of choices) select.append(new Option(label, text, false, text === chosen));
  return select;
}

function textInput(value: string, placeholder: string): HTMLInputElement {
  const input = html('input', 'field-input');
  input.value = value;
  input.placeholder = placeholder;
  input.spellcheck = false;
  return input;
}

/** The value of a field; undefined where it has a problem, which is told under it, or leaves the default. */
function answer({ field, input, problem }: Entry): { readonly value: unknown } | undefined {
  const isCheck = input instanceof HTMLInputElement && input.type === 'checkbox';
  const found = answerOf(field, isCheck ? String(input.checked) : input.value);
  problem.textContent = found !== 'default' && 'problem' in found ? found.problem : '';
  return found !== 'default' && 'value' in found ? found : undefined;
}

function confOf(entries: readonly Entry[]): Record<string, unknown> {
  return Object.fromEntries(
    entries.flatMap((entry): [string, unknown][] => {
      const found = answer(entry);
      return found ? [[entry.field.name, found.value]] : [];
    }),
  );
}

/** What an earlier run was given beside the params. */
function moreConf({ params, conf }: RunForm): string {
  const more = Object.entries(conf).filter(([name]) => !params.some((param) => param.name === name));
  return more.length ? JSON.stringify(Object.fromEntries(more), undefined, 2) : '';
}

function jsonOf(text: string, problem: HTMLElement): Record<string, unknown> {
  problem.textContent = '';
  if (text.trim() === '') return {};
  const read = readJson(text);
  if ('problem' in read) problem.textContent = read.problem;
  else if (typeof read.value === 'object' && read.value !== null && !Array.isArray(read.value))
    return read.value as Record<string, unknown>;
  else problem.textContent = 'Write a JSON object: {"key": "value"}.';
  return {};
}

/** A date without an offset is in UTC. */
function dateOf(text: string, problem: HTMLElement): string | undefined {
  problem.textContent = '';
  const written = text.trim();
  if (written === '') return undefined;
  const match = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d(?:\.\d+)?)?))?\s*(Z|[+-]\d\d:?\d\d)?$/.exec(written);
  const iso = match && `${match[1]}T${match[2] ?? '00:00'}${match[3] ?? '+00:00'}`;
  if (iso && !Number.isNaN(Date.parse(iso))) return iso;
  problem.textContent = 'Write a date such as 2026-01-31 or 2026-01-31T06:00+01:00.';
  return undefined;
}

function markSelect(task: MarkableTask, chosen: MarkName | undefined): HTMLSelectElement {
  const select = html('select', 'field-input');
  select.append(new Option(task.simulated === undefined ? 'is run' : 'is simulated', '', false, chosen === undefined));
  for (const [mark, label] of markChoices(task)) select.append(new Option(label, mark, false, mark === chosen));
  return select;
}

function marksOf(
  marks: readonly { readonly task: MarkableTask; readonly select: HTMLSelectElement }[],
): RunForm['marks'] {
  const chosen = marks.filter(({ select }) => select.value !== '');
  return Object.fromEntries(chosen.map(({ task, select }) => [task.taskId, select.value as MarkName]));
}

function markWords({ operator, simulated }: MarkableTask): string {
  return simulated === undefined ? operator : `${operator}: ${simulated}`;
}

function labelled(title: string, input: HTMLElement, problem: HTMLElement | undefined, hint?: string): HTMLElement {
  const isCheck = input.classList.contains('field-check');
  return html(
    'label',
    isCheck ? 'field is-check' : 'field',
    html('span', 'field-title', title),
    input,
    problem,
    hint !== undefined && html('span', 'field-hint', hint),
  );
}

function mainButton(label: string, run: () => void): HTMLElement {
  const element = button(label, run);
  element.className = 'tool-button is-main';
  element.prepend(toolIcon('play'));
  return element;
}

function plainButton(label: string, run: () => void): HTMLElement {
  const element = button(label, run);
  element.className = 'tool-button';
  return element;
}

function closeButton(close: () => void): HTMLElement {
  return button('Close the form', close, toolIcon('close'));
}
