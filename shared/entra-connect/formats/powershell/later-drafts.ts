import type { Guid } from '../../../base/guid.ts';
import type { SyncRule } from '../../rules/model.ts';
import type { Draft } from './draft.ts';

/** The rule as the server has it after the script; undefined: it is left out, or never added. */
export function ruleOf({ header, leftOut, added }: Draft): SyncRule | undefined {
  return header === undefined || leftOut !== undefined || added === undefined ? undefined : { ...header, ...added };
}

/** Of each draft the next one that makes the same rule: by identifier, or by name where that cannot be told. */
export function laterDrafts(drafts: readonly Draft[]): ReadonlyMap<Draft, Draft> {
  const later = new Map<Draft, Draft>();
  const byId = new Map<Guid, Draft>();
  const byName = new Map<string, Draft>();
  for (const draft of drafts.toReversed()) {
    const next = (draft.id && byId.get(draft.id)) ?? byName.get(draft.name);
    if (next !== undefined) later.set(draft, next);
    // One that is never added changes nothing on a server.
    if (draft.added === undefined && draft.leftOut === undefined) continue;
    if (draft.id !== undefined) byId.set(draft.id, draft);
    else if (draft.name !== '') byName.set(draft.name, draft);
  }
  return later;
}
