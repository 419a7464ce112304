import type { Effect } from '../../../engine/contract/effect.ts';
import type { ObjectTable, StepPlan } from '../../../engine/contract/step.ts';
import { licenceTexts } from './texts.ts';
import type { SubscribedSku } from '../../../systems/tenant.ts';
import { effectOf } from '../effects.ts';
import { mailboxProducts } from '../../../user-flow/exchange-licences.ts';
import type { Plain } from '../../../base/plain.ts';
import { quoteLiteral } from '../../../entra-connect/formats/powershell/quote-literal.ts';
import type { Blocker } from '../rules/blockers.ts';
import { findSku, type People, type Person } from './licence-people.ts';
import type { RuleChangeOptions } from '../rules/options.ts';

/** One user whose license is touched, with what it held before. */
export interface LicenceWork {
  readonly id: string;
  readonly userPrincipalName: string;
  readonly action: 'assign' | 'reassign';
  /** Set before assigning; null: the user has one. */
  readonly newUsageLocation: string | null;
  /** Products to add; for `reassign` they are removed first. */
  readonly licences: readonly { readonly skuId: string; readonly disabledPlans: readonly string[] }[];
}

/** Who is treated how; lists of users by name. */
interface LicenceFacts {
  readonly variant: RuleChangeOptions['licence'];
  readonly work: readonly LicenceWork[];
  /** Licensed, no mailbox yet, and not touched by this run: expected to get one by themselves. */
  readonly expected: readonly { readonly id: string; readonly userPrincipalName: string }[];
  /** Licensed through a group, without a mailbox. */
  readonly byGroup: readonly { readonly userPrincipalName: string; readonly groups: readonly string[] }[];
  /** Of those who get a license, first or again: without a mailbox. */
  readonly newMailboxes: number;
  readonly unlicensed: number;
  readonly withMailbox: number;
  readonly mailboxesKnown: boolean;
}
export type PlainLicenceFacts = Plain<LicenceFacts>;

export type LicenceDecision =
  | { readonly kind: 'decided'; readonly facts: PlainLicenceFacts }
  | { readonly kind: 'blocked'; readonly blockers: readonly Blocker[] };

/** Decides for every user what the chosen variant means; pure. */
export function decideLicences({ people, skus, mailboxesKnown }: People, options: RuleChangeOptions): LicenceDecision {
  const unlicensed = people.filter(({ holding }) => holding === 'none');
  const waiting = people.filter(({ holding, hasMailbox }) => holding !== 'none' && !hasMailbox);
  const direct = waiting.filter(({ holding }) => holding === 'direct');
  const byGroup = waiting.filter(({ holding }) => holding === 'by-group');
  const assigns = options.licence !== 'leave';
  const reassigns = options.licence === 'assign-and-reassign';
  const sku = options.sku === undefined ? undefined : findSku(skus, options.sku);
  const blockers = assigns ? assignBlockers(unlicensed, sku, skus, options) : [];
  if (blockers.length > 0) return { kind: 'blocked', blockers };
  return {
    kind: 'decided',
    facts: {
      variant: options.licence,
      work: [
        ...(assigns && sku !== undefined ? unlicensed.map((person) => assignment(person, sku, options)) : []),
        ...(reassigns ? direct.map(reassignment) : []),
      ],
      expected: (reassigns ? byGroup : waiting).map(({ id, userPrincipalName }) => ({ id, userPrincipalName })),
      byGroup: byGroup.map(({ userPrincipalName, groups }) => ({ userPrincipalName, groups })),
      newMailboxes:
        (assigns ? unlicensed.filter(({ hasMailbox }) => !hasMailbox).length : 0) + (reassigns ? direct.length : 0),
      unlicensed: unlicensed.length,
      withMailbox: people.filter(({ hasMailbox }) => hasMailbox).length,
      mailboxesKnown,
    },
  };
}

function assignment(person: Person, sku: SubscribedSku, options: RuleChangeOptions): LicenceWork {
  return {
    id: person.id,
    userPrincipalName: person.userPrincipalName,
    action: 'assign',
    newUsageLocation: person.usageLocation === undefined ? (options.usageLocation ?? null) : null,
    licences: [{ skuId: sku.skuId, disabledPlans: [] }],
  };
}

function reassignment(person: Person): LicenceWork {
  return {
    id: person.id,
    userPrincipalName: person.userPrincipalName,
    action: 'reassign',
    newUsageLocation: null,
    licences: person.direct.map(({ skuId, disabledPlans }) => ({ skuId, disabledPlans: [...disabledPlans] })),
  };
}

