// `with setup_task:` and `with teardown_task:`: which edges the block adds when it ends.
// Follows SetupTeardownContext of airflow.sdk 3.3.2 (definitions/_internal/setup_teardown.py); 2.7 to 2.11 do the same.

import type { TaskModel } from './model';

type Tasks = readonly TaskModel[];

/** Adds the edges upstream → downstream. */
export type Connect = (upstream: TaskModel, downstream: TaskModel) => void;

interface Block {
  readonly setups: Tasks;
  readonly teardowns: Tasks;
  /** Teardowns that follow the setups, or setups that come before the teardowns. */
  readonly counterpart: Tasks;
  readonly work: TaskModel[];
}

/** The open blocks, outermost first. */
export class SetupTeardownContext {
  private readonly blocks: Block[] = [];

  get active(): boolean {
    return this.blocks.length > 0;
  }

  /** `with` over setups or teardowns begins. */
  enter(tasks: Tasks): void {
    const setup = tasks[0]?.kind === 'setup';
    this.blocks.push({
      setups: setup ? tasks : [],
      teardowns: setup ? [] : tasks,
      counterpart: nearest(tasks[0], setup ? 'teardown' : 'setup'),
      work: [],
    });
  }

  /** A task was made inside. */
  add(task: TaskModel): void {
    this.blocks.at(-1)?.work.push(task);
  }

  /** The innermost block ends. */
  leave(connect: Connect): void {
    const block = this.blocks.pop();
    if (!block) return;
    const work = block.work.filter((task) => task.kind === 'work');
    if (work.length) around(block, work, connect);
    const outer = this.blocks.at(-1);
    if (outer) nest(outer, block, connect);
  }
}

function around(block: Block, work: Tasks, connect: Connect): void {
  const roots = work.filter((task) => task.upstream.size === 0);
  const first = roots.length ? roots : [work[0]!];
  const leaves = work.filter((task) => task.downstream.size === 0);
  const last = leaves.length ? leaves : [work.at(-1)!];
  const [setups, teardowns] = block.setups.length
    ? [block.setups, block.counterpart]
    : [block.counterpart, block.teardowns];
  for (const setup of setups) for (const task of first) connect(setup, task);
  for (const teardown of teardowns) for (const task of last) connect(task, teardown);
}

/** An inner block lies within its outer one: setup after setup, teardown before teardown. */
function nest(outer: Block, inner: Block, connect: Connect): void {
  const [outerSetups, outerTeardowns] = sides(outer);
  const [innerSetups, innerTeardowns] = sides(inner);
  for (const setup of outerSetups) for (const task of innerSetups) if (setup !== task) connect(setup, task);
  for (const teardown of outerTeardowns)
    for (const task of innerTeardowns) if (teardown !== task) connect(task, teardown);
}

function sides(block: Block): readonly [setups: Tasks, teardowns: Tasks] {
  return block.setups.length ? [block.setups, block.counterpart] : [block.counterpart, block.teardowns];
}

/** The nearest tasks of a kind beside a task: its own neighbours first, then theirs. */
function nearest(task: TaskModel | undefined, kind: 'setup' | 'teardown'): Tasks {
  if (!task) return [];
  const seen = new Set<TaskModel>([task]);
  let level: TaskModel[] = [...(kind === 'teardown' ? task.downstream : task.upstream).keys()];
  while (level.length) {
    const found = level.filter((one) => one.kind === kind);
    if (found.length) return found;
    const next: TaskModel[] = [];
    for (const one of level) {
      seen.add(one);
      for (const neighbour of [...one.downstream.keys(), ...one.upstream.keys()])
        if (!seen.has(neighbour)) next.push(neighbour);
    }
    level = [...new Set(next)];
  }
  return [];
}
