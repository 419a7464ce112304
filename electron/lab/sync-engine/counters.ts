/** Statistics of a run step by the product's names (entra-connect.md §3.3 RunStepResult). */
export type CounterName =
  | 'StageNoChange'
  | 'StageAdd'
  | 'StageUpdate'
  | 'StageRename'
  | 'StageDelete'
  | 'StageDeleteAdd'
  | 'StageFailure'
  | 'DisconnectorFiltered'
  | 'DisconnectorJoinedFlow'
  | 'DisconnectorProjectedFlow'
  | 'DisconnectorRemains'
  | 'ConnectorFlow'
  | 'ConnectorNoFlow'
  | 'ConnectorFilteredRemoveMv'
  | 'ConnectorFilteredLeaveMv'
  | 'ConnectorDeleteRemoveMv'
  | 'ConnectorDeleteLeaveMv'
  | 'FlowFailure'
  | 'ExportAdd'
  | 'ExportUpdate'
  | 'ExportRename'
  | 'ExportDelete'
  | 'ExportDeleteAdd'
  | 'ExportFailure';

/** Counts what a run step did. */
export class Counters {
  readonly #counts = new Map<CounterName, number>();

  add(name: CounterName): void {
    this.#counts.set(name, (this.#counts.get(name) ?? 0) + 1);
  }

  get(name: CounterName): number {
    return this.#counts.get(name) ?? 0;
  }

  /** Only counters that are not zero. */
  toRecord(): Readonly<Record<string, number>> {
    return Object.fromEntries(this.#counts);
  }
}