function assignBlockers(
  unlicensed: readonly Person[],
  sku: SubscribedSku | undefined,
  skus: readonly SubscribedSku[],
  options: RuleChangeOptions,
): readonly Blocker[] {
  if (sku === undefined) {
    return [
      {
        id: 'unknown-sku',
        ...licenceTexts.unknownSku(
          options.sku ?? '',
          skus.map(({ partNumber }) => partNumber),
        ),
      },
    ];
  }
  const free = sku.enabled - sku.consumed;
  const nowhere = unlicensed.filter(({ usageLocation }) => usageLocation === undefined).length;
  return [
    ...(mailboxProducts([sku]).size === 0
      ? [{ id: 'no-mailbox-plan', ...licenceTexts.noMailboxPlan(sku.partNumber) }]
      : []),
    ...(free < unlicensed.length
      ? [{ id: 'too-few-licences', ...licenceTexts.tooFew(sku.partNumber, free, unlicensed.length) }]
      : []),
    ...(nowhere > 0 && options.usageLocation === undefined
      ? [{ id: 'usage-location', ...licenceTexts.usageLocationMissing(nowhere) }]
      : []),
  ];
}

export function planLicences(facts: PlainLicenceFacts): StepPlan {
  const assigned = facts.work.filter(({ action }) => action === 'assign');
  const reassigned = facts.work.filter(({ action }) => action === 'reassign');
  const numbers = {
    variant: facts.variant,
    assigned: assigned.length,
    reassigned: reassigned.length,
    expected: facts.expected.length,
    byGroup: facts.byGroup.length,
    unlicensed: facts.unlicensed,
    withMailbox: facts.withMailbox,
    mailboxesKnown: facts.mailboxesKnown,
  };
  return {
    summary: [licenceTexts.summary(numbers), ...licenceTexts.others(numbers)].join(' '),
    changes: [],
    commands: [...commandsFor(assigned[0], 'assign'), ...commandsFor(reassigned[0], 'reassign')],
    effects: licenceEffects({
      ...numbers,
      locations: assigned.filter(({ newUsageLocation }) => newUsageLocation !== null).length,
      newMailboxes: facts.newMailboxes,
    }),
    notes: facts.work.length === 0 ? [] : licenceTexts.notes,
    objects: [
      table('licences-assigned', licenceTexts.assignedTitle, assigned),
      table('licences-reassigned', licenceTexts.reassignedTitle, reassigned),
      {
        id: 'licensed-by-group',
        title: licenceTexts.byGroupTitle,
        columns: [licenceTexts.user, licenceTexts.groups],
        rows: facts.byGroup.map(({ userPrincipalName, groups }) => [userPrincipalName, groups.join(', ')]),
      },
    ].filter(({ rows }) => rows.length > 0),
    confirmation: undefined,
  };
}

/** Undefined: not counted yet. */
interface LicenceCounts {
  readonly assigned: number | undefined;
  readonly reassigned: number | undefined;
  readonly locations: number | undefined;
  readonly newMailboxes: number | undefined;
}

function licenceEffects({ assigned, reassigned, locations, newMailboxes }: LicenceCounts): readonly Effect[] {
  return [
    ...effectOf('licenses-assigned', assigned),
    ...effectOf('usage-locations-set', locations),
    ...effectOf('licenses-reassigned', reassigned),
    ...effectOf('mailboxes-licensed', newMailboxes),
  ];
}

/** What the step may do with these options. */
export function possibleLicenceEffects({ licence, usageLocation }: RuleChangeOptions): readonly Effect[] {
  if (licence === 'leave') return [];
  return licenceEffects({
    assigned: undefined,
    reassigned: licence === 'assign-and-reassign' ? undefined : 0,
    locations: usageLocation === undefined ? 0 : undefined,
    newMailboxes: undefined,
  });
}

function table(id: string, title: string, work: PlainLicenceFacts['work']): ObjectTable {
  return {
    id,
    title,
    columns: [licenceTexts.user, licenceTexts.products, licenceTexts.newUsageLocation],
    rows: work.map(({ userPrincipalName, licences, newUsageLocation }) => [
      userPrincipalName,
      licences.map(({ skuId }) => skuId).join(', '),
      newUsageLocation ?? '',
    ]),
  };
}

/** The commands for one user stand for all of them. */
function commandsFor(
  work: PlainLicenceFacts['work'][number] | undefined,
  action: LicenceWork['action'],
): readonly string[] {
  if (work === undefined) return [];
  const user = quoteLiteral(work.userPrincipalName);
  const ids = work.licences.map(({ skuId }) => quoteLiteral(skuId)).join(', ');
  const add = work.licences
    .map(
      ({ skuId, disabledPlans }) =>
        `@{ SkuId = ${quoteLiteral(skuId)}; DisabledPlans = @(${disabledPlans.map(quoteLiteral).join(', ')}) }`,
    )
    .join(', ');
  return [
    ...(work.newUsageLocation === null
      ? []
      : [`Update-MgUser -UserId ${user} -UsageLocation ${quoteLiteral(work.newUsageLocation)}`]),
    ...(action === 'reassign' ? [`Set-MgUserLicense -UserId ${user} -AddLicenses @() -RemoveLicenses @(${ids})`] : []),
    `Set-MgUserLicense -UserId ${user} -AddLicenses @(${add}) -RemoveLicenses @()`,
  ];
}
