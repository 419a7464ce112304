import { z } from 'zod';

/** Two versions of one thing side by side, part by part: a diff in which what is the same can be folded away. */

const comparedPart = z.strictObject({
  /** The kind of part, as a heading. */
  part: z.string(),
  label: z.string(),
  standing: z.enum(['same', 'changed', 'added', 'removed']),
  /** Absent where the part is only on the other side; the same on both sides where nothing is different. */
  before: z.string().optional(),
  after: z.string().optional(),
});
export type ComparedPart = Readonly<z.infer<typeof comparedPart>>;

/** `before` and `after` are the headings of the two sides. */
export const comparison = z.strictObject({
  title: z.string(),
  before: z.string(),
  after: z.string(),
  parts: z.array(comparedPart),
});

export interface Comparison {
  readonly title: string;
  readonly before: string;
  readonly after: string;
  readonly parts: readonly ComparedPart[];
}
