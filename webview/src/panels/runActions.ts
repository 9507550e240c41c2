// What can be run from the pane: buttons for the DAG, and for the selected task.

import type { TaskView } from '../../../core/ir/dagView';
import type { PaneCommand, PaneRun } from '../../../protocol/pane';
import type { MarkName } from '../../../protocol/runPanel';
import { button, html } from '../elements';
import { type ToolIcon, toolIcon } from '../icons';
import { markChoices } from '../marks';
import { runWords } from '../runStates';
import { choiceButtons } from './choices';

export type Command = (command: PaneCommand, taskId?: string) => void;

/** The buttons of the tool bar: run, or stop what runs. */
export function runTools(run: PaneRun | undefined, command: Command): HTMLElement[] {
  const tool = (icon: ToolIcon, label: string, name: PaneCommand, classes: string): HTMLElement => {
    const element = button(label, () => command(name), toolIcon(icon));
    element.classList.add(classes);
    return element;
  };
  if (run?.isLive) return [tool('stop', 'Stop the run', 'stop', 'run-stop')];
  return [tool('play', 'Run', 'run', 'run-start'), tool('form', 'Run with params …', 'runForm', 'run-form')];
}

/** The button that says how the last run is, and one that hides its states. */
export function runSummary(run: PaneRun, show: () => void, hide: () => void): HTMLElement[] {
  const element = button(run.words, show);
  element.classList.add('run-summary', `state-${run.state}`);
  element.title = 'Show the run panel';
  element.prepend(html('span', 'state-dot'));
  return [element, ...(run.isLive ? [] : [button('Hide the states of the run', hide, toolIcon('close'))])];
}

/** How a task is in the run, and what can be run of it. */
export function taskRun(task: TaskView, run: PaneRun | undefined, command: Command): HTMLElement {
  const own = run?.tasks[task.id];
  const tool = (icon: ToolIcon, label: string, name: PaneCommand): HTMLElement =>
    button(label, () => command(name, task.id), toolIcon(icon));
  const [state, ...more] = own ? runWords(own) : [];
  return html(
    'div',
    'task-run',
    own && html('div', `card-outcome state-${own.state}`, html('b', '', state), ...more.map((each) => ` · ${each}`)),
    html(
      'div',
      'task-run-tools',
      ...(own ? [tool('log', 'Show the log', 'showLog')] : []),
      ...(run?.isLive
        ? []
        : [
            tool('play', 'Run this task', 'runTask'),
            tool('from', 'Run from here, with the XComs of the last run', 'runFrom'),
            tool('debug', 'Debug this task', 'debug'),
          ]),
    ),
  );
}

/** The choices of what a task is given in the next run; a press on the chosen one takes it back. */
export function markButtons(
  task: TaskView,
  now: MarkName | undefined,
  mark: (next: MarkName | undefined) => void,
): HTMLElement {
  const choices = markChoices(task).map(([name, label]) => ({
    label,
    state: name === 'absent' ? 'failed' : name,
    isChosen: name === now,
    press: () => mark(name === now ? undefined : name),
  }));
  return choiceButtons('In the next run, without being run, it …', choices);
}
