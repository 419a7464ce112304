import { z } from 'zod';

/** What a step does to a system: everything that is said of its consequences and of its undo is derived from these. */

const whens = [
  'now',
  /** As long as the scheduler is off. */
  'until-scheduler',
  'next-synchronization',
  /** When the change has arrived in Exchange Online. */
  'after-synchronization',
  /** When Exchange Online has followed a license. */
  'after-license',
] as const;
export type EffectTime = (typeof whens)[number];

const extents = ['wholly', 'not', 'nothing'] as const;
/** How far an undo takes an effect back; `nothing`: nothing of it is left to be taken back. */
export type UndoExtent = (typeof extents)[number];

export interface Effect {
  /** Stable, for those who read the report by program. */
  readonly kind: string;
  readonly system: string;
  /** Of rules, users, mailboxes …; not given: not known. Never zero: that would be no effect. */
  readonly count?: number;
  readonly when: EffectTime;
  readonly undo: UndoExtent;
  /** What it does, in one sentence. */
  readonly text: string;
  /** What an undo takes back, or does not, in a word or two. */
  readonly subject: string;
  /** What stays after an undo, in one sentence; given where the undo takes nothing of it back. */
  readonly stays?: string;
}

export const effect: z.ZodType<Effect> = z.strictObject({
  kind: z.string(),
  system: z.string(),
  count: z.int().positive().optional(),
  when: z.enum(whens),
  undo: z.enum(extents),
  text: z.string(),
  subject: z.string(),
  stays: z.string().optional(),
});
