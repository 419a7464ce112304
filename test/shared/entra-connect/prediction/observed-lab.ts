import { AttributeBag } from '../../../../electron/lab/sync-engine/attribute-bag.ts';
import { Session } from '../../../../electron/lab/sync-engine/session.ts';
import type { LabState, MetaverseRow } from '../../../../electron/lab/state.ts';
import { adConnectorIdOf, defaultConfiguration } from '../../../../electron/lab/world/default-rules/configuration.ts';
import { guidToBytes, type Guid } from '../../../../shared/base/guid.ts';
import { entraConnectorId, type MetaverseObjectId } from '../../../../shared/base/identifiers.ts';
import type { SyncRule } from '../../../../shared/entra-connect/rules/model.ts';
import type { PredictedObject, PredictedUser } from '../../../../shared/entra-connect/prediction/predict.ts';
import {
  equalValueSets,
  type AttributeValue,
  type AttributeValues,
} from '../../../../shared/entra-connect/rules/values.ts';
import { SmallLab } from '../../../electron/lab/sync-engine/small-lab.ts';

const forests = ['a.example', 'b.example'] as const;
const [forestNameA, forestNameB] = forests;
export const forestA = adConnectorIdOf(forestNameA);
export const forestB = adConnectorIdOf(forestNameB);
export const guidAttribute = 'msExchMailboxGuid';

const containerOf = (forest: string) => `OU=Company,DC=${forest.split('.').join(',DC=')}`;
export const pilotGroup = `CN=Pilot,${containerOf(forestNameA)}`;

interface Person {
  readonly name: string;
  readonly forest: string;
  readonly objectType: 'user' | 'inetOrgPerson';
  readonly attributes: Readonly<Record<string, AttributeValue | undefined>>;
}

/** People who differ in what rules look at; Linus has an account in both forests. */
const people: readonly Person[] = [
  { name: 'Anna', forest: forestNameA, objectType: 'user', attributes: { extensionAttribute1: 'pilot' } },
  { name: 'Bert', forest: forestNameA, objectType: 'user', attributes: { mailNickname: undefined } },
  { name: 'Cleo', forest: forestNameA, objectType: 'user', attributes: { msExchRecipientTypeDetails: 2147483648n } },
  { name: 'Dora', forest: forestNameA, objectType: 'user', attributes: { userAccountControl: 514n } },
  { name: 'Emil', forest: forestNameA, objectType: 'inetOrgPerson', attributes: {} },
  { name: 'Fred', forest: forestNameA, objectType: 'user', attributes: { msExchMailboxGuid: undefined } },
  { name: 'Gina', forest: forestNameB, objectType: 'user', attributes: { extensionAttribute1: 'pilot' } },
  { name: 'Hans', forest: forestNameA, objectType: 'user', attributes: { isCriticalSystemObject: true } },
  { name: 'Ines', forest: forestNameA, objectType: 'user', attributes: { adminDescription: 'User_local' } },
  { name: 'Linus', forest: forestNameA, objectType: 'user', attributes: { 'mS-DS-ConsistencyGuid': bytes(77, '1') } },
  { name: 'Linus', forest: forestNameB, objectType: 'user', attributes: { 'mS-DS-ConsistencyGuid': bytes(77, '1') } },
];

/** A server with out-of-box rules for two forests, and those people; nothing is synchronized yet. */
export function populatedLab(
  change: (rules: readonly SyncRule[]) => readonly SyncRule[],
  readings: Readings,
): SmallLab {
  const configuration = defaultConfiguration(forests);
  const lab = new SmallLab({ ...configuration, rules: change(configuration.rules) }, readings);
  people.forEach((person, index) => {
    add(lab, person, index);
  });
  lab.directory(forestA).put({
    anchor: 'group',
    distinguishedName: pilotGroup,
    objectType: 'group',
    attributes: AttributeBag.from([
      ['cn', ['Pilot']],
      ['objectGUID', [bytes(99, '2')]],
      ['member', ['Anna', 'Emil', 'Dora'].map((name) => `CN=${name},${containerOf(forestNameA)}`)],
    ]),
  });
  return lab;
}

type Readings = ConstructorParameters<typeof SmallLab>[1];

