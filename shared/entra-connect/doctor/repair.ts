import { entraConnectorId } from '../../base/identifiers.ts';
import { freePrecedence, nullFlow, parkingPrecedence } from '../rules/clone.ts';
import { mailboxGuidAttribute } from '../attributes.ts';
import { canGiveValue, mistakenLiteralOf } from '../rules/flow-outcomes.ts';
import type { AttributeFlow, SyncRule } from '../rules/model.ts';
import { authoritativeNullFlow, firstStandardPrecedence, freePrecedenceBelow } from '../rules/override.ts';
import type { RuleOperation } from '../rules/rule-operation.ts';
import { addOverride, overrideIdOf } from './add-override.ts';
import { asShipped, completedBy } from './as-shipped.ts';
import { examine, type ExaminedRules } from './diagnose.ts';
import type { Diagnosis, RecipeState } from './diagnosis.ts';
import type { NewRules } from './new-rules.ts';
import { comesToAnything, mergesValues, patternFor } from './place-states.ts';
import { askedIn, guidFlowsOf, guidWord, isAboutGuidOnly, type Place } from './places.ts';
import { RuleDraft } from './rule-draft.ts';
import { sparingRemote, withoutRemote } from './sparing-remote.ts';

export interface PlannedRepair {
  readonly operations: readonly RuleOperation[];
  readonly repaired: readonly Diagnosis[];
  /** What cannot be repaired by rules alone: no number is free, or nothing is there to go by. */
  readonly left: readonly Diagnosis[];
}

/** What is settled first, because the rest builds on it. */
const order: readonly RecipeState[] = [
  'merge-conflict',
  'precedence-collision',
  'mistaken-literal',
  'null-without-effect',
  'outbound-too-late',
  'incomplete-copy',
  'several-copies',
  'edited-default',
  'copy-beside-original',
  'recreated-default',
  'override-too-late',
  'losing-copy',
  'forgotten-forest',
  'forgotten-inetorgperson',
];

/**
 * The operations that bring a server into a state in which the GUID does not reach the cloud and upgrades do not bring it
 * back: default rules as shipped and disabled beside a complete copy, or an override of its own that is asked first.
 * One thing after the other; after each, the doctor looks again.
 */
export function planRepair({ examined, examination }: ExaminedRules, names: NewRules): PlannedRepair {
  const draft = new RuleDraft(examined.rules);
  const repaired: Diagnosis[] = [];
  const left = new Map<string, Diagnosis>();
  for (let { diagnoses } = examination; ;) {
    const next = nextOf(diagnoses.filter((one) => !left.has(keyOf(one))));
    if (next.length === 0) return { operations: draft.operations, repaired, left: [...left.values()] };
    const before = draft.operations.length;
    for (const one of next) {
      const done = draft.operations.length;
      repairOne(one, draft, names);
      if (draft.operations.length === done) left.set(keyOf(one), one);
      else repaired.push(one);
    }
    if (draft.operations.length > before) ({ diagnoses } = examine({ ...examined, rules: draft.rules }));
  }
}

/** What comes next, and at once whatever else is of the same state at another place, or in other rules: neither touches the other. */
function nextOf(open: readonly Diagnosis[]): readonly Diagnosis[] {
  const state = order.find((one) => open.some((found) => found.state === one));
  const ofState = open.filter((one) => one.state === state);
  const perPlace = [...Map.groupBy(ofState, placeKey).values()].flatMap(([first]) => first ?? []);
  // A rule for objects of any type shows the same at several places.
  return [...Map.groupBy(perPlace, (one) => one.rules[0]?.id ?? placeKey(one)).values()].flatMap(
    ([first]) => first ?? [],
  );
}

function placeKey({ place, rules }: Diagnosis): string {
  return JSON.stringify(
    place === undefined ? rules.map(({ id }) => id) : [place.connectorId, place.objectType.toLowerCase()],
  );
}

function keyOf({ state, place, rules }: Diagnosis): string {
  return JSON.stringify([state, place?.connectorId, place?.objectType, rules.map(({ id }) => id)]);
}

