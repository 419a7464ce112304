/** Why something cannot go on, and what to do about it. */
export interface Problem {
  readonly reason: string;
  readonly remedy: string;
}
