import { z } from 'zod';
import { jsonHash } from '../base/hash.ts';
import { sha256 } from '../engine/journal/journal-parts.ts';
import { planFactTexts as texts } from './texts.ts';
import { differenceText } from '../procedures/steps/rules/describe-rule.ts';
import { comparableRule } from '../entra-connect/rules/comparable-rule.ts';
import type { Connector, SyncRule } from '../entra-connect/rules/model.ts';
import { meaningfulDifferences } from '../entra-connect/rules/rule-difference.ts';

/** What a change plan rests on: if any of it is otherwise, the plan is for another server or another day. */
export const planFactsSchema = z.strictObject({
  hash: sha256,
  stagingMode: z.boolean(),
  connectors: z.array(z.strictObject({ id: z.string(), name: z.string() })),
  /** Every rule of the server, each with the hash of what it is. */
  rules: z.array(z.strictObject({ id: z.string(), name: z.string(), precedence: z.int(), hash: sha256 })),
});
export type PlanFacts = Readonly<z.infer<typeof planFactsSchema>>;

/** What is read of a server for that. */
export interface PlannedServer {
  readonly stagingMode: boolean;
  readonly connectors: readonly Pick<Connector, 'id' | 'name'>[];
  readonly rules: readonly SyncRule[];
}

export function planFacts({ stagingMode, connectors, rules }: PlannedServer): PlanFacts {
  const facts = {
    stagingMode,
    connectors: connectors.map(({ id, name }) => ({ id, name })).toSorted(byId),
    rules: rules
      .map((rule) => {
        const { id, name, precedence } = rule;
        return { id, name, precedence, hash: jsonHash(comparableRule(rule)) };
      })
      .toSorted(byId),
  };
  return { hash: jsonHash(facts), ...facts };
}

/** What of a server is no longer as planned, in words; empty: the plan still holds. `known`: rules of the plan in full. */
export function factDifferences(
  planned: PlanFacts,
  server: PlannedServer,
  known: readonly SyncRule[],
): readonly string[] {
  const now = planFacts(server);
  if (now.hash === planned.hash) return [];
  return [
    ...(now.stagingMode === planned.stagingMode ? [] : [texts.stagingMode(now.stagingMode)]),
    ...planned.connectors.flatMap(({ id, name }) => {
      const found = now.connectors.find((one) => one.id === id);
      if (found === undefined) return [texts.connectorGone(name)];
      return found.name === name ? [] : [texts.connectorRenamed(name, found.name)];
    }),
    ...now.connectors.filter(({ id }) => !hasId(planned.connectors, id)).map(({ name }) => texts.connectorNew(name)),
    ...planned.rules.flatMap(({ id, name, hash }) => {
      const found = server.rules.find((rule) => rule.id === id);
      if (found === undefined) return [texts.ruleGone(name)];
      if (now.rules.find((rule) => rule.id === id)?.hash === hash) return [];
      const before = known.find((rule) => rule.id === id);
      return [texts.ruleChanged(name, before && differenceText(meaningfulDifferences(before, found)))];
    }),
    ...now.rules.filter(({ id }) => !hasId(planned.rules, id)).map(({ name }) => texts.ruleNew(name)),
  ];
}

function hasId(list: readonly { readonly id: string }[], id: string): boolean {
  return list.some((one) => one.id === id);
}

function byId(left: { readonly id: string }, right: { readonly id: string }): number {
  if (left.id === right.id) return 0;
  return left.id < right.id ? -1 : 1;
}
