// The pane as a whole: takes messages and actions, and brings page and drawing to what the state says.

import type { TaskId } from '../../core/ir/dag';
import type { DagView } from '../../core/ir/dagView';
import type { Origin } from '../../core/text/span';
import { groupKey, taskKey } from '../../graph/fold';
import type { FormerPlaces } from '../../graph/layout/layout';
import type { Scene, SceneNode } from '../../graph/scene';
import type { PaneCommand } from '../../protocol/pane';
import { decorationOf, tasksOf } from './decorate';
import { describer } from './describe';
import { Stage } from './draw/stage';
import { filterOptions, matches } from './filters';
import type { Host } from './host';
import { type LayoutOrder, Layouts, type LayoutWorker } from './layouts';
import { type Outcomes, outcomesOf } from './outcomes';
import { fill, type Page } from './panels/page';
import { Panels } from './panels/panels';
import { SearchBar } from './panels/searchBar';
import { zoomButtons } from './panels/zoom';
import {
  type Action,
  foldedGroups,
  initialState,
  keyOf,
  type PaneState,
  reduce,
  shownDag,
  shownRun,
  suppositionsOf,
} from './state';

/** How often the clock of the schedule is looked at. */
const CLOCK_MS = 30_000;

export class Pane {
  readonly searchBar: SearchBar;
  readonly stage: Stage;
  readonly panels: Panels;
  state: PaneState;
  /** What would happen under what is supposed; undefined: nothing is supposed. */
  outcomes: Outcomes | undefined;
  private readonly layouts: Layouts;
  private found: ReadonlySet<string> | undefined;
  /** A node to give the focus to once it is drawn. */
  private focusNext: string | undefined;

  constructor(
    readonly host: Host,
    readonly page: Page,
    startWorker: () => LayoutWorker,
  ) {
    this.state = initialState(host.kept());
    this.stage = new Stage(page.svg, page, () => this.keep());
    this.panels = new Panels(this);
    this.layouts = new Layouts({
      startWorker,
      drawn: (scene, order) => this.drawn(scene, order),
      failed: (why) => fill(page.empty, document.createTextNode(`The graph cannot be drawn: ${why}`)),
    });
    this.searchBar = new SearchBar(page.searchBar, {
      search: (text) => this.dispatch({ kind: 'search', text }),
      filter: (filter) => this.dispatch({ kind: 'filter', filter }),
      go: (by) => this.goToMatch(by),
      close: () => this.endSearch(),
    });
    page.lowerRight.append(zoomButtons(this.stage.viewport, () => this.stage.fit()));
  }

  /** Begins to listen to the host. */
  start(): void {
    this.host.listen((message) => this.dispatch(message));
    this.host.send({ kind: 'ready' });
    setInterval(() => this.tick(), CLOCK_MS);
  }

  dispatch(action: Action): void {
    const before = this.state;
    this.state = reduce(before, action);
    if (this.state === before) return;
    if (action.kind === 'toggleGroup' || action.kind === 'foldGroups') this.rememberFolded();
    this.update(before, action);
  }

  get dag(): DagView | undefined {
    return shownDag(this.state);
  }

  get scene(): Scene | undefined {
    return this.stage.scene;
  }

  /** Selects a node, shows it and gives it the focus. */
  focus(key: string): void {
    this.stage.bringIn(key);
    this.stage.element(key)?.focus({ preventScroll: true });
  }

  /** Gives the focus to the node of a task: perhaps the folded group that it is in. */
  focusTask(id: TaskId): void {
    const node = this.scene?.nodes.find((each) => tasksOf(each).includes(id));
    if (node) this.focus(node.key);
  }

  /** Folds or unfolds a group; the focus stays with it. */
  toggleGroup(id: string): void {
    this.focusNext = groupKey(id);
    this.dispatch({ kind: 'toggleGroup', group: id });
  }

  openSearch(): void {
    this.searchBar.open();
    this.showSearch();
  }

  /** Goes to the code of a node. */
  goTo(node: SceneNode): void {
    this.reveal(placeOf(node), true);
  }

  /** Shows a piece of code in the editor; does nothing without one. `focus`: the user goes there. */
  reveal(at: Origin, focus: boolean): void {
    this.host.send({ kind: 'reveal', at, focus });
  }

  /** Selects a node and shows its code, while the keys stay with the pane. @returns the code */
  select(node: SceneNode): Origin {
    const at = placeOf(node);
    this.dispatch({ kind: 'select', key: node.key });
    this.reveal(at, false);
    return at;
  }

  /** Asks the extension to run something, or to show what ran. */
  command(command: PaneCommand, taskId?: string): void {
    this.host.send({ kind: 'command', command, taskId });
  }

