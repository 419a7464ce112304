import { z } from 'zod';
import type { Json } from '../../../base/json.ts';
import { sha256Hex } from '../../../base/hash.ts';
import { success, type Result } from '../../../base/failure.ts';
import type { ConnectorId, ConnectorSpaceObjectId } from '../../../base/identifiers.ts';
import { beforeTexts } from './texts.ts';
import type { MetaverseObject } from '../../../systems/sync-server/sync-server.ts';
import { valueKey } from '../../../entra-connect/rules/values.ts';
import { progressOf } from '../../../user-flow/object-census.ts';
import { readAll } from '../../../systems/paging.ts';
import type { Reading } from '../../../systems/contexts.ts';
import { guidText } from '../../../user-flow/guid-text.ts';
import type { Round } from '../rules/rule-change.ts';
import { sealedLines } from '../rules/sealed-lines.ts';

/** Where the state of every metaverse object before a round is sealed: one line per object. */
export function beforeFile({ folder }: Round): string {
  return `${folder}metaverse.tsv`;
}

const guidAttribute = 'msExchMailboxGuid';
/** What must stay as it is on every object. */
const untouchedAttributes = [
  'mailNickname',
  'legacyExchangeDN',
  'targetAddress',
  'msExchArchiveGUID',
  'msExchRecipientTypeDetails',
] as const;
const anchorAttribute = 'sourceAnchor';
const provedAttributes: readonly string[] = [guidAttribute, anchorAttribute, ...untouchedAttributes];

/**
 * Who an object is for a round. The round is about it, and it had the GUID (`treated`) or had none any more (`cleared`);
 * or the round is not about it, and it had the GUID (`other`) or had none (`without`).
 */
const parts = ['treated', 'cleared', 'other', 'without'] as const;
export type Part = (typeof parts)[number];

/** One metaverse object before the synchronization. */
export interface BeforeEntry {
  readonly id: string;
  readonly part: Part;
  /** Canonical GUID, or the raw bytes in hexadecimal; empty: none. */
  readonly guid: string;
  /** Source anchor, base64; empty: none. */
  readonly anchor: string;
  /** Digest over everything that must stay. */
  readonly digest: string;
}

export const beforeCountsSchema = z.strictObject({
  objects: z.int(),
  treated: z.int(),
  /** Of them, those who have it in Microsoft Entra ID too: they lose it there. */
  inCloud: z.int(),
  other: z.int(),
  withoutNickname: z.int(),
});

/** What `preview` has sealed about the state before, for the steps after it. */
export const sealedBeforeSchema = z.looseObject({ counts: beforeCountsSchema, cloudSealed: z.boolean() });

export function sealedBefore(captured: Json | undefined): z.infer<typeof sealedBeforeSchema> | undefined {
  return captured === undefined ? undefined : sealedBeforeSchema.parse(captured);
}

export function beforeEntry(object: MetaverseObject, treatable: ReadonlySet<ConnectorSpaceObjectId>): BeforeEntry {
  const guid = guidText(object.attributes.get(guidAttribute)?.values);
  const isTreated = object.lineage.some(({ connectorSpaceObjectId }) => treatable.has(connectorSpaceObjectId));
  const anchor = object.attributes.get(anchorAttribute)?.values[0];
  return {
    id: object.id,
    part: isTreated ? (guid === '' ? 'cleared' : 'treated') : guid === '' ? 'without' : 'other',
    guid,
    anchor: typeof anchor === 'string' ? anchor : '',
    digest: digestOf(object),
  };
}

/** 64 bits tell apart what an accident could change; the file itself is sealed with a full hash. */
function digestOf(object: MetaverseObject): string {
  const parts = untouchedAttributes.map((name) => {
    const keys = (object.attributes.get(name)?.values ?? []).map(valueKey).sort();
    return `${name}=${keys.join('\u0001')}`;
  });
  return sha256Hex(parts.join('\n')).slice(0, 16);
}

export function writeEntries(entries: readonly BeforeEntry[]): string {
  return entries
    .map(({ id, part, guid, anchor, digest }) => `${[id, part, guid, anchor, digest].join('\t')}\n`)
    .join('');
}

/** Reads the sealed lines; the file is checked against its seal before it gets here, so a malformed line is a bug. */
function readEntries(text: string): readonly BeforeEntry[] {
  return sealedLines(text).map((line) => {
    const [id, part, guid, anchor, digest] = line.split('\t');
    if (id === undefined || guid === undefined || anchor === undefined || digest === undefined || !isPart(part)) {
      throw new Error(`Not a line of the sealed state: ${line}`);
    }
    return { id, part, guid, anchor, digest };
  });
}

function isPart(text: string | undefined): text is Part {
  return parts.some((part) => part === text);
}

export async function readBefore(context: Reading, round: Round): Promise<Result<readonly BeforeEntry[]>> {
  const text = await context.evidenceFile(beforeFile(round));
  return text.ok ? success(readEntries(text.value)) : text;
}

/** Visits every metaverse object that an object of these connectors is joined to, each once. */
export async function visitMetaverse(
  context: Reading,
  connectors: readonly { readonly id: ConnectorId; readonly name: string }[],
  visit: (object: MetaverseObject) => void,
  attributes: readonly string[] = provedAttributes,
): Promise<Result<void>> {
  const seen = new Set<string>();
  for (const { id, name } of connectors) {
    const during = beforeTexts.readingMetaverse(name);
    const read = await readAll(
      context,
      during,
      (window) => context.systems.syncServer.metaverse(id, { ...window, attributes }, context),
      (objects, done, total) => {
        for (const object of objects) {
          if (seen.has(object.id)) continue;
          seen.add(object.id);
          visit(object);
        }
        context.progress(progressOf(during, done, total));
      },
    );
    if (!read.ok) return read;
  }
  return success(undefined);
}
