import { diagnosisTexts, doctorRecommendation as texts } from '../../messages/doctor.ts';
import type { Examination } from '../../sync-rules/doctor/diagnose.ts';
import type { Diagnosis } from '../../sync-rules/doctor/diagnosis.ts';
import type { UsualPath } from './assessment.ts';
import type { StudiedFacts } from './study.ts';

/** The path that what somebody has left calls for; undefined: nothing stands in the way of the usual ones. */
export function recommendAfterDoctor({ doctor }: StudiedFacts): UsualPath | undefined {
  if (doctor === undefined) return undefined;
  const { diagnoses, places } = doctor.examination;
  const of = (action: Diagnosis['action']) => diagnoses.filter((one) => one.action === action);
  if (diagnoses.some(({ state }) => state === 'attribute-filter')) {
    return { procedure: 'none', reasons: [found(diagnoses), texts.filterFirst], alternatives: [] };
  }
  if (of('revert').length > 0) {
    return { procedure: 'restore-default', reasons: [found(of('revert')), texts.restore], alternatives: [] };
  }
  if (of('repair').length > 0 && of('repair').every(({ actor }) => actor === 'null-override')) return undefined;
  const restore = { procedure: 'restore-default', reasons: [texts.orRestore] } as const;
  if (of('repair').length > 0) {
    const { repair, restoration } = doctor.plans;
    if (repair.blockers.length > 0 && restoration.blockers.length === 0) {
      const reasons = [found(of('repair')), ...repair.blockers.map(({ reason }) => reason), texts.restore];
      return { procedure: 'restore-default', reasons, alternatives: [] };
    }
    return { procedure: 'repair-recipe', reasons: [found(of('repair')), texts.repair], alternatives: [restore] };
  }
  if (of('adopt').length > 0 && isClearedForAll(places)) {
    return { procedure: 'none', reasons: [found(of('adopt')), texts.adopted], alternatives: [restore] };
  }
  return undefined;
}

/** The rules in place take the GUID from everybody: nothing has to be changed about them. */
export function isClearedForAll(places: Examination['places']): boolean {
  return places.every(({ effect, isEmpty }) => isEmpty || effect.fate === 'removed');
}

function found(diagnoses: readonly Diagnosis[]): string {
  return texts.found([...new Set(diagnoses.map(({ state }) => diagnosisTexts[state].title))]);
}