function add(lab: SmallLab, { name, forest, objectType, attributes }: Person, number: number): void {
  const alias = `${name.toLowerCase()}.${String(number)}`;
  const all: Readonly<Record<string, AttributeValue | undefined>> = {
    objectGUID: bytes(number, '3'),
    cn: name,
    displayName: name,
    sAMAccountName: alias,
    userPrincipalName: `${alias}@${forest}`,
    userAccountControl: 512n,
    mail: `${alias}@${forest}`,
    mailNickname: alias,
    msExchRecipientTypeDetails: 1n,
    msExchMailboxGuid: bytes(number, '4'),
    ...attributes,
  };
  lab.directory(adConnectorIdOf(forest)).put({
    anchor: String(number),
    distinguishedName: `CN=${name},${containerOf(forest)}`,
    objectType,
    attributes: AttributeBag.from(
      Object.entries(all).map(([attribute, value]) => [attribute, value === undefined ? undefined : [value]]),
    ),
  });
}

function bytes(number: number, series: string): Uint8Array {
  return guidToBytes(`${series}0000000-0000-4000-8000-${number.toString(16).padStart(12, '0')}` as Guid);
}

/** The users of the metaverse, each with what is joined to it now, and what is stored. */
export function synchronizedUsers(state: LabState): ReadonlyMap<MetaverseObjectId, PredictedUser> {
  const users = new Map<MetaverseObjectId, PredictedUser>();
  const session = new Session(state);
  for (const row of state.metaverse.values()) {
    if (row.objectType === 'person')
      users.set(row.id, { objects: objectsOf(state, session, row), history: historyOf(state, row) });
  }
  return users;
}

function objectsOf(state: LabState, session: Session, row: MetaverseRow): readonly PredictedObject[] {
  return row.links.flatMap(({ connectorId, objectId }) => {
    const object = state.connectorSpaces.get(connectorId)?.objects.get(objectId);
    if (object === undefined) return [];
    const { objectType, distinguishedName, attributes } = object;
    return [
      {
        connectorId,
        objectType,
        distinguishedName,
        attribute: (name: string) => attributes.get(name),
        isMemberOf: (group: string) => session.isMember(connectorId, object, group),
      },
    ];
  });
}

function historyOf(state: LabState, row: MetaverseRow): PredictedUser['history'] {
  const { attributes, origins, objectType } = row;
  return {
    metaverseObjectType: objectType,
    metaverse: (attribute) => {
      const values = attributes.get(attribute);
      return values === undefined
        ? undefined
        : { values, ruleId: origins[attributes.names.indexOf(attribute)]?.ruleId };
    },
    cloud: cloudOf(state, row),
  };
}

function cloudOf(state: LabState, row: MetaverseRow): ((attribute: string) => AttributeValues | undefined) | undefined {
  const link = row.links.find(({ connectorId }) => connectorId === entraConnectorId);
  const object =
    link === undefined ? undefined : state.connectorSpaces.get(entraConnectorId)?.objects.get(link.objectId);
  return object === undefined ? undefined : (attribute) => object.attributes.get(attribute);
}

/** What really became of a user, in the words of a prediction. */
export interface Observed {
  /** The rule that the metaverse names for the GUID, or what is there instead. */
  readonly metaverse: string;
  readonly cloud: 'own' | 'another' | 'none' | 'no-object';
}

export function observe(state: LabState, lab: SmallLab, id: MetaverseObjectId): Observed {
  const row = state.metaverse.get(id);
  if (row === undefined) return { metaverse: 'absent', cloud: 'no-object' };
  const origin = row.origins[row.attributes.names.indexOf(guidAttribute)]?.ruleId;
  return {
    metaverse: row.attributes.has(guidAttribute) ? (origin ?? 'unknown') : 'none',
    cloud: cloudNow(state, lab, row),
  };
}

/** Read from the directory that was exported to, not from the server's own memory. */
function cloudNow(state: LabState, lab: SmallLab, row: MetaverseRow): Observed['cloud'] {
  const link = row.links.find(({ connectorId }) => connectorId === entraConnectorId);
  const object =
    link === undefined ? undefined : state.connectorSpaces.get(entraConnectorId)?.objects.get(link.objectId);
  const entry = object === undefined ? undefined : lab.entra.named(object.distinguishedName);
  if (entry === undefined) return 'no-object';
  const value = entry.attributes.get(guidAttribute);
  if (value === undefined) return 'none';
  return holders(state, row).some((own) => equalValueSets(own, value)) ? 'own' : 'another';
}

function holders(state: LabState, row: MetaverseRow): readonly AttributeValues[] {
  return row.links.flatMap(({ connectorId, objectId }) => {
    if (connectorId === entraConnectorId) return [];
    const own = state.connectorSpaces.get(connectorId)?.objects.get(objectId)?.attributes.get(guidAttribute);
    return own === undefined ? [] : [own];
  });
}
