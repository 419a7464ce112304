import type {
  ConnectedDirectory,
  ExportChange,
  ExportOutcome,
  ImportedChange,
  ImportedObject,
} from '../../../../electron/lab/sync-engine/connected-directory.ts';
import type { AttributeValues } from '../../../../shared/entra-connect/rules/values.ts';

interface Entry {
  readonly object: ImportedObject | undefined;
  readonly changeNumber: number;
}

/** A directory for tests: remembers what was written, adds what the test says Entra ID would add. */
export class MemoryDirectory implements ConnectedDirectory {
  readonly exports: ExportChange[] = [];
  /** Exports of these distinguished names are refused. */
  readonly refused = new Set<string>();
  readonly #entries = new Map<string, Entry>();
  readonly #anchors = new Map<string, string>();
  readonly #addedOnCreation: (anchor: string) => Readonly<Record<string, AttributeValues>>;
  #changeNumber = 0;
  #created = 0;

  constructor(addedOnCreation: (anchor: string) => Readonly<Record<string, AttributeValues>> = () => ({})) {
    this.#addedOnCreation = addedOnCreation;
  }

  put(object: ImportedObject): void {
    this.#changeNumber += 1;
    this.#entries.set(object.anchor, { object, changeNumber: this.#changeNumber });
    this.#anchors.set(object.distinguishedName, object.anchor);
  }

  /** Replaces some attributes of an object; `undefined` removes one. */
  change(anchor: string, replacements: Readonly<Record<string, AttributeValues | undefined>>): void {
    const object = this.get(anchor);
    this.put({ ...object, attributes: object.attributes.with(Object.entries(replacements)) });
  }

  rename(anchor: string, distinguishedName: string): void {
    this.put({ ...this.get(anchor), distinguishedName });
  }

  remove(anchor: string): void {
    this.#changeNumber += 1;
    this.#entries.set(anchor, { object: undefined, changeNumber: this.#changeNumber });
  }

  get(anchor: string): ImportedObject {
    const object = this.#entries.get(anchor)?.object;
    if (object === undefined) throw new Error(`No object ${anchor}`);
    return object;
  }

  find(distinguishedName: string): ImportedObject | undefined {
    const object = this.#entries.get(this.#anchors.get(distinguishedName) ?? '')?.object;
    return object?.distinguishedName === distinguishedName ? object : undefined;
  }

  get objects(): readonly ImportedObject[] {
    return [...this.readAll()];
  }

  named(distinguishedName: string): ImportedObject | undefined {
    const object = this.#entries.get(this.#anchors.get(distinguishedName) ?? '')?.object;
    return object?.distinguishedName === distinguishedName ? object : undefined;
  }

  changeNumber(): number {
    return this.#changeNumber;
  }

  *readAll(): Generator<ImportedObject> {
    for (const { object } of this.#entries.values()) if (object !== undefined) yield object;
  }

  *readChanges(watermark: number): Generator<ImportedChange> {
    for (const [anchor, { object, changeNumber }] of this.#entries) {
      if (changeNumber <= watermark) continue;
      yield object === undefined ? { kind: 'gone', anchor } : { kind: 'present', object };
    }
  }

  export(change: ExportChange): ExportOutcome {
    if (this.refused.has(change.distinguishedName)) {
      return { kind: 'refused', error: { type: 'AttributeValueMustBeUnique', text: 'Refused by the test.' } };
    }
    this.exports.push(change);
    const present =
      (change.operation === 'add' || change.anchor === undefined
        ? undefined
        : this.#entries.get(change.anchor)?.object) ?? this.named(change.distinguishedName);
    if (change.operation === 'delete') {
      if (present !== undefined) this.remove(present.anchor);
      return { kind: 'exported', anchor: present?.anchor };
    }
    if (change.operation === 'add' && present === undefined) {
      this.#created += 1;
      const anchor = `created-${this.#created}`;
      const attributes = change.attributes.with(Object.entries(this.#addedOnCreation(anchor)));
      this.put({ anchor, distinguishedName: change.distinguishedName, objectType: change.objectType, attributes });
      return { kind: 'exported', anchor };
    }
    if (present === undefined) return { kind: 'refused', error: { type: 'not-found', text: change.distinguishedName } };
    const replacements =
      change.operation === 'add'
        ? [...change.attributes.entries()]
        : change.replacements.map(({ attribute, values }) => [attribute, values] as const);
    this.put({ ...present, attributes: present.attributes.with(replacements) });
    return { kind: 'exported', anchor: present.anchor };
  }
}
