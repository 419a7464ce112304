import { FuseV1Options, FuseVersion, type FuseV1Config } from '@electron/fuses';

/**
 * Every fuse of the Electron runtime (design.md §8). A fuse that a new version adds does not compile until it is decided
 * on here, and one that the runtime has and this list lacks fails the packaging.
 */
export const fuses = {
  version: FuseVersion.V1,
  strictlyRequireAllFuses: true,
  /** ELECTRON_RUN_AS_NODE would make a signed Node of the program. */
  [FuseV1Options.RunAsNode]: false,
  [FuseV1Options.EnableCookieEncryption]: true,
  /** NODE_OPTIONS and --inspect would let code in from outside. */
  [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: false,
  [FuseV1Options.EnableNodeCliInspectArguments]: false,
  /** The program starts only as it was packaged. */
  [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: true,
  [FuseV1Options.OnlyLoadAppFromAsar]: true,
  /** There is no snapshot of its own for the main process. */
  [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  /** The window comes from the private scheme: file:// needs no privileges. */
  [FuseV1Options.GrantFileProtocolExtraPrivileges]: false,
  /** Bounds checks of WebAssembly by the processor's own means, as Chromium does; there is none in the program. */
  [FuseV1Options.WasmTrapHandlers]: true,
} as const satisfies FuseV1Config & Record<FuseV1Options, boolean>;
