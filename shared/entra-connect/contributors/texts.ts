import { procedureName } from '../../base/words/procedure-names.ts';
import { assertNever } from '../../base/assert-never.ts';
import type { AttributeEnd } from './attribute-end.ts';
import type { NothingWritten, Standing, YieldReason } from './contributor-ranking.ts';
import type { Direction } from '../rules/model.ts';
import type { Modification, RuleOrigin } from '../rules/origin.ts';
import { counted, enumerated, enumeratedUpTo } from '../../base/words/counted.ts';

/** Names for identifiers, as the reader of the text knows the rules and connectors. */
export interface NamesOfRules {
  /** With its connector, as `ruleOnConnector` tells it. */
  readonly ruleName: (id: string) => string;
  readonly connectorName: (id: string) => string;
}

/** More rules than this are counted, not named. */
const mostEarlier = 4;

/** What a rule is among those that flow the same attribute, as one sentence. */
export function standingText(standing: Standing, names: NamesOfRules): string {
  switch (standing.kind) {
    case 'disabled':
      return 'Disabled: it contributes nothing.';
    case 'join-no-flow':
      return 'Its link type is JoinNoFlow: it joins objects and flows no attribute.';
    case 'contributes-nothing':
      return nothingTexts[standing.value];
    case 'fails':
      return `Its value is the text “${standing.text}”, not a literal, and the attribute cannot hold a text: objects fail to synchronize.${exceptions(standing.unless, names)}`;
    case 'conflicts': {
      const others = enumerated(standing.others.map((id) => names.ruleName(id)));
      return `Its merge type differs from that of ${others}: objects fail to synchronize where both apply.`;
    }
    case 'wins':
      return `It wins: the lowest number of all enabled rules.${exceptions(standing.unless, names)}`;
    case 'clears':
      return `It clears the attribute: AuthoritativeNull, and no later rule is asked.${exceptions(standing.unless, names)}`;
    case 'merges':
      return `Its values are added to those of the other rules.${exceptions(standing.unless, names)}`;
    case 'follows': {
      const earlier = enumeratedUpTo(mostEarlier, standing.earlier, (id) => names.ruleName(id), 'other rule');
      return `It is asked only where ${earlier} ${standing.earlier.length === 1 ? 'gives' : 'give'} no value.${exceptions(standing.unless, names)}`;
    }
    case 'never-asked':
      return `It is never asked: ${names.ruleName(standing.by)} always comes first.`;
    default:
      return assertNever(standing);
  }
}

const nothingTexts: Readonly<Record<NothingWritten, string>> = {
  NULL: 'Its value is NULL: nothing to contribute, so the next rule is asked.',
  IgnoreThisFlow: 'Its value is IgnoreThisFlow: nothing to contribute, what is stored stays.',
  'empty-text': 'Its value is an empty text, not a literal: nothing to contribute, so the next rule is asked.',
  conditional: 'No branch of its expression yields a value: nothing to contribute, so the next rule is asked.',
};

/** Why a rule may leave the attribute to the next one, as a clause. */
function yieldReasonText(reason: YieldReason, names: NamesOfRules): string {
  switch (reason.kind) {
    case 'scope':
      return 'the object is outside its scope';
    case 'source-empty':
      return reason.attributes.length === 0 ? 'its constant is empty' : `${reason.attributes.join(', ')} is empty`;
    case 'expression-unknown':
      return `the expression ${reason.expression} gives nothing for the object`;
    case 'apply-once':
      return 'the object exists already (Apply Once is documented to act only when an object is created)';
    case 'other-object':
      return `no ${reason.objectType} of ${names.connectorName(reason.connectorId)} is joined to the same object`;
    default:
      return assertNever(reason);
  }
}

export function originText(origin: RuleOrigin): string {
  switch (origin) {
    case 'default':
      return 'out-of-box rule';
    case 'modified-default':
      return 'out-of-box rule, changed';
    case 'clone':
      return 'copy of an out-of-box rule';
    case 'custom':
      return 'custom rule';
    default:
      return assertNever(origin);
  }
}

/** How an out-of-box rule was changed, as one sentence. */
export function modificationText(modification: Modification): string {
  switch (modification.kind) {
    case 'flow-missing':
      return 'The flow of the attribute was removed.';
    case 'flow-changed':
      return `The flow to ${modification.flow.destination} is no longer the plain direct flow of the default rule.`;
    case 'scope-changed':
      return 'The scope is no longer “mailNickname ISNOTNULL” alone.';
    case 'joins-added':
      return 'Join conditions were added; the default rule has none.';
    case 'link-type-changed':
      return `The link type is ${modification.linkType}; that of the default rule is Join.`;
    default:
      return assertNever(modification);
  }
}

function exceptions(unless: readonly YieldReason[], names: NamesOfRules): string {
  if (unless.length === 0) return '';
  return ` Except where ${unless.map((reason) => yieldReasonText(reason, names)).join(', or where ')}.`;
}

/** Who decides for whom. */
export const contributionTexts = {
  heading: 'Who decides over msExchMailboxGuid',
  objects: (objectType: string, connector: string) => `${connector}: ${objectType} objects`,
  whose: 'For',
  way: { inbound: 'In from', outbound: 'Out to' } satisfies Record<Direction, string>,
  nobody: 'Nobody contributes a value.',
  now: 'Now',
  after: (procedure: string) => `After “${procedureName(procedure)}” with its default options`,
  end: {
    inbound: {
      value: 'The metaverse gets the GUID wherever AD has one.',
      perhaps: 'The metaverse gets a GUID where an expression yields one.',
      cleared: 'The metaverse has no GUID: it is removed by AuthoritativeNull.',
      'cleared-for-some': 'The metaverse has no GUID, except for the objects that the removing rule leaves out.',
      'for-some': 'The metaverse gets the GUID of some objects; for the others no rule contributes one.',
      empty: 'The metaverse gets no GUID from these objects: no rule contributes one.',
      stays: 'What the metaverse has stays: no rule changes it.',
      fails: 'These objects fail to synchronize: what the metaverse has stays.',
      'fails-for-some': 'Some of these objects fail to synchronize: what the metaverse has of them stays.',
      unknown: 'What the metaverse gets cannot be predicted.',
    },
    outbound: {
      value: 'What the metaverse has goes to the cloud.',
      perhaps: 'What an expression makes of it goes to the cloud.',
      cleared: 'Nothing goes to the cloud: it is removed by AuthoritativeNull.',
      'cleared-for-some': 'Nothing goes to the cloud, except for the objects that the removing rule leaves out.',
      'for-some': 'What the metaverse has goes to the cloud for some objects, and is removed there for the others.',
      empty: 'Nothing goes to the cloud: no enabled rule sends it.',
      stays: 'What the cloud has stays: no rule changes it.',
      fails: 'These objects fail to synchronize: what the cloud has stays.',
      'fails-for-some': 'Some of these objects fail to synchronize: what the cloud has of them stays.',
      unknown: 'What goes to the cloud cannot be predicted.',
    },
  } satisfies Record<Direction, Record<AttributeEnd, string>>,
  idle: (names: readonly string[]) =>
    `Nobody asks ${enumerated(names)} today: no object of that kind has a mailbox GUID.`,
  joined: (count: number) => `${counted(count, 'rule')} of other objects that may be joined`,
} as const;
