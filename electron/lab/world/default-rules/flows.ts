import type { AttributeFlow, FlowSource, MergeType } from '../../../../shared/entra-connect/rules/model.ts';

/** `destination` ← `source`, unchanged. */
export function direct(destination: string, source = destination): AttributeFlow {
  return flow(destination, { type: 'direct', attributes: [source] });
}

/** Each attribute to the one of the same name. */
export function directs(names: string): readonly AttributeFlow[] {
  return words(names).map((name) => direct(name));
}

/** Attributes that have another name on the other side: `alias < mailNickname`, one per word pair. */
export function renamed(pairs: Readonly<Record<string, string>>): readonly AttributeFlow[] {
  return Object.entries(pairs).map(([destination, source]) => direct(destination, source));
}

export function constant(destination: string, value: string): AttributeFlow {
  return flow(destination, { type: 'constant', value });
}

/** Sources are the attributes the expression names, in order of appearance. */
export function computed(destination: string, expression: string, mergeType: MergeType = 'Update'): AttributeFlow {
  const named = [...expression.matchAll(/\[([^\]]+)\]/g)].map(([, name]) => name ?? '');
  return flow(destination, { type: 'expression', expression, attributes: [...new Set(named)] }, mergeType);
}

/** Text without blanks at its ends. */
export function trimmed(names: string): readonly AttributeFlow[] {
  return words(names).map((name) => computed(name, `Trim([${name}])`));
}

/** The cloud keeps one value of at most 448 characters where AD may hold several. */
export function firstValueShortened(names: string): readonly AttributeFlow[] {
  return words(names).map((name) =>
    computed(name, `IIF(IsNullOrEmpty([${name}]),NULL,Left(Trim(Item([${name}],1)),448))`),
  );
}

/** `prefix1 … prefixN`. */
export function numbered(prefix: string, count: number): string {
  return Array.from({ length: count }, (_, index) => `${prefix}${index + 1}`).join(' ');
}

function flow(destination: string, source: FlowSource, mergeType: MergeType = 'Update'): AttributeFlow {
  return { destination, source, applyOnce: false, mergeType, uninterpreted: [] };
}

function words(names: string): readonly string[] {
  return names.split(/\s+/).filter((name) => name !== '');
}
