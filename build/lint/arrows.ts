import type { ConfinedName } from './confined-names.ts';
import type { ForbiddenArrow } from './room-arrows.ts';

const interfacePackages = ['react', 'react-dom', 'zustand', '@fluentui'] as const;

/** The arrows of design.md §6, renderer → shared ← electron, as the imports they forbid. */
export const forbiddenArrows: readonly ForbiddenArrow[] = [
  {
    from: 'shared',
    rooms: ['electron', 'renderer', 'test', 'build'],
    packages: ['electron', ...interfacePackages],
    nodeModules: true,
    reason: 'shared is pure and knows nobody',
  },
  {
    from: 'shared/engine',
    rooms: ['shared/procedures', 'shared/sync-rules', 'shared/ports'],
    reason: 'the step engine knows nothing of Entra',
  },
  {
    from: 'shared/sync-rules',
    rooms: ['shared/engine', 'shared/procedures', 'shared/ports'],
    reason: 'rules are read and judged without a system or a procedure',
  },
  {
    from: 'shared/ports',
    rooms: ['shared/engine', 'shared/procedures', 'shared/report'],
    reason: 'a port describes a system, not what is done with it',
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
  {
    from: 'electron/lab',
    rooms: ['electron/systems'],
    reason: 'the lab implements the ports itself',
  },
  {
    from: 'electron/systems',
    rooms: ['electron/lab'],
    reason: 'an adapter must not know which system answers it',
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
