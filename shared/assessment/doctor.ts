import { diagnosisTexts, doctorTexts as texts } from '../entra-connect/doctor/texts.ts';
import { predictableRules } from '../entra-connect/doctor/assumed-connectors.ts';
import type { Examination, Examined } from '../entra-connect/doctor/diagnose.ts';
import type { Diagnosis } from '../entra-connect/doctor/diagnosis.ts';
import { effectOfKinds } from '../entra-connect/doctor/place-effect.ts';
import type { Place } from '../entra-connect/doctor/places.ts';
import type { AssessedDiagnosis } from './assessment.ts';
import { concernedUsers } from './concerned-users.ts';
import { actorOn } from './doctor-actor.ts';
import type { AssessmentFacts } from './facts.ts';
import type { StudiedFacts } from './study.ts';

/** What the doctor looks at; undefined: the rules are not known. */
export function examinedIn(facts: AssessmentFacts): Examined | undefined {
  const { rules, connectors, metaverseSchema, globalParameters, scheduler, connectorCensus, observedAt } = facts;
  if (!rules.ok) return undefined;
  return {
    // Scripts of the rules editor hold no connectors and no schema.
    ...predictableRules(
      rules.value,
      connectors.ok ? connectors.value : undefined,
      metaverseSchema.ok ? metaverseSchema.value : undefined,
    ),
    globalParameters: globalParameters.ok ? globalParameters.value : new Map(),
    schedulerOn: scheduler.ok ? scheduler.value.syncCycleEnabled : undefined,
    holders: (connectorId, objectType) => {
      const counted = connectorCensus.find((census) => census.connectorId === connectorId)?.objectTypes;
      if (counted?.ok !== true) return undefined;
      const type = objectType.toLowerCase();
      return counted.value.find((one) => one.objectType.toLowerCase() === type)?.withMailboxGuid ?? 0;
    },
    now: Date.parse(observedAt),
  };
}

/** A diagnosis for documents: texts and numbers only. */
export function assessedDiagnosis(found: Diagnosis, facts: StudiedFacts): AssessedDiagnosis {
  const concerned = concernedUsers(found, facts);
  const { state, action, place, rules, effect, missing } = found;
  return {
    state,
    action,
    actor: actorOn(found, facts),
    title: diagnosisTexts[state].title,
    ...(place === undefined ? {} : { connectorId: place.connectorId, objectType: place.objectType }),
    rules: rules.map(({ id, name, precedence, disabled }) => ({ id, name, precedence, disabled })),
    missing,
    effect: effect.fate,
    effectUncertain: effect.uncertain,
    ...(concerned !== undefined && { concerned }),
  };
}

export function placeName({ objectType, connectorName }: Place): string {
  return texts.place(objectType, connectorName);
}

/** The effect on each kind of users of a place, one line for each. */
export function kindLines({ places }: Examination, ruleName: (id: string) => string): readonly string[] {
  return places.flatMap(({ place, effect }) =>
    effect.kinds.map((kind) => {
      const { fates } = effectOfKinds([kind]);
      return texts.kind(`${placeName(place)}, ${kind.recipient}`, texts.byRules(kind.rules.map(ruleName)), fates);
    }),
  );
}
