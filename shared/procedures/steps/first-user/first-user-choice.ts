import type { ProcedureOption } from '../../../engine/contract/step.ts';
import { success, type Result } from '../../../base/failure.ts';
import { firstUserTexts as texts } from './texts.ts';
import type { Problem } from '../../../base/words/problem.ts';
import type { ConnectorSpaceObject } from '../../../systems/sync-server/sync-server.ts';
import { splitDistinguishedName } from '../../../entra-connect/expressions/functions/distinguished-names.ts';
import type { Connector } from '../../../entra-connect/rules/model.ts';
import { textOfUtf8 } from '../../../base/utf-8.ts';
import { findInList } from '../../../systems/paging.ts';
import type { Reading } from '../../../systems/contexts.ts';
import { audienceOf } from '../rules/audience.ts';
import { synchronizeObject } from '../rules/commands.ts';
import { GivenOptions } from '../rules/options.ts';
import type { ChangePlan, RuleChange } from '../rules/rule-change.ts';
import { firstRoundId } from '../synchronize/round-ids.ts';
import type { Audience } from '../rules/sealed-change.ts';
import type { RuleSituation } from '../idle/situation.ts';

const optionName = 'first-user';
const nobody = 'none';
// eslint-disable-next-line no-control-regex -- control characters are what this looks for
const unfit = /[\u0000-\u001f\u007f]/;

/** On the command line and in the window: who is synchronized before everybody. */
export const firstUserOption: ProcedureOption = {
  name: optionName,
  description: texts.option,
  allowed: undefined,
  standard: nobody,
  input: 'user',
};

/** The distinguished name of the user; undefined: nobody is synchronized first. */
export function readFirstUser(given: GivenOptions): Result<string | undefined> {
  const name = given.text(optionName);
  if (name.toLowerCase() === nobody) return success(undefined);
  const isName = name.isWellFormed() && !unfit.test(name) && (splitDistinguishedName(name)?.length ?? 0) > 1;
  return isName ? success(name) : given.wrong(optionName);
}

/** What the change plan says of a user who is chosen: its scripts change rules, they synchronize nobody. */
export function firstUserByHand(
  { options }: { readonly options: readonly ProcedureOption[] },
  chosen: Readonly<Record<string, string>>,
  stagingMode: boolean,
): readonly string[] {
  if (!options.some(({ name }) => name === optionName)) return [];
  const user = readFirstUser(new GivenOptions(options, chosen));
  return user.ok && user.value !== undefined ? [texts.byHand(synchronizeObject(user.value, stagingMode))] : [];
}

/** The user's object in the space of an AD connector. */
export interface FoundUser {
  readonly connector: Pick<Connector, 'id' | 'name'>;
  readonly object: ConnectorSpaceObject;
}

/** The user in question, or why synchronizing it alone would prove nothing. */
export type FirstUserSearch =
  | { readonly kind: 'found'; readonly user: FoundUser }
  | { readonly kind: 'unfit'; readonly problem: Problem }
  /** No object of any AD connector is known, as in an export. */
  | { readonly kind: 'unknown' };

/** Looks for a user, and whether it is among those whom a change is about and would lose a GUID. */
export async function searchFirstUser(
  context: Reading,
  connectors: readonly Connector[],
  audience: readonly Audience[],
  distinguishedName: string,
): Promise<Result<FirstUserSearch>> {
  const wanted = comparableName(distinguishedName);
  let objects = 0;
  for (const connector of connectors.filter(({ kind }) => kind === 'ad')) {
    const own = await audienceOf(context, connector, audience);
    if (!own.ok) return own;
    const attributes = [...new Set(['msExchMailboxGuid', 'mailNickname', ...own.value.attributes])];
    const found = await findInList(
      context,
      texts.searching(connector.name),
      (window) => context.systems.syncServer.connectorSpace(connector.id, { ...window, attributes }, context),
      (object) => {
        objects += 1;
        return comparableName(object.distinguishedName) === wanted;
      },
    );
    if (!found.ok) return found;
    if (found.value === undefined) continue;
    const { item: object } = found.value;
    const problem = problemOf(object, own.value.isConcerned(object));
    return success(problem === undefined ? { kind: 'found', user: { connector, object } } : { kind: 'unfit', problem });
  }
  return success(objects === 0 ? { kind: 'unknown' } : { kind: 'unfit', problem: texts.notThere(distinguishedName) });
}

function problemOf(object: ConnectorSpaceObject, isConcerned: boolean): Problem | undefined {
  const { distinguishedName, metaverseObjectId, attributes } = object;
  if (metaverseObjectId === undefined) return texts.notJoined(distinguishedName);
  if (!isConcerned) return texts.notInAudience(distinguishedName);
  if (/[()]/.test(distinguishedName)) return texts.parenthesis(distinguishedName);
  const isHolder = attributes.has('msExchMailboxGuid') && attributes.has('mailNickname');
  return isHolder ? undefined : texts.losesNothing(distinguishedName);
}

/** Names are compared without case and whatever way they are escaped (RFC 4514 §2.4). */
export function comparableName(distinguishedName: string): string {
  const components = splitDistinguishedName(distinguishedName);
  if (components === undefined) return distinguishedName.toLowerCase();
  return components.map((component) => JSON.stringify(unescaped(component).toLowerCase())).join();
}

function unescaped(component: string): string {
  return component.replaceAll(
    /((?:\\[0-9a-f]{2})+)|\\(.)/gis,
    (_escape, bytes: string | undefined, character: string) => (bytes === undefined ? character : textOf(bytes)),
  );
}

/** Escaped bytes are UTF-8; what is none stays as it is written, so that no two names become one. */
function textOf(escapedBytes: string): string {
  const bytes = escapedBytes.split('\\').slice(1);
  return textOfUtf8(Uint8Array.from(bytes, (byte) => Number.parseInt(byte, 16))) ?? escapedBytes;
}

/** A change of which is known, before anything is written, that its first user could prove it. */
export function checkingFirstUser(
  plan: RuleChange['plan'],
  readChoice: (given: Readonly<Record<string, string>>) => Result<{ readonly firstUser: string | undefined }>,
): RuleChange['plan'] {
  return async (context: Reading, situation: RuleSituation): Promise<Result<ChangePlan>> => {
    const planned = await plan(context, situation);
    if (!planned.ok || planned.value.kind === 'blocked') return planned;
    const choice = readChoice(context.options);
    if (!choice.ok) return choice;
    const { firstUser } = choice.value;
    if (firstUser === undefined) return planned;
    const audience = planned.value.change.rounds.find(({ round }) => round === firstRoundId)?.audience ?? [];
    const searched = await searchFirstUser(context, situation.connectors, audience, firstUser);
    if (!searched.ok) return searched;
    return searched.value.kind === 'unfit'
      ? success({ kind: 'blocked', blockers: [{ id: 'first-user', ...searched.value.problem }] })
      : planned;
  };
}
