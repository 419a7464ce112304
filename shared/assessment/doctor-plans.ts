import type { Problem } from '../base/words/problem.ts';
import { mailboxGuidAttribute } from '../entra-connect/attributes.ts';
import type { ExaminedRules } from '../entra-connect/doctor/diagnose.ts';
import type { Actor, Diagnosis } from '../entra-connect/doctor/diagnosis.ts';
import { userKinds, type UserKind } from '../entra-connect/prediction/user-kinds.ts';
import { rulesAfter, type RuleOperation } from '../entra-connect/rules/rule-operation.ts';
import { newRulesOf } from '../procedures/doctor/read-examined.ts';
import { repairOf } from '../procedures/repair-recipe/plan.ts';
import { restorationOf } from '../procedures/restore-default/restoration.ts';
import type { Blocker } from '../procedures/steps/rules/blockers.ts';

/** What a procedure would do to the rules, and what forbids it. */
export interface DoctorPlan {
  readonly operations: readonly RuleOperation[];
  readonly blockers: readonly Blocker[];
}

/** What the two procedures of the doctor would do to a server's rules, each computed when it is first asked for. */
export class DoctorPlans {
  readonly #server: ExaminedRules;
  readonly #now: Date;
  #repair: DoctorPlan | undefined;
  #restoration: DoctorPlan | undefined;
  #kindsOnceRepaired: readonly UserKind[] | undefined;

  constructor(server: ExaminedRules, now: Date) {
    this.#server = server;
    this.#now = now;
  }

  get repair(): DoctorPlan {
    return (this.#repair ??= repairOf(this.#server, newRulesOf('repair-recipe', '', this.#now)));
  }

  /** Every kind of users that the rules tell apart once they are repaired, with what becomes of its GUID. */
  get kindsOnceRepaired(): readonly UserKind[] {
    return (this.#kindsOnceRepaired ??= kindsAfter(this.#server, this.repair.operations));
  }

  get restoration(): DoctorPlan {
    return (this.#restoration ??= restorationOf(this.#server, newRulesOf('restore-default', '', this.#now)));
  }

  /** Why no procedure can deal with what was found, and what a person has to do first; undefined: one can. */
  obstacleTo({ action, actor }: Diagnosis): Problem | undefined {
    if (action === 'revert') return this.#lost();
    if (action !== 'repair' || actor !== 'repair-recipe') return undefined;
    if (this.#server.examination.diagnoses.some((found) => found.action === 'revert')) return this.#lost();
    const [blocker] = this.repair.blockers;
    return blocker !== undefined && this.restoration.blockers.length > 0 ? blocker : undefined;
  }

  /** Why the default rules are restored although what was found could be repaired by itself; undefined: they are not. */
  forbiddenRepair({ action, actor }: Diagnosis): Problem | undefined {
    if (action !== 'repair' || actor !== 'repair-recipe' || this.restoration.blockers.length > 0) return undefined;
    return this.repair.blockers[0];
  }

  /** Who acts on what was found: a person, or the restoration, where something is in the way of the procedure that would. */
  actorOn(found: Diagnosis): Actor {
    if (this.obstacleTo(found) !== undefined) return 'by-hand';
    return this.forbiddenRepair(found) === undefined ? found.actor : 'restore-default';
  }

  #lost(): Problem | undefined {
    return this.restoration.blockers.find(({ id }) => id === 'original-lost');
  }
}

function kindsAfter(
  { examined, examination }: ExaminedRules,
  operations: readonly RuleOperation[],
): readonly UserKind[] {
  const after = rulesAfter(examined.rules, operations);
  if (operations.length === 0 || !after.ok) return examination.kinds;
  return userKinds(mailboxGuidAttribute, { ...examined, rules: after.rules }, examined.now);
}
