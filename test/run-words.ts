interface Places {
  readonly lab: string;
  readonly run: string;
}

/** The words that carry a procedure out in a lab without asking, up to and including a step. */
export function wordsUntil(step: string, procedure: string, { lab, run }: Places): readonly string[] {
  return ['run', procedure, '--on', `lab:${lab}`, '--run', run, '--yes', '--until', step];
}
