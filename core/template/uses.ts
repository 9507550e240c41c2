// What a whole template uses, frame by frame as `jinja2.idtracking` 3.1 looks at it.

import { JINJA_GLOBALS } from './data/builtins';
import { ExpressionUses, type Region } from './expressionUses';
import type { CallBlockNode, Expression, ForNode, IfNode, MacroNode, Place, Statement } from './nodes';
import { Scope } from './scope';
import type { TemplateUse, TemplateUses } from './useTypes';
import { templateValue } from './values';

/** What the statements of one template use; the names of Jinja itself (`range`) are left out. */
export function templateUses(body: readonly Statement[]): TemplateUses {
  const undeclared = new Set<string>();
  const collector = new StatementUses(undeclared);
  collector.addTemplate(body);
  for (const name of JINJA_GLOBALS) undeclared.delete(name);
  const { context, filters, tests } = collector.expressions;
  for (const list of [context, filters, tests, collector.templates]) list.sort(byPlace);
  return { context, filters, tests, templates: collector.templates, undeclared };
}

function byPlace(a: Place, b: Place): number {
  return a.start - b.start;
}

/** A region of one frame: what it binds is known when all of it is walked, and then the frames inside it are. */
interface FrameRegion extends Region {
  readonly frame: Scope;
  readonly later: (() => void)[];
}

type Walk = (region: FrameRegion) => void;

class StatementUses {
  readonly expressions = new ExpressionUses();
  readonly templates: TemplateUse[] = [];
  private readonly blocks: (() => void)[] = [];
  private readonly top: Scope;

  constructor(private readonly undeclared: Set<string>) {
    this.top = Scope.root(undeclared);
  }

  addTemplate(body: readonly Statement[]): void {
    this.top.store('self');
    const region = { exported: undefined, guard: undefined, conditional: false, soft: false };
    this.walkFrame({ ...region, scope: this.top, frame: this.top, later: [] }, (inside) => this.addBody(body, inside));
    // A block may stand in a block.
    for (let index = 0; index < this.blocks.length; index++) this.blocks[index]!();
  }

  private walkFrame(region: FrameRegion, walk: Walk): void {
    walk(region);
    for (const inner of region.later) inner();
  }

  /** Walks a frame inside this one, later; `always`: it is rendered whenever this one is. */
  private addInner(region: FrameRegion, always: boolean, walk: Walk): void {
    region.later.push(() => {
      const frame = region.frame.inner();
      const conditional = region.conditional || !always;
      this.walkFrame({ ...region, scope: frame, frame, conditional, soft: false, later: [] }, walk);
    });
  }

  private addBlock(body: readonly Statement[], region: FrameRegion): void {
    this.blocks.push(() => {
      const frame = Scope.root(this.undeclared);
      frame.store('self');
      frame.store('super');
      const inside = { ...region, scope: frame, frame, exported: this.top, soft: false, later: [] };
      this.walkFrame(inside, (block) => this.addBody(body, block));
    });
  }

  private addBody(body: readonly Statement[], region: FrameRegion): void {
    for (const statement of body) this.addStatement(statement, region);
  }

  private addStatement(node: Statement, region: FrameRegion): void {
    const { expressions } = this;
    switch (node.kind) {
      case 'Output':
        expressions.all(node.values, region);
        return;
      case 'Do':
        expressions.add(node.value, region);
        return;
      case 'If':
        this.addIf(node, region);
        return;
      case 'For':
        this.addFor(node, region);
        return;
      case 'Macro':
        region.scope.store(node.name);
        this.addMacro(node, region);
        return;
      case 'CallBlock':
        expressions.add(node.call, region);
        this.addMacro(node, region);
        return;
      case 'TemplateReference':
        expressions.add(node.template, region);
        this.templates.push({ ...node, template: templateValue(node.template) });
        for (const name of node.imported) region.scope.store(name);
        return;
      case 'Block':
        this.addBlock(node.body, region);
        return;
      case 'Set':
        expressions.add(node.value, region);
        this.addTarget(node.target, region);
        return;
      default:
        this.addCapture(node, region);
        return;
    }
  }

  /** The statements whose body is rendered whenever they are. */
  private addCapture(node: Statement, region: FrameRegion): void {
    const { expressions } = this;
    switch (node.kind) {
      case 'SetBlock':
        this.addTarget(node.target, region);
        this.addInner(region, true, (inside) => {
          if (node.filter) expressions.add(node.filter, inside);
          this.addBody(node.body, inside);
        });
        return;
      case 'FilterBlock':
        expressions.add(node.filter, { ...region, soft: false });
        this.addInner(region, true, (inside) => this.addBody(node.body, inside));
        return;
      case 'With':
        expressions.all(node.values, region);
        this.addInner(region, true, (inside) => {
          for (const target of node.targets) this.addTarget(target, inside);
          this.addBody(node.body, inside);
        });
        return;
      case 'Autoescape':
        this.addInner(region, true, (inside) => {
          expressions.add(node.value, inside);
          this.addBody(node.body, inside);
        });
        return;
      default:
        return;
    }
  }

  /** The `elif`s share one branch, each with a branch of its own in it, as Jinja has them. */
  private addIf(node: IfNode, region: FrameRegion): void {
    const { scope } = region;
    const [first, ...rest] = node.branches;
    let under: FrameRegion = { ...region, soft: true };
    under = { ...under, ...this.expressions.under([first!.test], under) };
    const main = scope.branch();
    this.addBody(first!.body, { ...under, scope: main });
    const others = scope.branch();
    under = { ...under, scope: others };
    for (const { test, body } of rest) {
      under = { ...under, ...this.expressions.under([test], under) };
      const branch = others.branch();
      this.addBody(body, { ...under, scope: branch });
      others.join([branch]);
    }
    const last = scope.branch();
    this.addBody(node.otherwise, { ...under, scope: last });
    scope.join([main, others, last]);
  }

  private addFor(node: ForNode, region: FrameRegion): void {
    const { test } = node;
    this.expressions.add(node.iterable, region);
    this.addInner(region, false, (inside) => {
      inside.scope.store('loop');
      this.addTarget(node.target, inside);
      this.addBody(node.body, inside);
    });
    if (test) {
      this.addInner(region, false, (inside) => {
        this.addTarget(node.target, inside);
        this.expressions.add(test, inside);
      });
    }
    this.addInner(region, false, (inside) => this.addBody(node.otherwise, inside));
  }

  private addMacro(node: MacroNode | CallBlockNode, region: FrameRegion): void {
    const { parameters, defaults } = node.signature;
    this.addInner(region, false, (inside) => {
      for (const name of ['caller', 'kwargs', 'varargs', ...parameters.map((parameter) => parameter.name)]) {
        inside.scope.store(name);
      }
      this.expressions.all(defaults, inside);
      this.addBody(node.body, inside);
    });
  }

  private addTarget(target: Expression, region: FrameRegion): void {
    if (target.kind === 'Name') region.scope.store(target.name);
    else if (target.kind === 'Tuple') for (const item of target.items) this.addTarget(item, region);
    else this.expressions.add(target, region);
  }
}
