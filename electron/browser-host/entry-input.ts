import { z } from 'zod';
import type { EnterInput, WindowInput } from '../../shared/ipc/entry.ts';

/** Comes from outside and is not trusted: unknown keys are refused. */
export const enterInput: z.ZodType<EnterInput> = z.strictObject({ token: z.string() });

export const windowInput: z.ZodType<WindowInput> = z.strictObject({
  former: z.string().nullable(),
  takeOver: z.boolean(),
});
