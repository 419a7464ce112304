import type { RuleId } from '../../../../shared/base/identifiers.ts';
import type { NewRules } from '../../../../shared/entra-connect/doctor/new-rules.ts';

/** Names and identifiers as a run would give them. */
export function newRules(): NewRules {
  const ids = new Map<string, RuleId>();
  return {
    idFor: (key) => {
      const number = ids.size + 1;
      const id = ids.get(key) ?? (`99999999-0000-4000-8000-${number.toString(16).padStart(12, '0')}` as RuleId);
      ids.set(key, id);
      return id;
    },
    copyName: (original) => `${original} - Cloned - 2026-11-21`,
    overrideName: (objectType) => `Override ${objectType}`,
    overrideDescription: '',
    overrideScope: [[{ attribute: 'msExchRecipientTypeDetails', operator: 'NOTEQUAL', value: '2147483648' }]],
  };
}
