import type { Result } from '../../../base/failure.ts';
import { success } from '../../../base/failure.ts';
import type { Connector } from '../../../entra-connect/rules/model.ts';
import type { Reading } from '../../../systems/contexts.ts';
import { beforeEntry, visitMetaverse, type BeforeEntry, type Part } from './before-state.ts';

/** What became of the metaverse objects that were sealed before; long lists hold the first `listed` objects. */
export interface MetaverseComparison {
  readonly objects: number;
  /** With a GUID now, by who they are for the round. */
  readonly holding: Readonly<Record<Part, number>>;
  /** The round is not about them, and their GUID is gone all the same. */
  readonly othersLost: number;
  readonly firstLost: readonly string[];
  readonly firstHolding: readonly string[];
  /** GUID is another one than before. */
  readonly changedGuid: number;
  readonly changedOtherwise: number;
  readonly firstChanged: readonly string[];
  readonly disappeared: number;
  readonly firstDisappeared: readonly string[];
  /** Present values of the objects asked for. */
  readonly guids: ReadonlyMap<string, string>;
  /** Rules that contribute mailNickname to treated objects now, with how many of them: the objects are still theirs. */
  readonly nicknameRules: ReadonlyMap<string, number>;
  /** Of the objects asked for, the rule that contributes mailNickname. */
  readonly nicknameRuleOf: ReadonlyMap<string, string>;
  /** Metaverse objects that were treated and are there. */
  readonly treatedIds: ReadonlySet<string>;
}

const listed = 100;

/** Reads the whole metaverse again and lays it beside what was sealed. */
export async function compareMetaverse(
  context: Reading,
  connectors: readonly Connector[],
  before: readonly BeforeEntry[],
  wanted: ReadonlySet<string>,
): Promise<Result<MetaverseComparison>> {
  const waiting = new Map(before.map((entry) => [entry.id, entry]));
  const holding: Record<Part, number> = { treated: 0, cleared: 0, other: 0, without: 0 };
  const counts = { changedGuid: 0, changedOtherwise: 0, othersLost: 0 };
  const firstHolding: string[] = [];
  const firstChanged: string[] = [];
  const firstLost: string[] = [];
  const guids = new Map<string, string>();
  const treatedIds = new Set<string>();
  const nicknameRules = new Map<string, number>();
  const nicknameRuleOf = new Map<string, string>();
  const list = (names: string[], name: string) => {
    if (names.length < listed) names.push(name);
  };
  const adConnectors = connectors.filter(({ kind }) => kind === 'ad');
  const visited = await visitMetaverse(context, adConnectors, (object) => {
    const entry = waiting.get(object.id);
    if (entry === undefined) return;
    waiting.delete(object.id);
    const now = beforeEntry(object, new Set());
    const name = object.lineage[0]?.distinguishedName ?? object.id;
    if (wanted.has(object.id)) guids.set(object.id, now.guid);
    if (entry.part === 'treated') treatedIds.add(object.id);
    const rule = object.attributes.get('mailNickname')?.ruleName;
    if (rule !== undefined && entry.part === 'treated') nicknameRules.set(rule, (nicknameRules.get(rule) ?? 0) + 1);
    if (rule !== undefined && wanted.has(object.id)) nicknameRuleOf.set(object.id, rule);
    if (now.guid !== '') {
      holding[entry.part] += 1;
      if (entry.part === 'treated' || entry.part === 'cleared') list(firstHolding, name);
    } else if (entry.part === 'other') {
      counts.othersLost += 1;
      list(firstLost, name);
    }
    if (now.guid !== '' && now.guid !== entry.guid) counts.changedGuid += 1;
    if (now.digest !== entry.digest) {
      counts.changedOtherwise += 1;
      list(firstChanged, name);
    }
  });
  if (!visited.ok) return visited;
  return success({
    objects: before.length,
    holding,
    ...counts,
    firstHolding,
    firstChanged,
    firstLost,
    disappeared: waiting.size,
    firstDisappeared: [...waiting.keys()].slice(0, listed),
    guids,
    nicknameRules,
    nicknameRuleOf,
    treatedIds,
  });
}
