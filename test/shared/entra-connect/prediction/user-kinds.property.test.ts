import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { entraConnectorId } from '../../../../shared/base/identifiers.ts';
import { Predictor, type CloudEffect } from '../../../../shared/entra-connect/prediction/predict.ts';
import { kindKey, traitsOf, userKinds } from '../../../../shared/entra-connect/prediction/user-kinds.ts';
import { ruleTwist, twisted } from './arbitrary-situation.ts';
import { exchangeRule, expressionFlow } from '../rules/rule-builder.ts';
import {
  forestA,
  guidAttribute,
  observe,
  pilotGroup,
  populatedLab,
  synchronizedUsers,
  type Observed,
} from './observed-lab.ts';

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

  it('combine what a rule asks with what its expression asks, however much the other rules ask', () => {
    const pilot = exchangeRule(1, {
      immutableTag: '',
      connectorId: forestA,
      flows: [expressionFlow(guidAttribute, `IIF(IsPresent([extensionAttribute1]),NULL,[${guidAttribute}])`)],
      scopeGroups: [[{ attribute: 'memberOf', operator: 'ISMEMBEROF', value: pilotGroup }]],
    });
    // Whether somebody is filtered out depends on many things.
    const filtered = exchangeRule(161, {
      ...{ immutableTag: '', direction: 'outbound', connectorId: entraConnectorId },
      ...{ sourceObjectType: 'person', targetObjectType: 'user', flows: [expressionFlow(guidAttribute, 'NULL')] },
      scopeGroups: [[{ attribute: 'cloudFiltered', operator: 'NOTEQUAL', value: 'True' }]],
    });
    const { server } = populatedLab((rules) => [...rules, pilot, filtered], {}).state;
    const members = userKinds(guidAttribute, server).filter(
      ({ rules, hasNickname }) => rules[0] === pilot.id && hasNickname,
    );
    const winners = members.map(({ prediction: { metaverse } }) => metaverse.kind === 'value' && metaverse.ruleId);
    const exchange = members[0]?.rules[1];
    expect(new Set(winners)).toEqual(new Set([pilot.id, exchange]));
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
