/** What a worker's process may do instead of simply answering. */
export const misbehaviours = [
  'killed-before',
  'killed-during',
  'killed-after',
  'hangs-before',
  'hangs-after',
  'half-a-line',
  'half-a-line-and-gone',
  'garbage',
  'two-answers',
  'wrong-id',
  'unasked-before',
  'foreign-marker',
  'not-the-answer',
  'not-utf-8',
  'huge-stray-line',
  'huge-garbage',
  'output-closed',
  'error-flood',
  'chatter',
] as const;
export type Misbehaviour = (typeof misbehaviours)[number];

/** What the process is told on its command line. */
export interface StandInSettings {
  /** Said in the first frame, as it is; undefined: it never says that it is ready. */
  readonly facts: unknown;
  readonly misbehaviour: Misbehaviour | undefined;
  /** Instead of greeting: writes this to standard error and ends with exit code 1. */
  readonly refusal: string | undefined;
}

/** What the process and the test tell each other beside the frames. */
export type FromStandIn =
  | { readonly kind: 'perform'; readonly operation: string; readonly given: unknown }
  /** It has done what it will do and says nothing more. */
  | { readonly kind: 'silent' };
export type Performed =
  { readonly kind: 'result'; readonly value: unknown } | { readonly kind: 'error'; readonly error: unknown };
