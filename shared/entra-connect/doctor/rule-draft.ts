import type { SyncRule } from '../rules/model.ts';
import { rulesAfter, type RuleOperation } from '../rules/rule-operation.ts';

/** Rules in the course of a change, with the operations that lead there. */
export class RuleDraft {
  readonly operations: RuleOperation[] = [];
  #rules: readonly SyncRule[];

  constructor(rules: readonly SyncRule[]) {
    this.#rules = rules;
  }

  get rules(): readonly SyncRule[] {
    return this.#rules;
  }

  create(rule: SyncRule): void {
    this.#carryOut({ kind: 'create', rule });
  }

  /** Changes nothing where both are the same. */
  replace(before: SyncRule, after: SyncRule): SyncRule {
    if (before !== after) this.#carryOut({ kind: 'replace', before, after });
    return after;
  }

  remove(rule: SyncRule): void {
    this.#carryOut({ kind: 'remove', rule });
  }

  /** The free number nearest to a wanted one, from `from` to `to`; of two the lower. Undefined: none is free. */
  freeNumber(wanted: number, from: number, to: number): number | undefined {
    const taken = new Set(this.#rules.map(({ precedence }) => precedence));
    for (let distance = 0; distance <= to - from; distance += 1) {
      for (const number of [wanted - distance, wanted + distance]) {
        if (number >= from && number <= to && !taken.has(number)) return number;
      }
    }
    return undefined;
  }

  /** A plan that its own rules do not allow is a bug. */
  #carryOut(operation: RuleOperation): void {
    const after = rulesAfter(this.#rules, [operation]);
    if (!after.ok) throw new Error(`The plan does not fit the rules: ${after.conflict.kind}`);
    this.#rules = after.rules;
    this.operations.push(operation);
  }
}
