import { briefly, describeLeftover, thoroughly } from './crash-leftovers.ts';

/** What somebody left, so chosen that the rules change in every way: created, changed, moved and removed. */
await describeLeftover(
  thoroughly({ procedure: 'repair-recipe', scenario: 'modified-default', users: 6, hasSynchronized: true }),
);
await describeLeftover(briefly({ procedure: 'repair-recipe', scenario: 'recreated-default', users: 6 }));