function repairOne(found: Diagnosis, draft: RuleDraft, names: NewRules): void {
  const { state, place, rules } = found;
  if (state === 'precedence-collision') separate(rules, draft);
  else if (state === 'merge-conflict') mergeAlike(rules, draft, names);
  else if (state === 'outbound-too-late') {
    for (const rule of rules) moveBefore(rule, outboundOf(draft.rules), draft, sparingRemote(rule, names));
  } else if (state === 'mistaken-literal' || state === 'null-without-effect') {
    for (const rule of rules) writeLiteral(rule, place, draft, names);
  } else if (place !== undefined) repairPlace(found, place, draft, names);
}

function repairPlace(found: Diagnosis, place: Place, draft: RuleDraft, names: NewRules): void {
  switch (found.state) {
    case 'incomplete-copy':
      complete(place, found.rules, draft);
      break;
    case 'several-copies':
      removeOthers(place, draft);
      break;
    case 'edited-default':
      putBack(place, draft, names);
      break;
    case 'copy-beside-original':
    case 'recreated-default':
      replaceIdleCopy(found, place, draft, names);
      break;
    case 'override-too-late':
      askFirst(found, place, draft, names);
      break;
    default:
      addOverride(place, draft, names, names.overrideScope);
  }
}

/** Out-of-box rules keep their numbers: a copy goes to the waiting number, an override before, any other rule behind. */
function separate(holders: readonly SyncRule[], draft: RuleDraft): void {
  const custom = holders.filter(({ immutableTag }) => immutableTag === '');
  const moving = custom.length === holders.length ? custom.slice(1) : custom;
  for (const rule of moving) {
    const isShort = rule.flows.length <= 1 && guidWord(rule) === 'clears';
    const precedence = isShort
      ? freePrecedenceBelow(draft.rules, rule.precedence)
      : freePrecedence(draft.rules, guidWord(rule) === 'nothing' ? parkingPrecedence : rule.precedence + 1);
    if (precedence !== undefined) draft.replace(rule, { ...rule, precedence });
  }
}

function complete({ standard, objectType }: Place, [copy]: readonly SyncRule[], draft: RuleDraft): void {
  if (copy === undefined) return;
  const pattern = standard ?? patternFor(copy, objectType, draft.rules);
  if (pattern !== undefined) draft.replace(copy, completedBy(copy, pattern));
}

/** The copy that decides stays: the strongest enabled one that takes the GUID out, else the strongest. */
function removeOthers({ copies }: Place, draft: RuleDraft): void {
  const enabled = copies.filter(({ disabled }) => !disabled);
  const kept = enabled.find((rule) => guidWord(rule) !== 'value') ?? enabled[0] ?? copies[0];
  for (const copy of copies) if (copy !== kept) draft.remove(copy);
}

/** What was changed about the GUID moves into a copy; what was changed otherwise goes. */
function putBack({ standard, copies }: Place, draft: RuleDraft, names: NewRules): void {
  if (standard === undefined) return;
  const hasCopy = copies.some(({ disabled }) => !disabled);
  if (hasCopy || standard.disabled || guidWord(standard) === 'value') {
    // What gives the GUID goes on giving it until an override is asked first.
    const disabled = standard.disabled || (hasCopy && guidWord(standard) !== 'value');
    draft.replace(standard, { ...asShipped(standard), disabled });
    return;
  }
  const id = names.idFor(`copy ${standard.id}`);
  const shipped = asShipped(standard);
  draft.create({
    ...shipped,
    id,
    internalId: id,
    name: names.copyName(standard.name),
    immutableTag: '',
    precedence: freePrecedence(draft.rules, parkingPrecedence),
    flows: shipped.flows.map((flow) => (flow.destination === mailboxGuidAttribute ? nullFlow(flow) : flow)),
  });
  draft.replace(standard, { ...shipped, disabled: true });
}

/** The mailbox GUID holds one value: Update, as in every rule that ships with the product. */
function mergeAlike(rules: readonly SyncRule[], draft: RuleDraft, names: NewRules): void {
  for (const rule of rules) {
    if (mergesValues(rule)) {
      const alike = withGuidFlows(rule, (flow) => ({ ...flow, mergeType: 'Update' }));
      draft.replace(rule, guidWord(rule) === 'clears' ? sparingRemote(alike, names) : alike);
    }
  }
}

