import { describeFaults, faultsOfKind, isAny, licences } from './faults.ts';

/** What the procedures share is disturbed for this one, in every call four times; for the others, less. */
await describeFaults(
  {
    subject: { procedure: 'null-clone', scenario: 'two-forests', users: 6, options: licences },
    isDisturbed: isAny,
    faults: faultsOfKind,
  },
  'undo',
);
