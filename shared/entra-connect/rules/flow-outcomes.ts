import type { FlowConstant } from '../expressions/constants.ts';
import { inspectExpression } from '../expressions/inspect.ts';
import { parseExpression } from '../expressions/parse.ts';
import type { AttributeFlow } from './model.ts';

/** What a flow can come to, read from the flow alone. */
export interface FlowOutcomes {
  /** Literals of the language that can be the result. */
  readonly literals: readonly FlowConstant[];
  /** Texts as written that can be the result, the empty one included. */
  readonly texts: readonly string[];
  /** Whether anything else can be: what an attribute holds, or what a function makes of it. */
  readonly computes: boolean;
}

const literals: readonly FlowConstant[] = ['NULL', 'AuthoritativeNull', 'IgnoreThisFlow'];

/** A flow without a source has nothing to contribute; an expression that cannot be read may come to anything. */
export function outcomesOf({ source }: AttributeFlow): FlowOutcomes {
  switch (source.type) {
    case 'direct':
      return {
        literals: source.attributes.length === 0 ? ['NULL'] : [],
        texts: [],
        computes: source.attributes.length > 0,
      };
    case 'constant':
      return { literals: [], texts: [source.value], computes: false };
    case 'expression': {
      const parsed = parseExpression(source.expression);
      if (!parsed.ok) return { literals: [], texts: [], computes: true };
      const { flowConstants, texts, computes } = inspectExpression(parsed.expression);
      return { literals: flowConstants, texts, computes };
    }
  }
}

/** The literal that is all a flow can come to; the language tells upper from lower case (entra-connect.md §4). */
export function literalOf(flow: AttributeFlow): FlowConstant | undefined {
  const { literals: possible, texts, computes } = outcomesOf(flow);
  return possible.length === 1 && texts.length === 0 && !computes ? possible[0] : undefined;
}

/** An empty text is no value (entra-connect.md §4: what is not there). */
export function canGiveValue(flow: AttributeFlow): boolean {
  const { texts, computes } = outcomesOf(flow);
  return computes || texts.some((text) => text !== '');
}

/** Whether AuthoritativeNull is a possible outcome. */
export function canClear(flow: AttributeFlow): boolean {
  return outcomesOf(flow).literals.includes('AuthoritativeNull');
}

/** Whether nothing comes of the flow, whatever the object: NULL, IgnoreThisFlow and empty texts only. */
export function givesNothing(flow: AttributeFlow): boolean {
  return !canGiveValue(flow) && !canClear(flow);
}

/** Attributes that hold bytes: no text can flow into them. */
const binaryAttributes: ReadonlySet<string> = new Set(['msexchmailboxguid', 'msexcharchiveguid']);

/** The text, where a flow comes to nothing but texts and its attribute cannot hold them. */
export function unfitTextOf(flow: AttributeFlow): string | undefined {
  if (!binaryAttributes.has(flow.destination.toLowerCase())) return undefined;
  const { literals: possible, texts, computes } = outcomesOf(flow);
  const [text] = texts;
  return computes || possible.length > 0 || texts.includes('') ? undefined : text;
}

/** Something that looks like a literal and is none: a constant, a quoted text, or a name in other letters. */
export interface MistakenLiteral {
  readonly written: 'constant' | 'quoted' | 'misspelled';
  readonly text: string;
  /** The literal that was meant, as far as the text tells. */
  readonly meant: FlowConstant;
}

/** Undefined: the flow has nothing of the kind. An empty text is what the editor leaves where NULL was meant. */
export function mistakenLiteralOf(flow: AttributeFlow): MistakenLiteral | undefined {
  const { source } = flow;
  const { texts, computes, literals: possible } = outcomesOf(flow);
  if (source.type === 'expression') {
    const text = source.expression.trim();
    const meant = namedBy(text);
    if (meant !== undefined && meant !== text) return { written: 'misspelled', text, meant };
  }
  const [text, ...more] = texts;
  if (text === undefined || more.length > 0 || computes || possible.length > 0) return undefined;
  const meant = text.trim() === '' ? 'NULL' : namedBy(text.trim());
  if (meant === undefined) return undefined;
  return { written: source.type === 'constant' ? 'constant' : 'quoted', text, meant };
}

function namedBy(text: string): FlowConstant | undefined {
  return literals.find((literal) => literal.toLowerCase() === text.toLowerCase());
}
