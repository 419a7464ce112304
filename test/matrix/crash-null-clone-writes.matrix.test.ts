import { expect, it } from 'vitest';
import { describeKills } from './kills.ts';

/** Two rules, so that there is a moment between them, and licenses for a few users; line by line: crash.matrix.test.ts. */
const { writes } = await describeKills({
  subject: {
    procedure: 'null-clone',
    scenario: 'two-forests',
    users: 6,
    options: { licence: 'assign', sku: 'ENTERPRISEPACK', 'usage-location': 'DE' },
  },
  sampling: 'after every write',
  writes: ['after'],
  lines: () => [],
});

it('null-clone writes enough to be killed at', () => {
  expect(writes.run).toBeGreaterThan(12);
  expect(writes.undo).toBeGreaterThan(12);
});
