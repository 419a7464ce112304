import { z } from 'zod';
import { success, type Result } from '../../../base/failure.ts';
import { entraConnectorId, type ConnectorId, type MetaverseObjectId } from '../../../base/identifiers.ts';
import { proveTexts } from '../proof/texts.ts';
import type { ConnectorSpaceObject } from '../../../systems/sync-server/sync-server.ts';
import type { SyncRule } from '../../../entra-connect/rules/model.ts';
import {
  decodeValue,
  encodeValue,
  equalValueSets,
  valueText,
  type AttributeValues,
} from '../../../entra-connect/rules/values.ts';
import { findInList } from '../../../systems/paging.ts';
import { persistently } from '../../../systems/patience.ts';
import type { Reading } from '../../../systems/contexts.ts';
import type { Round } from '../rules/rule-change.ts';
import { sealedLines } from '../rules/sealed-lines.ts';

/** The chosen user, as it was found. */
export const firstUserSchema = z.strictObject({
  distinguishedName: z.string(),
  connectorId: z.string().transform((id) => id as ConnectorId),
  connectorName: z.string(),
  metaverseId: z.string().transform((id) => id as MetaverseObjectId),
  stagingMode: z.boolean(),
  /** Whether Exchange Online is connected and its state before is sealed. */
  cloud: z.boolean(),
});
export type FirstUser = Readonly<z.infer<typeof firstUserSchema>>;

/** What the Entra connector's object of the user held before: one line per attribute. */
export function entraBeforeFile({ folder }: Round): string {
  return `${folder}first-user-entra.jsonl`;
}

/** Values by name of the attribute; one that is absent has none. */
type Attributes = ReadonlyMap<string, AttributeValues>;

/** What rules write to the cloud: what else stands on an object there is not theirs. */
export function exportedNames(rules: readonly SyncRule[]): readonly string[] {
  const outbound = rules.filter(
    ({ direction, connectorId }) => direction === 'outbound' && connectorId === entraConnectorId,
  );
  return [...new Set(outbound.flatMap(({ flows }) => flows.map(({ destination }) => destination)))].sort();
}

/** The Entra connector's object of a metaverse object, with these attributes; undefined: there is none. */
export async function readEntraObject(
  context: Reading,
  id: MetaverseObjectId,
  attributes: readonly string[],
): Promise<Result<ConnectorSpaceObject | undefined>> {
  const { syncServer } = context.systems;
  // Only its own attributes are asked for, not those of all objects before it.
  const found = await findInList(
    context,
    proveTexts.readingEntra,
    (window) => syncServer.connectorSpace(entraConnectorId, { ...window, attributes: [] }, context),
    ({ metaverseObjectId }) => metaverseObjectId === id,
  );
  if (!found.ok) return found;
  if (found.value === undefined) return success(undefined);
  const window = { start: found.value.at, count: 1, attributes };
  const read = await persistently(context, () => syncServer.connectorSpace(entraConnectorId, window, context));
  if (!read.ok) return read;
  return success(read.value.items.find(({ metaverseObjectId }) => metaverseObjectId === id));
}

/** One line per attribute that was asked for: its name, and its values without loss. */
export function writeAttributes(names: readonly string[], attributes: Attributes): string {
  return names.map((name) => `${JSON.stringify([name, (attributes.get(name) ?? []).map(encodeValue)])}\n`).join('');
}

/** Reads the sealed lines; the file is checked against its seal before it gets here, so a malformed line is a bug. */
export function readAttributes(text: string): Attributes {
  const lines = sealedLines(text);
  return new Map(
    lines.map((line) => {
      const [name, encoded] = JSON.parse(line) as [string, readonly unknown[]];
      const values = encoded.map((one) => {
        const value = decodeValue(one);
        if (value === undefined) throw new Error(`Not a line of the sealed attributes: ${line}`);
        return value;
      });
      return [name, values];
    }),
  );
}

/** An attribute that is otherwise than before, as text; undefined: none. */
export interface AttributeDifference {
  readonly attribute: string;
  readonly before: string | undefined;
  readonly after: string | undefined;
}

/** Those of the attributes before that are otherwise now. */
export function differencesFrom(before: Attributes, now: Attributes): readonly AttributeDifference[] {
  const text = (values: AttributeValues) => (values.length === 0 ? undefined : values.map(valueText).join(', '));
  return [...before].flatMap(([attribute, was]) => {
    const is = now.get(attribute) ?? [];
    return equalValueSets(was, is) ? [] : [{ attribute, before: text(was), after: text(is) }];
  });
}
