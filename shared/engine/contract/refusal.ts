/** Why an intent was not carried out; nothing was written, to no system and to no journal. Texts: messages/engine.ts. */
export type Refusal =
  /** Another intent is being carried out. */
  | { readonly code: 'busy' }
  | { readonly code: 'closed' }
  /** It is not this step's turn, or its state does not allow it. */
  | { readonly code: 'not-now' }
  /** The plan that was approved is not the one that would be applied. */
  | { readonly code: 'other-plan' }
  | { readonly code: 'confirmation-missing'; readonly count: number; readonly of: string }
  | { readonly code: 'confirmation-wrong'; readonly count: number; readonly of: string; readonly given: number }
  | { readonly code: 'reason-missing' }
  /** A destructive step is never passed with a reason. */
  | { readonly code: 'destructive' }
  | { readonly code: 'cannot-be-undone' }
  /** A write that was told to stop has not ended yet. */
  | { readonly code: 'still-writing' };
