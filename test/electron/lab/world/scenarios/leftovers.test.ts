import { beforeAll, describe, expect, it } from 'vitest';
import { Session } from '../../../../../electron/lab/sync-engine/session.ts';
import { setSyncCycleEnabled } from '../../../../../electron/lab/scheduler/schedule.ts';
import type { LabState } from '../../../../../electron/lab/state.ts';
import { leftoverScenarios } from '../../../../../electron/lab/world/scenarios/leftovers.ts';
import { runCycle, settleCloud } from '../../../../../electron/lab/world/settle.ts';
import { entraConnectorId } from '../../../../../shared/base/identifiers.ts';
import { examine } from '../../../../../shared/entra-connect/doctor/diagnose.ts';
import {
  flowStates,
  placeStates,
  serverStates,
  type RecipeState,
} from '../../../../../shared/entra-connect/doctor/diagnosis.ts';
import { fateOf, type Fate } from '../../../../../shared/entra-connect/doctor/place-effect.ts';
import { kindKey, traitsOf, userKinds } from '../../../../../shared/entra-connect/prediction/user-kinds.ts';
import { Predictor, type PredictedObject } from '../../../../../shared/entra-connect/prediction/predict.ts';
import { examinedLab, worldOf } from './examined-lab.ts';

const guid = 'msExchMailboxGuid';

/** What the doctor says of each scenario; inetOrgPersons are few in most of them, and treated in few. */
const expected: Readonly<Record<string, readonly RecipeState[]>> = {
  'finished-recipe': ['finished-recipe', 'forgotten-inetorgperson'],
  'finished-everywhere': ['finished-recipe', 'finished-recipe'],
  'kept-original': ['kept-original', 'forgotten-inetorgperson'],
  'half-applied': ['parked-copy', 'forgotten-inetorgperson', 'scheduler-left-off'],
  'copy-beside-original': ['copy-beside-original'],
  'recreated-default': ['recreated-default'],
  'deleted-default': ['deleted-default'],
  'disabled-default': ['disabled-default'],
  'modified-default': ['edited-default', 'forgotten-inetorgperson'],
  'authoritative-copy': ['authoritative-copy', 'forgotten-inetorgperson'],
  override: ['override', 'override'],
  'override-too-late': ['override-too-late'],
  'losing-copy': ['losing-copy'],
  'incomplete-copy': ['parked-copy', 'incomplete-copy', 'forgotten-inetorgperson'],
  'copy-of-copy': ['parked-copy', 'several-copies', 'forgotten-inetorgperson'],
  'foreign-copy': ['foreign-copy'],
  'localized-copy': ['parked-copy', 'forgotten-inetorgperson'],
  'renamed-copy': ['finished-recipe', 'forgotten-inetorgperson'],
  'forgotten-forest': ['finished-recipe', 'forgotten-forest'],
  'forgotten-inetorgperson': ['override', 'forgotten-inetorgperson'],
  'null-below-100': ['null-without-effect'],
  'constant-authoritativenull': ['mistaken-literal'],
  'copy-with-constant-null': ['mistaken-literal'],
  'copy-with-empty-text': ['mistaken-literal', 'forgotten-inetorgperson'],
  'copy-for-some': ['copy-for-some'],
  'override-merges': ['merge-conflict'],
  'override-for-some': ['override-for-some'],
  'override-for-contacts': ['override-for-no-user'],
  'refused-value': ['failing-flow'],
  'outbound-override': ['outbound-override'],
  'outbound-for-some': ['outbound-for-some'],
  'outbound-too-late': ['outbound-too-late'],
  'outbound-null': ['null-without-effect'],
  'edited-outbound': ['edited-outbound'],
  'shared-precedence': ['override', 'override', 'shared-precedence'],
  'attribute-filter': ['attribute-filter', 'outbound-removed'],
  'outbound-removed': ['outbound-removed'],
  'precedence-collision': ['recreated-default', 'precedence-collision'],
  'shared-name': ['parked-copy', 'forgotten-inetorgperson', 'shared-name'],
  'scheduler-left-off': ['override', 'override', 'scheduler-left-off'],
};

