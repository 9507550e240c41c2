// The tree of a Jinja template. Offsets are those of the text that was given, in UTF-16 code units, end exclusive.

export interface Place {
  readonly start: number;
  readonly end: number;
}

export type Expression =
  | NameNode
  | ConstantNode
  | SequenceNode
  | DictNode
  | AttributeNode
  | ItemNode
  | SliceNode
  | CallNode
  | FilterNode
  | TestNode
  | ConditionalNode
  | OperationNode
  | NamespaceNode;

export interface NameNode extends Place {
  readonly kind: 'Name';
  readonly name: string;
}
/** A number beyond 2^53 is inexact. */
export interface ConstantNode extends Place {
  readonly kind: 'Constant';
  readonly value: string | number | boolean | null;
}
export interface SequenceNode extends Place {
  readonly kind: 'Tuple' | 'List';
  readonly items: readonly Expression[];
}
export interface DictNode extends Place {
  readonly kind: 'Dict';
  readonly pairs: readonly (readonly [Expression, Expression])[];
}
/** `base.name` */
export interface AttributeNode extends Place {
  readonly kind: 'Attribute';
  readonly base: Expression;
  readonly name: string;
  readonly nameStart: number;
}
/** `base[index]`, and `base.0` */
export interface ItemNode extends Place {
  readonly kind: 'Item';
  readonly base: Expression;
  readonly index: Expression;
}
/** `start:stop:step` inside the brackets of an item */
export interface SliceNode extends Place {
  readonly kind: 'Slice';
  readonly parts: readonly Expression[];
}
export interface Arguments {
  readonly positional: readonly Expression[];
  readonly keywords: readonly KeywordArgument[];
  /** `*args` and `**kwargs` */
  readonly unpacked: readonly Expression[];
}
export interface KeywordArgument extends Place {
  readonly name: string;
  readonly value: Expression;
}
export interface CallNode extends Place {
  readonly kind: 'Call';
  readonly callee: Expression;
  readonly args: Arguments;
}
/** `base|name(args)`; without a base in `{% filter %}` and `{% set x | name %}` */
export interface FilterNode extends Place {
  readonly kind: 'Filter';
  readonly base: Expression | undefined;
  readonly name: string;
  readonly namePlace: Place;
  readonly args: Arguments;
}
/** `base is name(args)` and `base is not name` */
export interface TestNode extends Place {
  readonly kind: 'Test';
  readonly base: Expression;
  readonly name: string;
  readonly namePlace: Place;
  readonly args: Arguments;
}
/** `value if test else other` */
export interface ConditionalNode extends Place {
  readonly kind: 'Conditional';
  readonly test: Expression;
  readonly value: Expression;
  readonly other: Expression | undefined;
}
/** Operators of one precedence with all their operands; which of them stand between the operands is not kept. */
export interface OperationNode extends Place {
  readonly kind: 'Operation';
  readonly operator: 'or' | 'and' | 'not' | 'compare' | 'arithmetic' | 'concat' | 'negative' | 'positive';
  readonly operands: readonly Expression[];
}
/** `namespace.attribute` as a target of `{% set %}` */
export interface NamespaceNode extends Place {
  readonly kind: 'Namespace';
  readonly name: string;
  readonly attribute: string;
}

export type Statement =
  | DataNode
  | OutputNode
  | IfNode
  | ForNode
  | SetNode
  | SetBlockNode
  | WithNode
  | MacroNode
  | CallBlockNode
  | FilterBlockNode
  | BlockNode
  | TemplateReferenceNode
  | AutoescapeNode
  | DoNode
  | LoopControlNode;

type Body = readonly Statement[];

/** The place of a statement is its `{%` and the tag's name; that of `{{ }}` and of text is all of it. */
export interface DataNode extends Place {
  readonly kind: 'Data';
  readonly text: string;
}
/** `{{ expression }}`, and `{% print a, b %}` */
export interface OutputNode extends Place {
  readonly kind: 'Output';
  readonly values: readonly Expression[];
}
export interface IfNode extends Place {
  readonly kind: 'If';
  /** `if` and each `elif`, in order. */
  readonly branches: readonly { readonly test: Expression; readonly body: Body }[];
  readonly otherwise: Body;
}
export interface ForNode extends Place {
  readonly kind: 'For';
  readonly target: Expression;
  readonly iterable: Expression;
  readonly test: Expression | undefined;
  readonly body: Body;
  readonly otherwise: Body;
}
export interface SetNode extends Place {
  readonly kind: 'Set';
  readonly target: Expression;
  readonly value: Expression;
}
/** `{% set x %}…{% endset %}` */
export interface SetBlockNode extends Place {
  readonly kind: 'SetBlock';
  readonly target: Expression;
  readonly filter: FilterNode | undefined;
  readonly body: Body;
}
export interface WithNode extends Place {
  readonly kind: 'With';
  readonly targets: readonly Expression[];
  readonly values: readonly Expression[];
  readonly body: Body;
}
export interface Signature {
  readonly parameters: readonly NameNode[];
  /** Of the last parameters. */
  readonly defaults: readonly Expression[];
}
export interface MacroNode extends Place {
  readonly kind: 'Macro';
  readonly name: string;
  readonly signature: Signature;
  readonly body: Body;
}
export interface CallBlockNode extends Place {
  readonly kind: 'CallBlock';
  readonly signature: Signature;
  readonly call: CallNode;
  readonly body: Body;
}
export interface FilterBlockNode extends Place {
  readonly kind: 'FilterBlock';
  readonly filter: FilterNode;
  readonly body: Body;
}
export interface BlockNode extends Place {
  readonly kind: 'Block';
  readonly name: string;
  readonly body: Body;
}
export interface TemplateReferenceNode extends Place {
  readonly kind: 'TemplateReference';
  readonly tag: 'include' | 'import' | 'from' | 'extends';
  readonly template: Expression;
  readonly ignoreMissing: boolean;
  /** The names that an import brings in. */
  readonly imported: readonly string[];
}
export interface AutoescapeNode extends Place {
  readonly kind: 'Autoescape';
  readonly value: Expression;
  readonly body: Body;
}
/** `{% do expression %}` */
export interface DoNode extends Place {
  readonly kind: 'Do';
  readonly value: Expression;
}
/** `{% break %}` and `{% continue %}`, with the extension `loopcontrols` */
export interface LoopControlNode extends Place {
  readonly kind: 'LoopControl';
}
