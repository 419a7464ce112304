import { describe } from 'vitest';
import { survives } from './faults.ts';
import { misbehaviours } from './stand-in/misbehaviour.ts';

describe('a worker whose process misbehaves', () => {
  for (const misbehaviour of misbehaviours) {
    survives(misbehaviour, 'rules');
    survives(misbehaviour, 'putRule');
  }
});
