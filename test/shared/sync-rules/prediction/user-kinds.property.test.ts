import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Predictor, type CloudEffect } from '../../../../shared/sync-rules/prediction/predict.ts';
import { kindKey, traitsOf, userKinds } from '../../../../shared/sync-rules/prediction/user-kinds.ts';
import { ruleTwist, twisted } from './arbitrary-situation.ts';
import { guidAttribute, observe, populatedLab, synchronizedUsers, type Observed } from './observed-lab.ts';

describe('the kinds of users that rules tell apart', () => {
  it('are invented from the rules alone, and every real user fares as the kind it belongs to', () => {
    fc.assert(
      fc.property(ruleTwist, (twist) => {
        const lab = populatedLab((rules) => rules, {});
        lab.cycle('full');
        lab.cycle('delta');
        lab.useConfiguration(({ rules }) => ({ rules: twisted(twist, rules) }));
        const now = Date.parse(lab.state.now);
        const kinds = userKinds(guidAttribute, lab.state.server, now);
        const known = new Map(kinds.map((kind) => [kindKey(kind, kind.prediction), kind.prediction.cloud]));
        const predictor = new Predictor(guidAttribute, lab.state.server, {
          readings: { applyOnceNull: 'clears' },
          now,
        });
        const users = [...synchronizedUsers(lab.state)].flatMap(([id, user]) => {
          const [object, cloud, ...more] = user.objects;
          const isInCloud = cloud !== undefined && more.length === 0;
          if (object?.attribute(guidAttribute) === undefined || !isInCloud) return [];
          const prediction = predictor.predict(user);
          return [{ id, key: kindKey(traitsOf(object, predictor.contributorsAmong(prediction)), prediction) }];
        });
        const before = new Map(users.map(({ id }) => [id, observe(lab.state, lab, id).cloud]));
        lab.cycle('full');
        expect(users.length).toBeGreaterThan(4);
        for (const { id, key } of users) {
          expect([...known.keys()]).toContain(key);
          expect(observe(lab.state, lab, id).cloud).toBe(cloudAfter(known.get(key), before.get(id)));
        }
      }),
      { numRuns: 60 },
    );
  });
});

function cloudAfter(
  effect: CloudEffect | undefined,
  before: Observed['cloud'] | undefined,
): Observed['cloud'] | undefined {
  switch (effect?.kind) {
    case 'reaches':
      return effect.own ? 'own' : 'another';
    case 'removed':
      return 'none';
    case 'left':
    case 'failed':
      return before;
    default:
      return undefined;
  }
}
