// The words for what a template uses: names of the context with the keys behind them, filters, tests, other templates.

import type { Place, TemplateReferenceNode } from './nodes';
import type { CallArguments, TemplateValue } from './values';

/** A constant key behind a name: `.key` or `['key']`; the place is that of the key alone. */
export interface Key extends Place {
  readonly value: string | number;
  readonly attribute: boolean;
}

/** One use of a name that the template does not bind; the place holds the name, its keys and the call. */
export interface ContextUse extends Place {
  readonly name: string;
  readonly namePlace: Place;
  /** The constant keys behind the name, as far as they are constant. */
  readonly keys: readonly Key[];
  /** The call of what the name and keys lead to. */
  readonly call: CallArguments | undefined;
  /**
   * The template is prepared for the value not being there: `is defined`, `default`, a condition around it that asks about the
   * value or about something on the way to it, or an assignment in some branch before.
   */
  readonly guarded: boolean;
  /** It may not be rendered: it stands in a branch, a loop, a macro or on the right side of `and` or `or`. */
  readonly conditional: boolean;
}

/** A filter or a test by its name. */
export interface NamedUse extends Place {
  readonly name: string;
  /** In an `if`, Jinja 3 looks for the name only when it gets there; elsewhere the whole template fails. */
  readonly soft: boolean;
}

export interface TemplateUse extends Place {
  readonly tag: TemplateReferenceNode['tag'];
  /** A constant or a list of constants where the names are known. */
  readonly template: TemplateValue;
  readonly ignoreMissing: boolean;
}

/** Each list is in the order in which the uses stand. */
export interface TemplateUses {
  readonly context: readonly ContextUse[];
  readonly filters: readonly NamedUse[];
  readonly tests: readonly NamedUse[];
  readonly templates: readonly TemplateUse[];
  /** What `jinja2.meta.find_undeclared_variables` 3.1 answers. */
  readonly undeclared: ReadonlySet<string>;
}
