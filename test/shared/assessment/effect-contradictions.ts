import type { Assessment } from '../../../shared/assessment/assessment.ts';
import type { Examination } from '../../../shared/entra-connect/doctor/diagnose.ts';
import type { RecipeState } from '../../../shared/entra-connect/doctor/diagnosis.ts';
import type { CertainFate } from '../../../shared/entra-connect/doctor/place-effect.ts';
import type { AttributeEnd } from '../../../shared/entra-connect/contributors/attribute-end.ts';
import type { Standing } from '../../../shared/entra-connect/contributors/contributor-ranking.ts';

/** What findings, contributor list, recommendation and computed effect say of one server that cannot all be so; empty: nothing. */
export function effectContradictionsIn(assessment: Assessment, examination: Examination): readonly string[] {
  return [
    ...ofLeftovers(assessment),
    ...ofEffect(assessment, examination),
    ...ofStates(examination),
    ...ofForgotten(examination),
    ...ofEnds(assessment, examination),
    ...ofStandings(assessment, examination),
    ...ofRecommendation(assessment, examination),
  ];
}

function outcomeOf({ findings }: Assessment, id: string): string | undefined {
  return findings.find((one) => one.id === id)?.outcome;
}

/** “None” is said exactly where the doctor recognizes nothing. */
function ofLeftovers(assessment: Assessment): readonly string[] {
  const isNone = outcomeOf(assessment, 'recipe.leftovers') === 'passed';
  return isNone === (assessment.diagnoses.length === 0) ? [] : [`leftovers: ${isNone ? 'none' : 'some'}`];
}

/** Users fail to synchronize, and the effect passes. */
function ofEffect(assessment: Assessment, { places }: Examination): readonly string[] {
  const fails = places.some(({ effect, isEmpty }) => !isEmpty && effect.fates.includes('fails'));
  const outcome = outcomeOf(assessment, 'recipe.effect');
  return fails && outcome !== 'failed' ? [`users fail, the effect is ${String(outcome)}`] : [];
}

/** What a state claims of the effect on its place. */
const claims: Partial<Record<RecipeState, (fates: readonly CertainFate[]) => boolean>> = {
  'finished-recipe': (fates) => !fates.includes('reaches'),
  'parked-copy': (fates) => !fates.includes('reaches'),
  'kept-original': (fates) => !fates.includes('reaches'),
  'authoritative-copy': (fates) => !fates.includes('reaches'),
  override: (fates) => !fates.includes('reaches'),
  'losing-copy': (fates) => fates.includes('reaches'),
  'override-for-some': (fates) => fates.includes('reaches'),
  'copy-for-some': (fates) => fates.includes('reaches'),
  'forgotten-forest': (fates) => fates.includes('reaches'),
  'forgotten-inetorgperson': (fates) => fates.includes('reaches'),
  'null-without-effect': (fates) => fates.includes('reaches'),
  'outbound-override': (fates) => !fates.includes('reaches'),
  'outbound-for-some': (fates) => fates.includes('reaches'),
  'merge-conflict': (fates) => fates.includes('fails'),
  'failing-flow': (fates) => fates.includes('fails'),
};

/** Of one copy, one thing is true. */
const exclusive: ReadonlySet<RecipeState> = new Set([
  ...(['finished-recipe', 'parked-copy', 'kept-original', 'copy-beside-original', 'recreated-default'] as const),
  ...(['authoritative-copy', 'losing-copy', 'copy-for-some', 'foreign-copy'] as const),
]);

function ofStates({ diagnoses }: Examination): readonly string[] {
  const untrue = diagnoses.filter(({ state, effect }) => claims[state]?.(effect.fates) === false);
  const byPlace = Map.groupBy(diagnoses, ({ place }) => place);
  return [
    ...untrue.map(({ state, effect }) => `${state}, but ${effect.fates.join(' and ')}`),
    ...[...byPlace].flatMap(([place, found]) => {
      const own = found.filter(({ state }) => exclusive.has(state)).map(({ state }) => state);
      return place !== undefined && own.length > 1 ? [own.join(' and ')] : [];
    }),
  ];
}