  private update(before: PaneState, action: Action): void {
    const { dag, outcomes } = this;
    const suppositions = suppositionsOf(this.state);
    const isOtherDag = dag !== shownDag(before);
    if (isOtherDag || suppositions !== suppositionsOf(before)) {
      this.outcomes = dag && outcomesOf(dag, suppositions);
      this.panels.announce(before);
    }
    this.found = dag && matches(dag, this.state.search, this.state.filter, this.outcomes);
    const isOtherScene = dag !== undefined && (isOtherDag || this.hasOtherForm(before));
    if (!dag) this.showNothing();
    else if (isOtherScene) this.orderLayout(dag);
    if (isOtherDag && dag) this.askSchedule();
    if (action.kind === 'cursor') this.showCursor();
    if (action.kind === 'showTask') this.stage.bringIn(taskKey(action.taskId));
    this.panels.render();
    // A scene that is on its way is decorated when it is drawn.
    if (!isOtherScene) this.decorate(this.outcomes !== outcomes || shownRun(this.state) !== shownRun(before));
    this.keep();
  }

  private hasOtherForm(before: PaneState): boolean {
    return foldedGroups(this.state) !== foldedGroups(before) || this.state.direction !== before.direction;
  }

  private orderLayout(dag: DagView): void {
    fill(this.page.empty, dag.tasks.length ? undefined : document.createTextNode('This DAG has no tasks yet.'));
    const previous = this.formerPlaces();
    const direction = this.state.direction ?? previous?.direction ?? this.stage.viewport.size;
    this.layouts.order({ dag, folded: foldedGroups(this.state), name: this.name, previous, direction });
  }

  private askSchedule(): void {
    if (this.state.isWorkspace) return;
    this.host.send({ kind: 'askSchedule', timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone });
  }

  /** Time goes on: a run that has begun is no next run. */
  private tick(): void {
    const [next] = this.state.schedule?.runs ?? [];
    if (next && next.runAfter.at <= Date.now()) this.askSchedule();
    this.panels.render();
  }

  private get name(): string {
    return `${this.state.uri}\n${keyOf(this.state)}`;
  }

  private formerPlaces(): FormerPlaces | undefined {
    return this.stage.name === this.name ? this.scene : undefined;
  }

  private drawn(scene: Scene, { dag, name }: LayoutOrder): void {
    if (name !== this.name) return;
    const { selected, cursor } = this.state;
    const anchors = [
      ...(this.focusNext ? [this.focusNext] : []),
      ...(selected ? [selected] : []),
      ...cursor.map(taskKey),
    ];
    const { view, uri, dag: keptDag } = this.host.kept();
    const isKept = uri === this.state.uri && keptDag === keyOf(this.state);
    this.stage.show({ scene, findings: dag.findings, name, anchors }, isKept ? view : undefined);
    this.panels.render();
    this.decorate(true);
    if (this.focusNext) this.focus(this.focusNext);
    this.focusNext = undefined;
  }

  private showNothing(): void {
    this.stage.clear();
    fill(this.page.empty, this.state.nothing === undefined ? undefined : document.createTextNode(this.state.nothing));
  }

  /** @param isOtherText the words for screen readers are not those of before */
  private decorate(isOtherText: boolean): void {
    if (!this.scene || !this.dag || this.stage.name !== this.name) return;
    const { selected, cursor, criticalPath } = this.state;
    const { found: matched, outcomes } = this;
    const run = shownRun(this.state);
    const emphasis = { selected, cursor, criticalPath, matches: matched, outcomes, run, marks: this.state.marks };
    this.stage.decorate(decorationOf(this.scene, emphasis));
    if (isOtherText) this.stage.describe(describer({ dag: this.dag, outcomes, run }));
    this.showSearch();
  }

  private showSearch(): void {
    if (!this.dag || !this.searchBar.isOpen) return;
    this.searchBar.show(this.state.search, this.state.filter, filterOptions(this.dag, this.outcomes), this.found?.size);
  }

  /** Brings the task at the cursor into view. */
  private showCursor(): void {
    const [first] = this.state.cursor;
    const node = this.scene?.nodes.find((each) => first !== undefined && tasksOf(each).includes(first));
    if (node) this.stage.bringIn(node.key);
  }

  private goToMatch(by: 1 | -1): void {
    const found = this.scene?.nodes.filter((node) => tasksOf(node).some((id) => this.found?.has(id))) ?? [];
    if (found.length === 0) return;
    const at = found.findIndex(({ key }) => key === this.state.selected);
    const next = found[(at + by + found.length) % found.length]!;
    this.dispatch({ kind: 'select', key: next.key });
    this.stage.bringIn(next.key);
  }

  private endSearch(): void {
    this.dispatch({ kind: 'search', text: '' });
    this.dispatch({ kind: 'filter', filter: '' });
  }

  private rememberFolded(): void {
    this.host.send({ kind: 'fold', dag: keyOf(this.state), groups: foldedGroups(this.state) });
  }

  /** What the pane shows after it was hidden, or the editor closed. */
  private keep(): void {
    const { uri, pinned, suppositions, criticalPath, direction, open } = this.state;
    if (!uri) return;
    const view = this.stage.isFitted ? {} : { view: this.stage.viewport.view };
    this.host.keep({
      uri,
      dag: keyOf(this.state),
      pinned,
      suppositions,
      criticalPath,
      open,
      ...(direction && { direction }),
      ...view,
    });
  }
}

/** Where a node was made. */
function placeOf(node: SceneNode): Origin {
  return node.kind === 'task' ? (node.task.at ?? node.task.via) : node.group.at;
}
