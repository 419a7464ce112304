import { assertNever } from '../../../shared/base/assert-never.ts';
import { counted } from '../../../shared/base/words/counted.ts';
import type { ScopeCondition } from '../../../shared/entra-connect/rules/model.ts';
import type { TwistResult } from './scenarios/scenario.ts';
import type { UnreachableReason } from './witnesses/witness-report.ts';

/** What a person reads about lab worlds. */
export const worldTexts = {
  unknownScenario: (id: string, known: readonly string[]) =>
    `There is no scenario “${id}”. There are: ${known.join(', ')}.`,
  badNumber: (what: string, value: number) => `${what} must be a whole number from 0 to 1,000,000, not ${value}.`,
  completedRules: (own: number, defaults: number, version: string) =>
    `${counted(own, 'rule')} of this lab ${own === 1 ? 'is' : 'are'} the export's; the other ${counted(defaults, 'rule')} are this product's out-of-box rules, as of version ${version}.`,
  completedSettings: 'Selected attributes, schema and settings are not in the export: those of this lab are made up.',
  inventedForests: (names: readonly string[]) =>
    `Connectors, OU scope and settings are not in the export: those of this lab are made up (${names.join(', ')}).`,
  unknownDefault: (name: string) =>
    `“${name}” is not in this lab: the export holds no more than its name, and the product does not know the rule.`,
  noForest: 'The configuration has no AD connector with a synchronized container: nobody can be invented in it.',
};

/** Headings of `lab list`. */
export const scenarioTexts = {
  environments: 'Environments, and what commonly stands in the way',
  leftovers: 'What somebody has left of a recipe',
};

/** Why the scenario cannot be made with these rules. */
export function twistText(result: Exclude<TwistResult, { readonly kind: 'done' }>): string {
  switch (result.kind) {
    case 'no-contributor':
      return 'No enabled rule of an AD connector flows msExchMailboxGuid from users.';
    case 'too-few-forests':
      return 'The configuration has only one AD connector.';
    case 'too-few-users':
      return `The deletion threshold is passed only with ${result.users} synchronized users or more.`;
    default:
      return assertNever(result);
  }
}

export function unreachableText(reason: UnreachableReason): string {
  switch (reason.kind) {
    case 'contradiction':
      return `No value of ${reason.attribute} satisfies ${reason.clauses.map(clauseText).join(' and ')}.`;
    case 'no-contributor':
      return `The scope asks for ${clauseText(reason.clause)}, and no enabled rule of an AD connector flows ${reason.clause.attribute} into ${reason.metaverseType}.`;
    case 'no-provisioning':
      return `No enabled rule brings objects of type ${reason.objectType} into play for ${reason.connectorName}.`;
    case 'no-join-partner':
      return `Nothing in the metaverse has ${reason.attributes.join(' or ')} to join by.`;
    case 'joins-own-connector':
      return `What the rule would join is in the metaverse only for objects of ${reason.connectorName} itself, and two objects of one connector cannot join the same metaverse object.`;
    case 'type-not-synchronized':
      return `${reason.connectorName} does not synchronize objects of type ${reason.objectType}.`;
    case 'group-not-synchronized':
      return `The scope asks for members of ${reason.group}, which is outside the synchronized containers.`;
    case 'not-found':
      return `No object was found for which ${clauseText(reason.clause)} holds in the metaverse.`;
    case 'did-not-fire':
      return `${reason.distinguishedName} was made for the rule, and still it applied to nothing after synchronization.`;
    default:
      return assertNever(reason);
  }
}

function clauseText({ attribute, operator, value }: ScopeCondition): string {
  return value === '' ? `${attribute} ${operator}` : `${attribute} ${operator} ${value}`;
}
