import { z } from 'zod';

/**
 * The one IPC schema: it drives main process, preload, browser host, renderer and test doubles. The renderer asks for
 * intents; unknown keys are refused. Outputs are typed, inputs are parsed.
 */

const text = (longest: number) => z.string().max(longest);
const folder = text(4_096).min(1);
const stepId = z.string().regex(/^[a-z][a-z-]{0,63}$/);
/** As `lab list` names it. */
const scenarioId = z.string().regex(/^[a-z][a-z0-9-]{0,63}$/);
const hash = z.string().regex(/^[0-9a-f]{64}$/);
/** Options of a procedure by their name. */
const options = z.record(z.string().max(64), text(4_096));
const nothing = z.strictObject({});
/** A list of names: `assessment` as the state numbers it, `list` as the assessment calls it. */
const namesOf = { assessment: z.int().positive(), list: text(512).min(1), filter: text(256) };

export const themes = ['system', 'light', 'dark', 'high-contrast'] as const;
export const textSizes = [90, 100, 115, 130, 150] as const;

/** Input of every call by its name. */
export const callInputs = {
  /** The whole state, for a window that has just opened. */
  getState: nothing,
  saveSettings: z.strictObject({
    theme: z.enum(themes),
    textSize: z.literal(textSizes),
  }),
  /** Folders inside a folder, for the folder picker; without a path the user's home. `files`: with files that may be an export. */
  listFolder: z.strictObject({ path: folder.optional(), files: z.boolean().optional() }),
  /** Names the engagement; its folder holds lab and run folders. */
  startEngagement: z.strictObject({
    customer: text(256),
    ticket: text(256),
    operator: text(256).min(1),
    folder,
  }),
  /** Opens a run folder to go on with it; `breakLock` after the lock was shown to a person. */
  continueRun: z.strictObject({ folder, breakLock: z.boolean() }),
  openTarget: z.discriminatedUnion('kind', [
    z.strictObject({
      kind: z.literal('scenario'),
      scenario: scenarioId,
      users: z.int().min(1).max(100_000).optional(),
    }),
    z.strictObject({ kind: z.literal('rehearsal'), folder, users: z.int().min(1).max(100_000).optional() }),
    z.strictObject({ kind: z.literal('lab'), folder }),
    z.strictObject({ kind: z.literal('export'), folder }),
    z.strictObject({ kind: z.literal('live') }),
  ]),
  /** Starts the program again with the rights of an administrator, where the host can; Windows asks for consent. */
  restartAsAdministrator: nothing,
  assess: nothing,
  /** A part of the names behind a count. */
  listPage: z.strictObject({ ...namesOf, start: z.int().nonnegative(), count: z.int().min(1).max(500) }),
  /** All names behind a count that match the filter, for a file or the clipboard. */
  wholeList: z.strictObject(namesOf),
  /** Compares the open target with another one, or with the default rules. */
  compare: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('defaults') }),
    z.strictObject({ kind: z.literal('lab'), folder }),
    z.strictObject({ kind: z.literal('export'), folder }),
  ]),
  beginRun: z.strictObject({
    procedure: stepId,
    options,
  }),
  /** A change plan that was saved, and what of the open target is no longer as it found it. */
  readPlan: z.strictObject({ folder }),
  /** Begins the run that carries out the change plan of a folder: the one that was shown, and no other. */
  /** `reason`: why it is carried out against the recommendation, where the plan holds none. */
  beginPlannedRun: z.strictObject({ folder, planHash: hash, reason: text(4_096).optional() }),
  /** The change plan of a procedure, made by reading alone: also of a target that cannot be written to. */
  planChange: z.strictObject({
    procedure: stepId,
    options,
  }),
  /** Writes the change plan that `planChange` made last, with its scripts, into a new or empty folder. */
  saveChangePlan: z.strictObject({ folder, pdf: z.boolean() }),
  prepareStep: z.strictObject({ step: stepId }),
  applyStep: z.strictObject({
    step: stepId,
    planHash: hash,
    confirmation: z.int().nonnegative().optional(),
  }),
  verifyStep: z.strictObject({ step: stepId }),
  overrideStep: z.strictObject({ step: stepId, reason: text(2_000).min(1) }),
  recoverStep: z.strictObject({ step: stepId, way: z.enum(['adopt', 'undo']) }),
  /** What an undo has to ask before it begins; read, and nothing is written. */
  askBeforeUndo: z.strictObject({ to: stepId.optional() }),
  /** `options`: those chosen for the undo instead of those that the run was opened with; `answer`: to what it asks. */
  undoRun: z.strictObject({
    to: stepId.optional(),
    options: options.optional(),
    answer: stepId.optional(),
    confirmation: z.int().nonnegative().optional(),
  }),
  /** Stops the present activity at the next safe point. */
  cancel: nothing,
  /** Ends the work on the run for now: journal closed, report written, folder sealed. It can be continued later. */
  finishRun: nothing,
  /** The report as it stands, one self-contained page. */
  reportPage: nothing,
  /** Writes the report with journal and evidence into a new or empty folder; `pdf` where the host can print. */
  saveReport: z.strictObject({ folder, pdf: z.boolean() }),
  verifyReport: z.strictObject({ folder, journalHash: z.string().max(64).optional() }),
  openFolder: z.strictObject({ folder }),
  /** Back to the start page; refused while something is being written. */
  leave: nothing,
} as const;

export type CallName = keyof typeof callInputs;
export type CallInput<Name extends CallName> = z.input<(typeof callInputs)[Name]>;

export function isCallName(name: unknown): name is CallName {
  return typeof name === 'string' && Object.hasOwn(callInputs, name);
}
