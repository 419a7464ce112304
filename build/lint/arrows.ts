import type { ConfinedName } from './confined-names.ts';
import type { ForbiddenArrow } from './room-arrows.ts';

/**
 * The rooms from the ground up (docs/architecture.md). A room may import itself and every room of a lower floor; rooms of
 * one floor do not know each other. A file belongs to the longest path that contains it; what lies in no room of these
 * imports nothing of them, so that a new folder is put on a floor before it is used.
 */
export const floors: readonly (readonly string[])[] = [
  // Pure: neither Node nor Electron nor React.
  ['shared/base'],
  ['shared/engine', 'shared/entra-connect'],
  ['shared/systems', 'shared/run-folder'],
  ['shared/user-flow'],
  ['shared/procedures/steps'],
  ['shared/procedures'],
  ['shared/assessment'],
  ['shared/report'],
  ['shared/change-plan'],
  ['shared/ipc'],
  // Node, files and processes.
  ['electron/installation'],
  ['electron/disk'],
  ['electron/lab', 'electron/systems', 'electron/printing'],
  ['electron/targets'],
  ['electron/run'],
  ['electron/service', 'electron/preload'],
  ['electron/main', 'electron/cli', 'electron/browser-host'],
  // The entry points.
  ['electron'],
];

const interfacePackages = ['react', 'react-dom', 'zustand', '@fluentui'] as const;

/** What the order of the rooms does not say: other rooms, packages and Node's own modules. */
export const forbiddenArrows: readonly ForbiddenArrow[] = [
  {
    from: 'shared',
    rooms: ['renderer', 'test', 'build'],
    packages: ['electron', ...interfacePackages],
    nodeModules: true,
    reason: 'shared is pure and knows nobody',
  },
  {
    from: 'renderer',
    rooms: ['electron', 'test', 'build'],
    packages: ['electron'],
    nodeModules: true,
    reason: 'the renderer reaches the outside through the IPC schema only',
  },
  {
    from: 'electron',
    rooms: ['renderer', 'test', 'build'],
    packages: interfacePackages,
    reason: 'the main process holds the truth and draws nothing',
  },
];

/** Both ends of the channel between window and main process, each in the one file that guards it (design.md §8). */
export const confinedNames: readonly ConfinedName[] = [
  { name: 'ipcMain', files: ['electron/main/ipc.ts'], reason: 'there each call is checked for who makes it' },
  {
    name: 'ipcRenderer',
    files: ['electron/preload.ts', 'electron/preload/bridge.ts'],
    reason: 'the page gets two functions and no channel',
  },
];
