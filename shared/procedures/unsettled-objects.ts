import { isWithheld, type ConnectorSpaceObject } from '../systems/sync-server/sync-server.ts';

/** Objects of a connector space of which not all is settled or known, by distinguished name. */
export interface UnsettledObjects {
  /** Gone from the connected directory, and not synchronized yet: the next synchronization processes their deletion. */
  readonly deleted: readonly string[];
  /** An export was cut off while it sent a change of them: whether it arrived, an import tells. */
  readonly exportCutOff: readonly string[];
  /** Their deletion waits for export. */
  readonly deletionsToExport: readonly string[];
  /** Groups with so many members that the server tells nothing of them. */
  readonly withheld: readonly string[];
}

/** Notes which of the objects that it sees are unsettled. */
export class UnsettledNotes {
  readonly #deleted: string[] = [];
  readonly #exportCutOff: string[] = [];
  readonly #deletionsToExport: string[] = [];
  readonly #withheld: string[] = [];

  see(object: ConnectorSpaceObject): void {
    const { distinguishedName, pendingImport, pendingExport, isExportCutOff } = object;
    if (pendingImport === 'delete') this.#deleted.push(distinguishedName);
    if (isExportCutOff) this.#exportCutOff.push(distinguishedName);
    if (pendingExport === 'delete') this.#deletionsToExport.push(distinguishedName);
    if (isWithheld(object)) this.#withheld.push(distinguishedName);
  }

  get all(): UnsettledObjects {
    return {
      deleted: this.#deleted,
      exportCutOff: this.#exportCutOff,
      deletionsToExport: this.#deletionsToExport,
      withheld: this.#withheld,
    };
  }
}
