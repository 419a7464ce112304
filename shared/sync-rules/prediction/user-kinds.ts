import { guidToBytes, type Guid } from '../../guid.ts';
import { entraConnectorId, type ConnectorId, type RuleId } from '../../identifiers.ts';
import type { ServerRules } from '../engine/configuration.ts';
import { inspectExpression } from '../expressions/inspect.ts';
import { parseExpression } from '../expressions/parse.ts';
import type { Connector, ScopeCondition, SyncRule } from '../model.ts';
import type { AttributeValue, AttributeValues } from '../values.ts';
import { candidateValues } from './candidate-values.ts';
import { isMembership } from './slice.ts';
import {
  Predictor,
  type PredictedObject,
  type PredictedUser,
  type Prediction,
  type PredictorOptions,
} from './predict.ts';

/** Where the mailbox of a kind of users is. */
export type MailboxPlace = 'on-premises' | 'remote';

/** What tells users apart for the rules: two users with the same traits are treated alike. */
export interface KindTraits {
  readonly connectorId: ConnectorId;
  readonly objectType: string;
  readonly place: MailboxPlace;
  readonly hasNickname: boolean;
  /** Enabled inbound rules with a flow to the attribute that apply, strongest first. */
  readonly rules: readonly RuleId[];
}

/** A kind of users of one connector who hold the attribute and are in the cloud already. */
export interface UserKind extends KindTraits {
  readonly prediction: Prediction;
  /** The same, should Apply Once with NULL leave stored values where they are (entra-connect.md §9 item 3). */
  readonly otherReading: Prediction;
}

/** More combinations than this are not tried; then each condition is varied by itself. */
const mostCombinations = 512;
const remoteUserMailbox = 2147483648n;
const userMailbox = 1n;

/**
 * Every kind of users that the rules tell apart, invented from the rules alone: for each AD connector and object type with
 * rules for the attribute, the usual mailboxes, varied in whatever scopes and expressions of these rules ask for.
 */
export function userKinds(attribute: string, server: ServerRules, now?: number): readonly UserKind[] {
  const options = (applyOnceNull: PredictorOptions['readings']['applyOnceNull']): PredictorOptions => ({
    readings: { applyOnceNull },
    ...(now === undefined ? {} : { now }),
  });
  const predictor = new Predictor(attribute, server, options('clears'));
  const other = new Predictor(attribute, server, options('keeps-stored-value'));
  const kinds = new Map<string, UserKind>();
  for (const subject of subjectsOf(attribute, server)) {
    const user = asSynchronized(attribute, subject);
    const prediction = predictor.predict(user);
    const traits = { ...subject.traits, rules: predictor.contributorsAmong(prediction) };
    const key = traitsKey(traits);
    if (!kinds.has(key)) kinds.set(key, { ...traits, prediction, otherReading: other.predict(user) });
  }
  return [...kinds.values()];
}

/** The same for users of the same traits. */
export function traitsKey({ connectorId, objectType, place, hasNickname, rules }: KindTraits): string {
  return [connectorId, objectType.toLowerCase(), place, String(hasNickname), ...rules].join('\n');
}

interface Subject {
  readonly object: PredictedObject;
  readonly traits: Omit<KindTraits, 'rules'>;
}

/** Types with an inbound rule for the attribute, disabled ones included: whom it is about does not depend on that. */
function subjectsOf(attribute: string, { rules, connectors }: ServerRules): readonly Subject[] {
  return connectors
    .filter(({ kind }) => kind === 'ad')
    .flatMap((connector) => {
      const own = rules.filter(
        (rule) => rule.direction === 'inbound' && rule.connectorId === connector.id && flowsTo(rule, attribute),
      );
      const types = new Map(own.map(({ sourceObjectType }) => [sourceObjectType.toLowerCase(), sourceObjectType]));
      types.delete('*');
      return [...types.values()].flatMap((objectType) =>
        variations(
          connector,
          objectType,
          attribute,
          own.filter(
            ({ disabled, sourceObjectType }) =>
              !disabled && (sourceObjectType === '*' || sourceObjectType === objectType),
          ),
        ),
      );
    });
}

function flowsTo({ flows }: SyncRule, attribute: string): boolean {
  return flows.some(({ destination }) => destination === attribute);
}

/** The values and memberships that one invented user differs in from the usual one. */
type Variation = readonly { readonly name: string; readonly values: AttributeValues | undefined | 'member' }[];

function variations(
  connector: Connector,
  objectType: string,
  attribute: string,
  rules: readonly SyncRule[],
): readonly Subject[] {
  const dimensions = dimensionsOf(connector, objectType, attribute, rules);
  return (['on-premises', 'remote'] as const).flatMap((place) =>
    [true, false].flatMap((hasNickname) =>
      combinations(dimensions).map((variation) => {
        const usual = usualAttributes(objectType, place, hasNickname);
        const object = objectOf(connector, objectType, usual, variation);
        return { object, traits: { connectorId: connector.id, objectType, place, hasNickname } };
      }),
    ),
  );
}

