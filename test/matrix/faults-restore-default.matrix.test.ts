import { describeFaults, isAny, isWrite, someFaultsOfKind } from './faults.ts';

await describeFaults(
  {
    subject: { procedure: 'restore-default', scenario: 'finished-recipe', users: 6 },
    isDisturbed: isAny,
    faults: someFaultsOfKind,
  },
  'run',
  'undo',
);

await describeFaults(
  {
    subject: { procedure: 'restore-default', scenario: 'half-applied', users: 6, hasSynchronized: true },
    isDisturbed: isWrite,
    faults: someFaultsOfKind,
  },
  'run',
  'undo',
);
