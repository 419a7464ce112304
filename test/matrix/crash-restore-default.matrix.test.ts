import { briefly, describeLeftover, thoroughly } from './crash-leftovers.ts';

/** What somebody left, so chosen that the rules change in every way: created, changed, moved and removed. */
await describeLeftover(thoroughly({ procedure: 'restore-default', scenario: 'finished-recipe', users: 6 }));
await describeLeftover(
  briefly({ procedure: 'restore-default', scenario: 'half-applied', users: 6, hasSynchronized: true }),
);
