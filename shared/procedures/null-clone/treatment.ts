import { failed, success, type Result } from '../../failure.ts';
import type { ConnectorId } from '../../identifiers.ts';
import { parkingPrecedence, planClone } from '../../sync-rules/clone.ts';
import type { Connector, SyncRule } from '../../sync-rules/model.ts';
import { censusOf } from '../object-census.ts';
import type { Reading } from '../systems.ts';
import { mailboxGuidAttribute } from '../../sync-rules/clone.ts';
import { visitMetaverse } from './before-state.ts';
import type { Blocker } from './blockers.ts';
import { cloneId } from './clone-identity.ts';
import { readOptions, type NullCloneOptions } from './options.ts';
import { affectedBy, orphanBlocker, selectContributors, uncoveredTypes, type Census } from './selection.ts';
import { connectorName, type RuleSituation } from './situation.ts';
import { sealedTreatment, type Treated } from './treated.ts';

export type Treatment =
  | { readonly kind: 'known'; readonly treated: readonly Treated[]; readonly options: NullCloneOptions }
  | { readonly kind: 'blocked'; readonly blockers: readonly Blocker[] };

/** The sealed treatment of the run, or, before `backup`, the one that would be sealed now. */
export async function treatmentOf(context: Reading, situation: RuleSituation): Promise<Result<Treatment>> {
  const options = readOptions(context.options);
  if (!options.ok) return options;
  const sealed = sealedTreatment(context.captured('backup'));
  if (sealed !== undefined) return success({ kind: 'known', treated: sealed, options: options.value });
  const census = await readCensus(context, situation.connectors);
  if (!census.ok) return census;
  const orphans = await orphanBlockers(context, situation, census.value);
  if (!orphans.ok) return orphans;
  const selection = selectContributors(situation, census.value, options.value);
  const blockers = [...orphans.value, ...(selection.kind === 'impossible' ? selection.blockers : [])];
  if (selection.kind === 'impossible' || blockers.length > 0) return success({ kind: 'blocked', blockers });
  const date = cloneDate(context.clock.now());
  const treated = planTreatment(selection.contributors, situation, census.value, { runId: context.runId, date });
  return success({ kind: 'known', treated, options: options.value });
}

/** Plans the clones; each takes a number of its own. */
function planTreatment(
  contributors: readonly SyncRule[],
  situation: Pick<RuleSituation, 'rules' | 'connectors'>,
  census: Census,
  run: { readonly runId: string; readonly date: string },
): readonly Treated[] {
  const treated: Treated[] = [];
  for (const original of contributors) {
    const rules = [...situation.rules, ...treated.map(({ clone }) => clone)];
    const id = cloneId(run.runId, original.id);
    const counted = affectedBy(original, census);
    const untouched = counted?.withGuidWithoutNickname ?? 0;
    treated.push({
      original,
      clone: planClone(original, { id, date: run.date, precedence: parkingPrecedence, configuration: { rules } }),
      connectorName: connectorName(situation.connectors, original),
      objects: (counted?.withMailboxGuid ?? 0) - untouched,
      untouched,
    });
  }
  return treated;
}

/** Date and minute as they stand in the name of a clone; the product's own form depends on the language of the server. */
function cloneDate(now: Date): string {
  return now.toISOString().slice(0, 16).replace('T', ' ');
}

/** Counts the objects of every AD connector. */
async function readCensus(context: Reading, connectors: readonly Connector[]): Promise<Result<Census>> {
  const census = new Map<ConnectorId, Extract<Awaited<ReturnType<typeof censusOf>>, { ok: true }>['value']>();
  for (const connector of connectors.filter(({ kind }) => kind === 'ad')) {
    const counted = await censusOf(context.systems.syncServer, connector, context);
    if (!counted.ok) return counted;
    census.set(connector.id, counted.value);
  }
  return success(census);
}

/** A step that needs what `backup` sealed, and finds nothing. */
export function nothingSealed(during: string): Result<never> {
  const raw = 'The step backup has not been carried out in this run.';
  return failed({ code: 'not-available', during, raw, retry: 'pointless' });
}

/** One blocked probe out of everything that blocks. */
export function blockedBy(blockers: readonly Blocker[]): {
  readonly kind: 'blocked';
  readonly reason: string;
  readonly remedy: string;
} {
  return {
    kind: 'blocked',
    reason: blockers.map(({ reason }) => reason).join('\n'),
    remedy: [...new Set(blockers.map(({ remedy }) => remedy))].join('\n'),
  };
}

/**
 * Objects whose rule is gone while its values are still in the metaverse. A forest that is left without rules on purpose
 * has none: its users' values come from another connector (entra-connect.md §7.2).
 */
async function orphanBlockers(
  context: Reading,
  situation: RuleSituation,
  census: Census,
): Promise<Result<readonly Blocker[]>> {
  const blockers: Blocker[] = [];
  for (const uncovered of uncoveredTypes(situation, census)) {
    const connector = { id: uncovered.connectorId, name: uncovered.connectorName };
    let orphans = 0;
    const visited = await visitMetaverse(context, [connector], ({ attributes }) => {
      if (attributes.get(mailboxGuidAttribute)?.connectorName === uncovered.connectorName) orphans += 1;
    });
    if (!visited.ok) return visited;
    if (orphans > 0) blockers.push(orphanBlocker(uncovered, orphans));
  }
  return success(blockers);
}