/** Somebody is forgotten only where the GUID is cleared for others. */
function ofForgotten({ diagnoses, places }: Examination): readonly string[] {
  return diagnoses
    .filter(({ state }) => state === 'forgotten-forest' || state === 'forgotten-inetorgperson')
    .filter(({ state, place }) =>
      places.every(
        ({ place: other, effect }) =>
          !effect.fates.includes('removed') ||
          (other.connectorId === place?.connectorId) === (state === 'forgotten-forest'),
      ),
    )
    .map(({ state, place }) => `${state} of ${String(place?.objectType)}, and the GUID is cleared for no others`);
}

/** What the contributor list may come to where all users of a type fare alike. */
const possibleEnds: Partial<Record<CertainFate, readonly AttributeEnd[]>> = {
  reaches: ['value', 'perhaps', 'stays', 'for-some', 'cleared-for-some', 'fails-for-some', 'unknown'],
  fails: ['fails', 'fails-for-some', 'unknown'],
};

function ofEnds({ contribution }: Assessment, { places }: Examination): readonly string[] {
  const groups = contribution?.now ?? [];
  const sends = groups.some(({ direction, end }) => direction === 'outbound' && end === 'value');
  return places.flatMap(({ place, effect, isEmpty }) => {
    const end = groups.find(
      ({ direction, connectorId, connectorSpaceObjectType }) =>
        direction === 'inbound' && connectorId === place.connectorId && connectorSpaceObjectType === place.objectType,
    )?.end;
    const [fate, ...more] = effect.fates;
    if (isEmpty || end === undefined || fate === undefined || more.length > 0) return [];
    const isPossible = possibleEnds[fate]?.includes(end) ?? true;
    const isSent = fate === 'removed' && end === 'value' && sends;
    return isPossible && !isSent ? [] : [`${place.objectType}: ${fate}, but the contributors come to ${end}`];
  });
}

/** Standings of a rule whose value is the one that a kind of users gets. */
const deciding: ReadonlySet<Standing['kind']> = new Set(['wins', 'clears', 'merges', 'follows', 'conflicts']);

function ofStandings({ contribution }: Assessment, { kinds }: Examination): readonly string[] {
  const groups = (contribution?.now ?? []).filter(({ direction }) => direction === 'inbound');
  return kinds.flatMap(({ connectorId, objectType, prediction: { metaverse } }) => {
    if (metaverse.kind !== 'value' && metaverse.kind !== 'cleared') return [];
    const own = groups.filter(
      (group) => group.connectorId === connectorId && group.connectorSpaceObjectType === objectType,
    );
    const rules = own.flatMap(({ rules: ranked }) => ranked);
    const decider = rules.filter(({ contributor }) => contributor.ruleId === metaverse.ruleId);
    return decider.length === 0 || decider.some(({ standing }) => deciding.has(standing))
      ? []
      : [`${metaverse.ruleId} decides, and is said to be ${decider.map(({ standing }) => standing).join()}`];
  });
}

function ofRecommendation(assessment: Assessment, { places, diagnoses }: Examination): readonly string[] {
  const { procedure } = assessment.recommendation;
  const actors = new Set(diagnoses.map(({ actor }) => actor));
  const reaches = places.some(({ effect, isEmpty }) => !isEmpty && effect.fates.some((fate) => fate !== 'removed'));
  switch (procedure) {
    case 'repair-recipe':
    case 'restore-default':
      return assessment.diagnoses.some(({ actor }) => actor === procedure)
        ? []
        : [`${procedure}, and no finding calls for it`];
    case 'null-clone':
    case 'null-override': {
      const first = (['restore-default', 'repair-recipe'] as const).filter((actor) => actors.has(actor));
      return [
        ...first.map((actor) => `${procedure} before ${actor}`),
        ...(reaches ? [] : [`${procedure}, and no GUID reaches the cloud`]),
      ];
    }
    case 'rebuild':
    case 'none':
      return [];
  }
}