/** For each thing asked beyond what tells the usual users apart: the answers worth trying. */
function dimensionsOf(
  connector: Connector,
  objectType: string,
  attribute: string,
  rules: readonly SyncRule[],
): readonly Variation[] {
  const clauses = rules.flatMap(({ scopeGroups }) => scopeGroups.flat());
  const groups = [...new Set(clauses.filter(({ operator }) => isMembership(operator)).map(({ value }) => value))];
  const asked = new Set([
    ...clauses.filter(({ operator }) => !isMembership(operator)).map((clause) => clause.attribute),
    ...rules.flatMap(({ flows }) =>
      flows.filter(({ destination }) => destination === attribute).flatMap((flow) => readBy(flow.source)),
    ),
  ]);
  // What tells the usual users apart anyhow; their nickname may have to look special, its absence is a kind of its own.
  for (const name of [attribute, 'dn']) asked.delete(name);
  const usual = usualAttributes(objectType, 'on-premises', true);
  return [
    ...groups.map((group) => [{ name: group, values: 'member' as const }]),
    ...[...asked].map((name) => alternatives(connector, name, clauses, usual.get(name))),
  ];
}

function readBy(source: SyncRule['flows'][number]['source']): readonly string[] {
  if (source.type !== 'expression') return source.type === 'direct' ? source.attributes : [];
  const parsed = parseExpression(source.expression);
  return parsed.ok ? inspectExpression(parsed.expression).attributes : [];
}

function alternatives(
  { schema }: Connector,
  name: string,
  clauses: readonly ScopeCondition[],
  usual: AttributeValues | undefined,
): Variation {
  const type = schema.attributes.get(name) ?? { name, syntax: 'string', multiValued: false };
  const about = clauses.filter((clause) => clause.attribute === name);
  const sample = 'CN=Sample,DC=example';
  return candidateValues(type, about, usual, sample)
    .slice(1)
    .filter((values) => values !== undefined || name !== 'mailNickname')
    .map((values) => ({ name, values }));
}

/** Every combination of at most one alternative of each dimension, while there are not too many; else one at a time. */
function combinations(dimensions: readonly Variation[]): readonly Variation[] {
  const count = dimensions.reduce((product, { length }) => product * (length + 1), 1);
  if (count > mostCombinations) return [[], ...dimensions.flatMap((dimension) => dimension.map((one) => [one]))];
  return dimensions.reduce<readonly Variation[]>(
    (known, dimension) => [...known, ...known.flatMap((before) => dimension.map((one) => [...before, one]))],
    [[]],
  );
}

/** A user as Exchange and AD make one, as far as rules commonly look at it. */
function usualAttributes(
  objectType: string,
  place: MailboxPlace,
  hasNickname: boolean,
): ReadonlyMap<string, AttributeValues> {
  const values: Readonly<Record<string, AttributeValue | undefined>> = {
    objectClass: objectType,
    objectGUID: guidToBytes('5a5a5a5a-0000-4000-8000-000000000001' as Guid),
    objectSid: Uint8Array.from([1, 2, 0, 0, 0, 0, 0, 5, 32, 0, 0, 0, 1, 4, 0, 0]),
    cn: 'Sample',
    displayName: 'Sample',
    sAMAccountName: 'sample',
    userPrincipalName: 'sample@example.com',
    userAccountControl: 512n,
    mail: 'sample@example.com',
    mailNickname: hasNickname ? 'sample' : undefined,
    legacyExchangeDN: '/o=Sample/cn=sample',
    proxyAddresses: 'SMTP:sample@example.com',
    msExchRecipientTypeDetails: place === 'remote' ? remoteUserMailbox : userMailbox,
    homeMDB: place === 'remote' ? undefined : 'CN=Database,DC=example',
    msExchMailboxGuid: guidToBytes('5a5a5a5a-0000-4000-8000-00000000000a' as Guid),
  };
  return new Map(
    Object.entries(values).flatMap(([name, value]) => (value === undefined ? [] : [[name, [value]] as const])),
  );
}

function objectOf(
  connector: Connector,
  objectType: string,
  usual: ReadonlyMap<string, AttributeValues>,
  variation: Variation,
): PredictedObject {
  const varied = new Map(variation.map(({ name, values }) => [name, values]));
  const groups = new Set(variation.filter(({ values }) => values === 'member').map(({ name }) => name.toLowerCase()));
  const domain = connector.partitions.find(({ isDomain }) => isDomain)?.distinguishedName ?? 'DC=example';
  return {
    connectorId: connector.id,
    objectType,
    distinguishedName: `CN=Sample,${domain}`,
    attribute: (name) => {
      if (!varied.has(name)) return usual.get(name);
      const values = varied.get(name);
      return values === 'member' ? undefined : values;
    },
    isMemberOf: (group) => groups.has(group.toLowerCase()),
  };
}

/** Somebody who was synchronized while the out-of-box rules applied: metaverse and cloud hold the value. */
function asSynchronized(attribute: string, { object }: Subject): PredictedUser {
  const held = object.attribute(attribute);
  const cloud = (name: string): AttributeValues | undefined => {
    if (name === attribute) return held;
    return name === 'cloudMastered' ? [false] : undefined;
  };
  const cloudObject: PredictedObject = {
    connectorId: entraConnectorId,
    objectType: 'user',
    distinguishedName: 'CN={53616D706C65}',
    attribute: cloud,
    isMemberOf: () => false,
  };
  return {
    objects: [object, cloudObject],
    history: {
      metaverseObjectType: 'person',
      metaverse: (name) => (name === attribute && held !== undefined ? { values: held, ruleId: undefined } : undefined),
      cloud,
    },
  };
}
