// DAGs as DOT and Mermaid text.

import assert from 'node:assert/strict';
import { it } from 'node:test';
import { drawingToDot } from '../../graph/dot';
import { drawingOf } from '../../graph/drawing';
import { drawingsToMermaid } from '../../graph/mermaid';
import { dag, task } from '../support/dagFiles';
import { SAMPLE } from './sampleDag';

it('writes DOT with clusters', () => {
  assert.equal(
    drawingToDot(drawingOf(SAMPLE)),
    `digraph "etl \\"x\\"" {
  rankdir=LR;
  node [shape=box, style=rounded];
  "start" [label="start\\nEmptyOperator", style="rounded,dashed"];
  subgraph "cluster_g" {
    label="g";
    "free" [label="free\\nEmptyOperator"];
    "g.load" [label="g.load [ ]\\nBashOperator"];
    subgraph "cluster_g.inner" {
      label="inner";
      "g.inner.b" [label="g.inner.b\\nEmptyOperator"];
    }
  }
  "g.load" -> "g.inner.b";
  "start" -> "g.load";
}
`,
  );
});

it('writes Mermaid with subgraphs', () => {
  assert.equal(
    drawingsToMermaid([drawingOf(SAMPLE)]),
    `---
title: "etl \\"x\\""
---
flowchart LR
  t3(["start"])
  subgraph g4["g"]
    t0["free"]
    t2[["g.load"]]
    subgraph g5["inner"]
      t1["g.inner.b"]
    end
  end
  t2 --> t1
  t3 --> t2
`,
  );
});

it('puts several DAGs in one Mermaid chart', () => {
  const chart = drawingsToMermaid([
    drawingOf(dag('a', { tasks: [task('end')] })),
    drawingOf(dag('b', { tasks: [task('x"#')] })),
  ]);
  assert.equal(
    chart,
    `flowchart LR
  subgraph d0["a"]
    t1["end"]
  end
  subgraph d2["b"]
    t3["x#34;#35;"]
  end
`,
  );
  assert.equal(drawingsToMermaid([]), 'flowchart LR\n');
});
