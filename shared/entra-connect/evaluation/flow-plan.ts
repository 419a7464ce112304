import { mergeKindOf, type MergeKind } from '../rules/merge-kind.ts';
import type { AttributeType } from '../rules/model.ts';
import type { CompiledFlow, CompiledRule } from './compiled-rule.ts';

/** A flow with the number of the source object it reads: several connector space objects flow into one metaverse object. */
export interface Candidate {
  readonly source: number;
  readonly flow: CompiledFlow;
}

/** How the rules in scope decide about one attribute. */
export interface AttributePlan {
  readonly name: string;
  readonly target: AttributeType | undefined;
  readonly merge: MergeKind | 'conflict';
  /** Strongest first. */
  readonly candidates: readonly Candidate[];
}

/** The attributes that a set of rules decides about, in ascending order of their names. */
export type FlowPlan = readonly AttributePlan[];

/** Plans by combination of rules in scope: objects with the same rules share one. */
export class FlowPlans {
  readonly #numbers = new Map<CompiledRule, string>();
  readonly #plans = new Map<string, FlowPlan>();

  /** `sources[n]` are the rules in scope of source n, each strongest first. */
  planFor(sources: readonly (readonly CompiledRule[])[]): FlowPlan {
    let key = '';
    for (const rules of sources) {
      for (const rule of rules) key += this.#numberOf(rule);
      key += '|';
    }
    const known = this.#plans.get(key);
    if (known !== undefined) return known;
    const plan = makePlan(sources);
    this.#plans.set(key, plan);
    return plan;
  }

  #numberOf(rule: CompiledRule): string {
    const known = this.#numbers.get(rule);
    if (known !== undefined) return known;
    const number = `${this.#numbers.size.toString(36)},`;
    this.#numbers.set(rule, number);
    return number;
  }
}

function makePlan(sources: readonly (readonly CompiledRule[])[]): FlowPlan {
  const byAttribute = new Map<string, Candidate[]>();
  sources.forEach((rules, source) => {
    for (const rule of rules) {
      for (const flow of rule.flows) {
        const candidates = byAttribute.get(flow.flow.destination) ?? [];
        candidates.push({ source, flow });
        byAttribute.set(flow.flow.destination, candidates);
      }
    }
  });
  return [...byAttribute]
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([name, candidates]) => {
      // The sort is stable: sources come in the order in which they were joined, rules of one source strongest first.
      candidates.sort((left, right) => left.flow.rule.rule.precedence - right.flow.rule.rule.precedence);
      return { name, target: candidates[0]?.flow.target, merge: mergeOf(candidates), candidates };
    });
}

/** "All sync rules in scope for an object must use the same merge type" (declarative-provisioning doc). */
function mergeOf(candidates: readonly Candidate[]): AttributePlan['merge'] {
  const kinds = new Set(candidates.map(({ flow }) => mergeKindOf(flow.flow.mergeType)));
  const [kind = 'one'] = kinds;
  return kinds.size > 1 ? 'conflict' : kind;
}
