import { describe } from 'vitest';
import { operations, type OperationName } from '../../../../electron/systems/sync-server/wire/operations.ts';
import { survives } from './faults.ts';
import { misbehaviours } from './stand-in/misbehaviour.ts';

describe.each(Object.keys(operations) as OperationName[])(
  'a worker asked for %s whose process misbehaves',
  (operation) => {
    for (const misbehaviour of misbehaviours) survives(misbehaviour, operation);
  },
);
