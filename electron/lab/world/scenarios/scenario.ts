import type { LabState } from '../../state.ts';

/** A named situation: a world, synchronized once, and then the twist that gives the scenario its name. */
export interface Scenario {
  readonly id: string;
  /** One sentence for `lab list`. */
  readonly description: string;
  /** User-like objects unless said otherwise. */
  readonly users: number;
  readonly forests: readonly ScenarioForest[];
  readonly inetOrgPersonsPerThousand: number;
  /** Makes the situation of a synchronized lab; the reason when a customer's rules do not have what it takes. */
  readonly twist: (state: LabState) => TwistResult;
}

/** Scenarios that belong together. */
export interface ScenarioGroup {
  readonly title: string;
  readonly scenarios: readonly Scenario[];
}

export interface ScenarioForest {
  readonly name: string;
  readonly organization: string;
  /** Of the people; all shares add up to 1. */
  readonly share: number;
}

export type TwistResult =
  | { readonly kind: 'done' }
  /** No enabled rule flows msExchMailboxGuid from users of an AD connector. */
  | { readonly kind: 'no-contributor' }
  | { readonly kind: 'too-few-forests' }
  | { readonly kind: 'too-few-users'; readonly users: number };

export const done: TwistResult = { kind: 'done' };

export const oneForest: readonly ScenarioForest[] = [{ name: 'fabrikam.com', organization: 'Fabrikam', share: 1 }];
export const twoForests: readonly ScenarioForest[] = [
  { name: 'fabrikam.com', organization: 'Fabrikam', share: 0.6 },
  { name: 'tailspin.example', organization: 'Tailspin', share: 0.4 },
];
export const fewInetOrgPersons = 20;