describe('the leftovers of recipes', () => {
  it('cover every state that the doctor knows', () => {
    expect(new Set(Object.values(expected).flat())).toEqual(new Set([...placeStates, ...flowStates, ...serverStates]));
    expect(Object.keys(expected)).toEqual(expect.arrayContaining(leftoverScenarios.map(({ id }) => id)));
  });

  describe.each(Object.entries(expected))('%s', (id, states) => {
    let state: LabState;
    beforeAll(() => {
      state = worldOf(id);
    });

    it('is recognised', () => {
      expect(examine(examinedLab(state)).diagnoses.map((one) => one.state)).toEqual(states);
    });

    it('does to every kind of users, in the cloud, what was computed from the rules', () => {
      const kinds = new Map(
        userKinds(guid, state.server, Date.parse(state.now)).map((kind) => [kindKey(kind, kind.prediction), kind]),
      );
      const users = usersOf(state);
      const computed = users.map((user) => {
        const kind = kinds.get(user.kind);
        return {
          user: user.name,
          cloud: kind === undefined ? 'no such kind' : cloudAfter(fateOf(kind.prediction.cloud), user.held),
        };
      });
      setSyncCycleEnabled(state, true);
      runCycle(state, 'Initial');
      settleCloud(state);
      expect(users.length).toBeGreaterThan(20);
      expect(users.map(({ name, anchor }) => ({ user: name, cloud: cloudNow(state, anchor) }))).toEqual(computed);
    });
  });
});

interface LabUser {
  readonly name: string;
  readonly anchor: string;
  readonly kind: string;
  readonly held: boolean;
}

/** Users of AD who hold a mailbox GUID and are in the cloud. */
function usersOf(state: LabState): readonly LabUser[] {
  const session = new Session(state);
  const predictor = new Predictor(guid, state.server, {
    readings: state.readings,
    now: Date.parse(state.now),
  });
  return [...state.metaverse.values()].flatMap((row) => {
    const objects = row.links.map(({ connectorId, objectId }): PredictedObject & { readonly has: boolean } => {
      const object = session.objects(connectorId).get(objectId);
      if (object === undefined) throw new Error(`No object ${objectId}`);
      const { objectType, distinguishedName, attributes } = object;
      return {
        connectorId,
        objectType,
        distinguishedName,
        attribute: (name) => attributes.get(name),
        isMemberOf: (group) => session.isMember(connectorId, object, group),
        has: attributes.has(guid),
      };
    });
    const [own, cloud] = objects;
    if (own?.has !== true || cloud?.connectorId !== entraConnectorId) return [];
    // The rules speak of what they do from now on: of somebody who was synchronized while the defaults applied.
    const held = own.attribute('mailNickname') === undefined ? undefined : own.attribute(guid);
    const cloudAttribute = (name: string) => (name === guid ? held : cloud.attribute(name));
    const prediction = predictor.predict({
      objects: [own, { ...cloud, attribute: cloudAttribute }],
      history: {
        metaverseObjectType: row.objectType,
        metaverse: (name) => (name === guid && held !== undefined ? { values: held, ruleId: undefined } : undefined),
        cloud: cloudAttribute,
      },
    });
    const anchor = row.attributes.text('sourceAnchor') ?? '';
    const kind = kindKey(traitsOf(own, predictor.contributorsAmong(prediction)), prediction);
    return [{ name: own.distinguishedName, anchor, kind, held: cloudNow(state, anchor) === 'held' }];
  });
}

/** Read from the tenant itself. */
function cloudNow(state: LabState, anchor: string): 'held' | 'none' {
  const object = [...state.tenant.objects.values()].find(
    ({ attributes }) => attributes.text('sourceAnchor') === anchor,
  );
  return object?.attributes.has(guid) === true ? 'held' : 'none';
}

function cloudAfter(fate: Exclude<Fate, 'mixed'>, held: boolean): 'held' | 'none' {
  switch (fate) {
    case 'reaches':
      return 'held';
    case 'removed':
      return 'none';
    case 'stays':
    case 'fails':
    case 'unknown':
      return held ? 'held' : 'none';
  }
}
