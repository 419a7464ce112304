import type { Failure } from '../../base/failure.ts';

/** What a worker found out about itself and its server before it took requests. */
export interface WorkerFacts {
  /** `$PSVersionTable.PSVersion`; edition `Desktop` is Windows PowerShell. */
  readonly version: string;
  readonly edition: 'Desktop' | 'Core';
  readonly is64Bit: boolean;
  /** `FullLanguage` unless an application control policy restricts scripts. */
  readonly languageMode: string;
  readonly culture: string;
  /** Undefined where there is no such thing (not Windows). */
  readonly isElevated: boolean | undefined;
  /** Whether this process's token holds the local group; undefined where it could not be told. */
  readonly isInAdSyncAdmins: boolean | undefined;
  readonly module:
    | { readonly state: 'loaded'; readonly path: string; readonly version: string }
    | { readonly state: 'missing'; readonly searched: readonly string[] }
    | { readonly state: 'broken'; readonly path: string; readonly message: string };
  /** Status of the Windows service ADSync, e.g. `Running`; undefined where there is no such service. */
  readonly serviceStatus: string | undefined;
}

/** What a worker found at its start, and what of it stands in the way; what must be settled first comes first. */
export interface Findings {
  readonly facts: WorkerFacts;
  readonly problems: readonly Failure[];
}
