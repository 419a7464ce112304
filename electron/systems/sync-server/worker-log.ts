import type { streamNames } from './wire/frames.ts';

/** What a worker said beside its answers; for a log, never for a decision. */
export type WorkerRemark =
  /** A line of its output that is no frame. */
  | { readonly kind: 'stray'; readonly text: string }
  /** A warning or the like of the operation with this request id. */
  | {
      readonly kind: 'stream';
      readonly id: number;
      readonly stream: (typeof streamNames)[number];
      readonly text: string;
    };

export type WorkerLog = (remark: WorkerRemark) => void;

const mostCharacters = 500;

/** The beginning of a text, as much as a log or a failure should hold. */
export function shortened(text: string, most = mostCharacters): string {
  return text.length <= most ? text : `${text.slice(0, most)} … (${String(text.length)} characters)`;
}
