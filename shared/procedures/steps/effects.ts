import type { Effect, EffectTime, UndoExtent } from '../../engine/contract/effect.ts';
import { effectWords, type EffectKind, type EffectSystem } from './effect-texts.ts';

/** What an effect of each kind is, unless a step says otherwise. */
interface EffectNature {
  readonly system: EffectSystem;
  readonly when: EffectTime;
  readonly undo: UndoExtent;
}

const natures: Readonly<Record<EffectKind, EffectNature>> = {
  'rules-added': { system: 'entra-connect', when: 'now', undo: 'wholly' },
  'rules-changed': { system: 'entra-connect', when: 'now', undo: 'wholly' },
  'rules-removed': { system: 'entra-connect', when: 'now', undo: 'wholly' },
  'scheduler-disabled': { system: 'entra-connect', when: 'now', undo: 'wholly' },
  'scheduler-enabled': { system: 'entra-connect', when: 'now', undo: 'wholly' },
  'changes-held-back': { system: 'entra-id', when: 'until-scheduler', undo: 'nothing' },
  'full-synchronization': { system: 'entra-connect', when: 'now', undo: 'nothing' },
  'guid-cleared': { system: 'microsoft-365', when: 'now', undo: 'wholly' },
  'guid-cleared-in-metaverse': { system: 'metaverse', when: 'now', undo: 'wholly' },
  'guid-returned': { system: 'microsoft-365', when: 'now', undo: 'wholly' },
  'guid-returned-in-metaverse': { system: 'metaverse', when: 'now', undo: 'wholly' },
  'attributes-returned': { system: 'microsoft-365', when: 'now', undo: 'wholly' },
  'attributes-changed': { system: 'microsoft-365', when: 'now', undo: 'wholly' },
  'mailboxes-created': { system: 'exchange-online', when: 'after-synchronization', undo: 'not' },
  'mailboxes-licensed': { system: 'exchange-online', when: 'after-license', undo: 'not' },
  'licenses-assigned': { system: 'licenses', when: 'now', undo: 'wholly' },
  'licenses-reassigned': { system: 'licenses', when: 'now', undo: 'nothing' },
  'usage-locations-set': { system: 'entra-id', when: 'now', undo: 'wholly' },
  'mailbox-access-lost': { system: 'exchange-online', when: 'next-synchronization', undo: 'not' },
};

/** An effect on an unknown number (`undefined`), or on `count`: on nobody there is none. */
export function effectOf(
  kind: EffectKind,
  count?: number,
  otherwise: Partial<Pick<EffectNature, 'when' | 'undo'>> = {},
): readonly Effect[] {
  if (count === 0) return [];
  const { text, subject, ...words } = effectWords[kind];
  const nature = { ...natures[kind], ...otherwise };
  return [
    {
      kind,
      ...nature,
      ...(count !== undefined && { count }),
      text: text(count),
      subject,
      ...(nature.undo === 'not' && 'stays' in words && { stays: words.stays(count) }),
    },
  ];
}

/** What becomes of the mailbox GUID: on a staging server, in its metaverse alone. */
export function guidEffect(
  change: 'cleared' | 'returned',
  count: number | undefined,
  stagingMode: boolean,
  otherwise: Partial<Pick<EffectNature, 'when' | 'undo'>> = {},
): readonly Effect[] {
  return effectOf(stagingMode ? `guid-${change}-in-metaverse` : `guid-${change}`, count, otherwise);
}
