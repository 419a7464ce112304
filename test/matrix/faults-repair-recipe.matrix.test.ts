import { describeFaults, isAny, isWrite, someFaultsOfKind } from './faults.ts';

await describeFaults(
  {
    subject: { procedure: 'repair-recipe', scenario: 'modified-default', users: 6, hasSynchronized: true },
    isDisturbed: isAny,
    faults: someFaultsOfKind,
  },
  'run',
  'undo',
);

await describeFaults(
  {
    subject: { procedure: 'repair-recipe', scenario: 'recreated-default', users: 6 },
    isDisturbed: isWrite,
    faults: someFaultsOfKind,
  },
  'run',
  'undo',
);
