import { expect, it } from 'vitest';
import { assertNever } from '../../../shared/base/assert-never.ts';

it('names the value that no case of the switch expected', () => {
  expect(() => assertNever({ kind: 'unheard-of' } as never)).toThrow('{"kind":"unheard-of"}');
});