function withGuidFlows(rule: SyncRule, change: (flow: AttributeFlow) => AttributeFlow): SyncRule {
  const own = guidFlowsOf(rule);
  return { ...rule, flows: rule.flows.map((flow) => (own.includes(flow) ? change(flow) : flow)) };
}

/**
 * The literal that was meant: in a copy that of the recipe, unless AuthoritativeNull was written; in a rule of its own
 * AuthoritativeNull, the only one that has an effect there. A rule that does something else as well loses its flow to an
 * override of its own.
 */
function writeLiteral(rule: SyncRule, place: Place | undefined, draft: RuleDraft, names: NewRules): void {
  if (place?.copies.includes(rule) === true) {
    draft.replace(
      rule,
      withGuidFlows(rule, (flow) =>
        mistakenLiteralOf(flow)?.meant === 'AuthoritativeNull'
          ? authoritativeNullFlow(flow.destination)
          : nullFlow(flow),
      ),
    );
    return;
  }
  if (place !== undefined && !isAboutGuidOnly(rule)) {
    draft.replace(rule, { ...rule, flows: rule.flows.filter((flow) => !guidFlowsOf(rule).includes(flow)) });
    addOverride(place, draft, names, withoutRemote(rule.scopeGroups, names));
    return;
  }
  const asked = place === undefined ? outboundOf(draft.rules) : askedIn(place);
  const clearing = withGuidFlows(rule, ({ destination }) => authoritativeNullFlow(destination));
  moveBefore(rule, asked, draft, sparingRemote(clearing, names));
}

/** Gives a rule, perhaps changed, a number before those that give the value; where none is free it stays as it is. */
function moveBefore(rule: SyncRule, asked: readonly SyncRule[], draft: RuleDraft, changed = rule): void {
  const earlier = asked.filter((one) => one.id !== rule.id && one.precedence < rule.precedence && comesToAnything(one));
  const first = Math.min(firstStandardPrecedence, ...earlier.map(({ precedence }) => precedence));
  const precedence = earlier.length === 0 ? rule.precedence : freePrecedenceBelow(draft.rules, first);
  if (precedence !== undefined) draft.replace(rule, { ...changed, precedence });
}

/** The enabled rules that export the GUID. */
function outboundOf(rules: readonly SyncRule[]): readonly SyncRule[] {
  return rules.filter(
    (rule) =>
      rule.direction === 'outbound' &&
      rule.connectorId === entraConnectorId &&
      !rule.disabled &&
      guidFlowsOf(rule).length > 0,
  );
}

/**
 * An override takes the place of a copy that comes to nothing beside the default rule: the copy could not tell remote
 * mailboxes from others. A copy that does more than the default rule takes its place.
 */
function replaceIdleCopy({ rules, effect }: Diagnosis, place: Place, draft: RuleDraft, names: NewRules): void {
  const [copy] = rules;
  const { standard } = place;
  if (copy === undefined || standard === undefined) return;
  if (!doesNoMore(copy, standard)) {
    draft.replace(standard, { ...standard, disabled: true });
    return;
  }
  const isCleared = !effect.fates.includes('reaches');
  if (!isCleared) addOverride(place, draft, names, names.overrideScope);
  if (isCleared || draft.rules.some(({ id }) => id === overrideIdOf(place, names))) draft.remove(copy);
}

/** A copy that gives nobody the GUID, and nothing else that the default rule would not give. */
function doesNoMore(copy: SyncRule, standard: SyncRule): boolean {
  const given = new Set(standard.flows.map(({ destination }) => destination.toLowerCase()));
  return (
    !guidFlowsOf(copy).some(canGiveValue) && copy.flows.every(({ destination }) => given.has(destination.toLowerCase()))
  );
}

/** A full copy gives way to an override; a rule with the one flow is moved before those that give the value. */
function askFirst(found: Diagnosis, place: Place, draft: RuleDraft, names: NewRules): void {
  const [rule, ...givers] = found.rules;
  if (rule === undefined) return;
  if (place.copies.includes(rule)) {
    replaceIdleCopy(found, place, draft, names);
    return;
  }
  const first = Math.min(firstStandardPrecedence, ...givers.map(({ precedence }) => precedence));
  const precedence = freePrecedenceBelow(draft.rules, first);
  if (precedence !== undefined) draft.replace(rule, { ...sparingRemote(rule, names), precedence });
}
