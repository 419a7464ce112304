import { guidToBytes, type Guid } from '../../base/guid.ts';
import { entraConnectorId, type ConnectorId, type RuleId } from '../../base/identifiers.ts';
import { accepts, type ServerRules } from '../evaluation/configuration.ts';
import { inspectExpression } from '../expressions/inspect.ts';
import { parseExpression } from '../expressions/parse.ts';
import { partsOf, type Expression } from '../expressions/syntax.ts';
import { recipientKind, type RecipientKind } from '../recipient-kind.ts';
import type { AttributeFlow, AttributeSyntax, Connector, ScopeCondition, SyncRule } from '../rules/model.ts';
import type { AttributeValue, AttributeValues } from '../rules/values.ts';
import { compileScope } from '../rules/scope.ts';
import { isExchangeRule } from '../rules/origin.ts';
import { candidateValues } from './candidate-values.ts';
import { opposite } from './opposite-clause.ts';
import { isMembership } from './slice.ts';
import { Predictor, type PredictedObject, type PredictedUser, type Prediction } from './predict.ts';

/** What tells users apart for the rules. */
export interface KindTraits {
  readonly connectorId: ConnectorId;
  readonly objectType: string;
  readonly recipient: RecipientKind;
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

/** More combinations than this are not tried; then some conditions are varied one at a time. */
const mostCombinations = 512;
const remoteUserMailbox = 2147483648n;
const userMailbox = 1n;

/**
 * Every kind of users that the rules tell apart, invented from the rules alone: for each AD connector and object type with
 * rules for the attribute, the usual mailboxes, varied in whatever scopes and expressions of these rules ask for.
 */
export function userKinds(attribute: string, server: ServerRules, now?: number): readonly UserKind[] {
  const predictor = new Predictor(attribute, server, {
    readings: { applyOnceNull: 'clears' },
    ...(now === undefined ? {} : { now }),
  });
  const exchangeRules = server.rules.filter(isExchangeRule);
  const kinds = new Map<string, UserKind>();
  for (const subject of subjectsOf(attribute, server)) {
    const user = asSynchronized(attribute, subject, exchangeRules);
    const prediction = predictor.predict(user);
    // Whom the rules keep out of the cloud is nobody's concern.
    if (prediction.cloud.kind === 'deleted') continue;
    const traits = traitsOf(subject, predictor.contributorsAmong(prediction));
    const key = kindKey(traits, prediction);
    if (!kinds.has(key))
      kinds.set(key, {
        ...traits,
        prediction,
        otherReading: predictor.predict(user, { applyOnceNull: 'keeps-stored-value' }),
      });
  }
  return [...kinds.values()];
}

/** The same for users of the same traits to whom the same happens. */
export function kindKey(
  { connectorId, objectType, recipient, hasNickname, rules }: KindTraits,
  { metaverse, cloud }: Prediction,
): string {
  // Who brought a value that stays is history, not a matter of the rules.
  const effect = metaverse.kind === 'kept' ? metaverse.kind : metaverse;
  return JSON.stringify([connectorId, objectType.toLowerCase(), recipient, hasNickname, rules, effect, cloud]);
}

/** The traits of a user by the object that holds the attribute, and the rules that apply. */
export function traitsOf(object: PredictedObject, rules: readonly RuleId[]): KindTraits {
  const [details] = object.attribute('msExchRecipientTypeDetails') ?? [];
  return {
    connectorId: object.connectorId,
    objectType: object.objectType,
    recipient: recipientKind(typeof details === 'bigint' ? details : undefined),
    hasNickname: object.attribute('mailNickname') !== undefined,
    rules,
  };
}

/** The types whose mailboxes Exchange knows (entra-connect.md §2.1), and every other that a rule brings the attribute from. */
export const mailboxTypes: ReadonlySet<string> = new Set(['user', 'inetOrgPerson']);

/** Disabled rules count for the types: whom a rule would be about does not depend on that. */
function subjectsOf(attribute: string, { rules, connectors }: ServerRules): readonly PredictedObject[] {
  return connectors
    .filter(({ kind }) => kind === 'ad')
    .flatMap((connector) => {
      const own = rules.filter(({ direction, connectorId }) => direction === 'inbound' && connectorId === connector.id);
      const types = new Set(
        own
          .filter((rule) => mailboxTypes.has(rule.sourceObjectType) || hasFlowTo(rule, attribute))
          .map(({ sourceObjectType }) => sourceObjectType),
      );
      types.delete('*');
      const asked = askedOutbound(attribute, rules);
      return [...types].flatMap((type) => {
        const enabled = own.filter((rule) => !rule.disabled && accepts(rule.sourceObjectType, type));
        return variations(connector, type, attribute, questionsOf(enabled, attribute, asked));
      });
    });
}

function hasFlowTo({ flows }: SyncRule, attribute: string): boolean {
  return flows.some(({ destination }) => destination === attribute);
}

/** The values and memberships that one invented user differs in from the usual one. */
type Variation = readonly { readonly name: string; readonly values: AttributeValues | undefined | 'member' }[];

function variations(
  connector: Connector,
  objectType: string,
  attribute: string,
  questions: readonly ScopeCondition[],
): readonly PredictedObject[] {
  const dimensions = dimensionsOf(connector, objectType, attribute, questions);
  return [userMailbox, remoteUserMailbox].flatMap((details) =>
    [true, false].flatMap((hasNickname) =>
      combinations(dimensions).map((variation) => {
        const usual = usualAttributes(objectType, details, hasNickname);
        return objectOf(connector, objectType, usual, variation);
      }),
    ),
  );
}

/** For each thing asked beyond what tells the usual users apart: the answers worth trying. */
function dimensionsOf(
  connector: Connector,
  objectType: string,
  attribute: string,
  clauses: readonly ScopeCondition[],
): readonly Variation[] {
  const groups = new Set(clauses.filter(({ operator }) => isMembership(operator)).map(({ value }) => value));
  const attributes = new Set(
    clauses.filter(({ operator }) => !isMembership(operator)).map((clause) => clause.attribute),
  );
  for (const name of [attribute, 'dn']) attributes.delete(name);
  const usual = usualAttributes(objectType, userMailbox, true);
  return [
    ...[...groups].map((group) => [{ name: group, values: 'member' as const }]),
    ...[...attributes].map((name) =>
      alternatives(
        connector,
        name,
        clauses.filter((clause) => clause.attribute === name),
        usual.get(name),
      ),
    ),
  ];
}

/** Metaverse attributes that the outbound rules with the attribute look at besides. */
function askedOutbound(attribute: string, rules: readonly SyncRule[]): ReadonlySet<string> {
  const outbound = rules.filter((rule) => {
    return (
      !rule.disabled &&
      rule.direction === 'outbound' &&
      rule.connectorId === entraConnectorId &&
      hasFlowTo(rule, attribute)
    );
  });
  return new Set(
    outbound
      .flatMap(({ scopeGroups, flows }) => [
        ...scopeGroups.flat(),
        ...flows.filter(({ destination }) => destination === attribute).flatMap(questionsOfFlow),
      ])
      .map((question) => question.attribute)
      .filter((name) => name !== attribute),
  );
}

/** What inbound rules ask of an object, each question also the other way round; of an expression what it may compare with. */
function questionsOf(
  rules: readonly SyncRule[],
  attribute: string,
  asked: ReadonlySet<string>,
): readonly ScopeCondition[] {
  const questions = rules.flatMap(({ scopeGroups, flows }) => {
    const wanted = flows.filter(({ destination }) => destination === attribute || asked.has(destination));
    const scope = wanted.length === 0 ? [] : scopeGroups.flat();
    return [...scope.flatMap((clause) => [clause, opposite(clause)]), ...wanted.flatMap(questionsOfFlow)];
  });
  // Many rules ask the same.
  return [...new Map(questions.map((question) => [JSON.stringify(question), question])).values()];
}

function questionsOfFlow({ source }: AttributeFlow): readonly ScopeCondition[] {
  const presence = (name: string) => ({ attribute: name, operator: 'ISNOTNULL', value: '' }) as const;
  if (source.type === 'constant') return [];
  if (source.type === 'direct') return source.attributes.map(presence);
  const parsed = parseExpression(source.expression);
  if (!parsed.ok) return source.attributes.map(presence);
  const literals = literalsOf(parsed.expression);
  return inspectExpression(parsed.expression).attributes.flatMap((name) => [
    presence(name),
    ...literals.map((value) => ({ attribute: name, operator: 'EQUAL', value }) as const),
  ]);
}

function literalsOf(expression: Expression): readonly string[] {
  if (expression.kind === 'string') return [expression.value];
  if (expression.kind === 'number') return [String(expression.value)];
  return partsOf(expression).flatMap(literalsOf);
}

/** One value for each set of answers that differs from those of the usual value. */
function alternatives(
  { schema }: Connector,
  name: string,
  questions: readonly ScopeCondition[],
  usual: AttributeValues | undefined,
): Variation {
  const type = schema.attributes.get(name) ?? { name, syntax: syntaxOf(usual?.[0]), multiValued: false };
  const predicates = [...questions, { attribute: name, operator: 'ISNOTNULL', value: '' } as const].map((question) =>
    compileScope({ scopeGroups: [[question]] }, () => undefined),
  );
  const answersOf = (values: AttributeValues | undefined) =>
    predicates.map((predicate) => predicate({ attribute: () => values, isMemberOf: () => false })).join();
  const known = new Set([answersOf(usual)]);
  return candidateValues(type, questions, usual, 'CN=Sample,DC=example').flatMap((values) => {
    const answers = answersOf(values);
    // Users without mailNickname are usual users of their own.
    if (known.has(answers) || (values === undefined && name === 'mailNickname')) return [];
    known.add(answers);
    return [{ name, values }];
  });
}

/** Where the schema is not known, as in an export of nothing but rules. */
function syntaxOf(value: AttributeValue | undefined): AttributeSyntax {
  switch (typeof value) {
    case 'bigint':
      return 'integer';
    case 'boolean':
      return 'boolean';
    case 'object':
      return 'binary';
    default:
      return 'string';
  }
}

/**
 * Every combination of at most one alternative of each dimension, while there are not too many. Else as many as may be of
 * the dimensions with the fewest alternatives are combined, and with each of these combinations the others vary one at a
 * time: what many alternatives are asked for, like names of system accounts, seldom acts together.
 */
function combinations(dimensions: readonly Variation[]): readonly Variation[] {
  const ascending = dimensions.toSorted((left, right) => left.length - right.length);
  const together = ascending.findLastIndex((_, index) => combinationsOf(ascending, index + 1) <= mostCombinations) + 1;
  const alone = [[], ...ascending.slice(together).flatMap((dimension) => dimension.map((one) => [one]))];
  return ascending
    .slice(0, together)
    .reduce<readonly Variation[]>(
      (known, dimension) => [...known, ...known.flatMap((before) => dimension.map((one) => [...before, one]))],
      alone,
    );
}

/** How many there are when the first `together` dimensions are combined and the others vary one at a time. */
function combinationsOf(dimensions: readonly Variation[], together: number): number {
  const alone = dimensions.slice(together).reduce((sum, { length }) => sum + length, 1);
  return dimensions.slice(0, together).reduce((product, { length }) => product * (length + 1), alone);
}

/** A user as Exchange and AD make one, as far as rules commonly look at it. */
function usualAttributes(
  objectType: string,
  details: bigint,
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
    msExchRecipientTypeDetails: details,
    homeMDB: details === remoteUserMailbox ? undefined : 'CN=Database,DC=example',
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

/**
 * Somebody who was synchronized while the out-of-box rules applied: metaverse and cloud hold the value, except of those
 * without mailNickname, whom the Exchange rules never took (entra-connect.md §2.3).
 */
function asSynchronized(attribute: string, object: PredictedObject, exchangeRules: readonly SyncRule[]): PredictedUser {
  const held = object.attribute('mailNickname') === undefined ? undefined : object.attribute(attribute);
  const broughtBy = exchangeRules.find(
    (rule) => rule.connectorId === object.connectorId && accepts(rule.sourceObjectType, object.objectType),
  );
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
      metaverse: (name) =>
        name === attribute && held !== undefined ? { values: held, ruleId: broughtBy?.id } : undefined,
      cloud,
    },
  };
}
