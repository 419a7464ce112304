import { counted } from '../../shared/base/words/counted.ts';

/** Texts of the `plan` command. */
export const planTexts = {
  written: (path: string) => `Written: ${path}`,
  noChange: (procedure: string) => `${procedure} has no change plan.`,
  noChangeRemedy: 'Only procedures that change synchronization rules have one.',
  rehearsing: 'Carrying the procedure out on a copy of the lab …',
  operations: (operations: number) => `${counted(operations, 'operation')} on the rules:`,
  blocked: 'The change cannot be made as the server stands:',
  hash: (hash: string) => `Hash of the plan: ${hash}`,
  theServer: '<the server>',
  runWith: (run: string) => `Carry it out with: ${run} --run <folder>`,
} as const;

export const printingTexts = {
  noBrowser: 'No PDF: there is no Chromium, Chrome or Edge on this machine. The page prints well from any browser.',
  browserFailed: (program: string) => `No PDF: ${program} did not print the page.`,
} as const;
