import { describe, expect, it } from 'vitest';
import { createScenario } from '../../../../electron/lab/world/create-scenario.ts';
import { leftoverScenarios } from '../../../../electron/lab/world/scenarios/leftovers.ts';
import { examine, type Examined } from '../../../../shared/entra-connect/doctor/diagnose.ts';
import { planRepair } from '../../../../shared/entra-connect/doctor/repair.ts';
import { planRestore } from '../../../../shared/entra-connect/doctor/restore.ts';
import { rulesAfter, type RuleOperation } from '../../../../shared/entra-connect/rules/rule-operation.ts';
import { examinedLab } from '../../../electron/lab/world/scenarios/examined-lab.ts';
import { onRealExport, realDocument, realExportIsHere } from '../rules/real-export.ts';
import { newRules } from './new-rules.ts';

/** The export has one forest. */
const possible = leftoverScenarios.map(({ id }) => id).filter((id) => id !== 'forgotten-forest');
/** Nothing there is to repair, something has to come back first, or a person decides. */
const unrepaired = new Set([
  ...['foreign-copy', 'attribute-filter', 'outbound-removed', 'refused-value'],
  ...['copy-for-some', 'override-for-some', 'outbound-for-some', 'override-for-contacts'],
]);

function fatesAfter(examined: Examined, operations: readonly RuleOperation[]): readonly string[] {
  const after = rulesAfter(examined.rules, operations);
  if (!after.ok) throw new Error(after.conflict.kind);
  const { places } = examine({ ...examined, rules: after.rules });
  return places.filter(({ isEmpty }) => !isEmpty).map(({ effect }) => effect.fate);
}

describe.skipIf(!realExportIsHere)(onRealExport('the recipe doctor on the rules of a real server'), () => {
  const rules = realExportIsHere ? realDocument().configuration : undefined;

  it('finds an untouched server healthy, and that the GUID reaches the cloud', () => {
    if (rules === undefined) throw new Error('No export');
    const { places, diagnoses } = examine({ ...rules, schedulerOn: true, holders: () => undefined });
    expect(diagnoses).toEqual([]);
    expect(places.map(({ place, effect }) => [place.objectType, effect.fate]).sort()).toEqual([
      ['inetOrgPerson', 'reaches'],
      ['user', 'reaches'],
    ]);
  });

  it.each(possible)('%s: recognises it, and its plans do what they say', (id) => {
    const created = createScenario(id, { users: 60, ...(rules === undefined ? {} : { rules }) });
    if (!created.ok) throw new Error(created.failure.raw);
    const examined = examinedLab(created.value.state);
    expect(examine(examined).diagnoses).not.toEqual([]);
    const repair = planRepair({ examined, examination: examine(examined) }, newRules());
    expect(repair.left).toEqual([]);
    if (!unrepaired.has(id)) expect(new Set(fatesAfter(examined, repair.operations))).toEqual(new Set(['removed']));
    const restore = planRestore(examined, newRules());
    if (restore.lost.length > 0 || id === 'refused-value') return;
    expect(new Set(fatesAfter(examined, restore.operations))).toEqual(new Set(['reaches']));
  });
});
