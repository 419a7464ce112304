import type { AttributeValues } from '../../../shared/entra-connect/rules/values.ts';
import type { ObjectError } from '../../../shared/entra-connect/evaluation/error-texts.ts';
import type { AttributeBag } from './attribute-bag.ts';

/**
 * An object as a connected directory shows it to its connector. References are distinguished names of the same connector
 * (in the Entra connector `CN={hex of the source anchor}`); an attribute without values is not there.
 */
export interface ImportedObject {
  /** Never changes: objectGUID in AD, object id in Entra ID. */
  readonly anchor: string;
  readonly distinguishedName: string;
  readonly objectType: string;
  readonly attributes: AttributeBag;
}

export type ImportedChange =
  { readonly kind: 'present'; readonly object: ImportedObject } | { readonly kind: 'gone'; readonly anchor: string };

interface AttributeReplacement {
  readonly attribute: string;
  /** `undefined` removes the attribute. */
  readonly values: AttributeValues | undefined;
}

/** One object to be written. `attributes` of an add is the whole object, `replacements` of an update what differs. */
export type ExportChange = {
  readonly distinguishedName: string;
  readonly objectType: string;
} & (
  | { readonly operation: 'add'; readonly attributes: AttributeBag }
  | {
      readonly operation: 'update';
      /** Undefined while the export of the add has not been confirmed. */
      readonly anchor: string | undefined;
      readonly attributes: AttributeBag;
      readonly replacements: readonly AttributeReplacement[];
    }
  | { readonly operation: 'delete'; readonly anchor: string | undefined }
);

export type ExportOutcome =
  /** `anchor` of the written object, when the directory says so at once. */
  | { readonly kind: 'exported'; readonly anchor: string | undefined }
  /** This object was refused; the others go on. */
  | { readonly kind: 'refused'; readonly error: ObjectError };

/**
 * What a connector imports from and exports to: a forest, or the tenant. The engine filters by object type, container and
 * attribute itself, so a directory shows everything it has.
 */
export interface ConnectedDirectory {
  /** Change number up to which a read sees everything. */
  changeNumber(): number;
  readAll(): Iterable<ImportedObject>;
  /** The object of a distinguished name, if it is there. */
  find(distinguishedName: string): ImportedObject | undefined;
  /** Changes above `watermark`, each object once, in its present form. */
  readChanges(watermark: number): Iterable<ImportedChange>;
  export(change: ExportChange): ExportOutcome;
}
