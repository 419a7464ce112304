import { success, type Result } from '../../base/failure.ts';
import { newRuleTexts as texts } from './texts.ts';
import type { RuleId } from '../../base/identifiers.ts';
import type { Examined } from '../../entra-connect/doctor/diagnose.ts';
import type { Place } from '../../entra-connect/doctor/places.ts';
import type { NewRules } from '../../entra-connect/doctor/new-rules.ts';
import type { SyncRule } from '../../entra-connect/rules/model.ts';
import { excludedTypesOf, scopeGroupsOf } from '../null-override/scope.ts';
import { persistently } from '../../systems/patience.ts';
import { affectedBy, readCensus, type Census } from '../steps/rules/census.ts';
import { derivedRuleId } from '../steps/rules/derived-identity.ts';
import type { Audience, TreatedContributor } from '../steps/rules/sealed-change.ts';
import type { RuleSituation } from '../steps/idle/situation.ts';
import type { Reading } from '../../systems/contexts.ts';

export interface ExaminedServer {
  readonly examined: Examined;
  readonly census: Census;
}

/** What the doctor looks at, read from the server. */
export async function readExamined(context: Reading, situation: RuleSituation): Promise<Result<ExaminedServer>> {
  const { syncServer } = context.systems;
  const schema = await persistently(context, () => syncServer.metaverseSchema(context));
  if (!schema.ok) return schema;
  const parameters = await persistently(context, () => syncServer.globalParameters(context));
  if (!parameters.ok) return parameters;
  const census = await readCensus(context, situation.connectors);
  if (!census.ok) return census;
  const { rules, connectors, scheduler } = situation;
  return success({
    census: census.value,
    examined: {
      rules,
      connectors,
      metaverseSchema: schema.value,
      globalParameters: parameters.value,
      schedulerOn: scheduler.syncCycleEnabled,
      holders: (connectorId, objectType) => {
        const counted = census.value.get(connectorId);
        const type = objectType.toLowerCase();
        // A connector without any object is one of which nothing is known: that of an export.
        return counted === undefined || counted.length === 0
          ? undefined
          : (counted.find((one) => one.objectType.toLowerCase() === type)?.withMailboxGuid ?? 0);
      },
      now: context.clock.now().getTime(),
    },
  });
}

/** Names and identifiers of the rules that a run creates: the same whenever it plans again. */
export function newRulesOf(procedure: string, runId: string, now: Date): NewRules {
  const date = now.toISOString().slice(0, 16).replace('T', ' ');
  return {
    idFor: (key) => derivedRuleId(procedure, runId, key as RuleId),
    copyName: (original) => texts.copyName(original, date),
    overrideName: texts.overrideName,
    overrideDescription: texts.overrideDescription,
    overrideScope: scopeGroupsOf([{ kind: 'everyone' }], excludedTypesOf([])),
  };
}

/** The rules of a place that a run is about, for the backup and for people. */
export function treatedIn(places: readonly Place[], census: Census): readonly TreatedContributor[] {
  return places.flatMap((place) => {
    const { standard, copies, overrides, connectorName } = place;
    const [first, ...more] = [standard, ...copies, ...overrides].filter((rule) => rule !== undefined);
    if (first === undefined) return [];
    const counted = affectedBy(first, census);
    const untouched = counted?.withGuidWithoutNickname ?? 0;
    const objects = counted?.synchronized ?? 0;
    const beside = (rule: SyncRule) => ({ rule, connectorName, objects: 0, untouched: 0 });
    return [{ rule: first, connectorName, objects, untouched }, ...more.map(beside)];
  });
}

/** `user of fabrikam.com`. */
export function placeLabel({ objectType, connectorName }: Place): string {
  return texts.place(objectType, connectorName);
}

/** Whom a change of a place's rules is about: all objects of its type. */
export function audienceIn({ connectorId, connectorName, objectType }: Place): Audience {
  return { connectorId, connectorName, objectType, scopeGroups: [] };
}
