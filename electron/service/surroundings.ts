import type { HostTime } from '../../shared/engine/journal/host-time.ts';
import type { HostAbilities } from '../../shared/ipc/bridge.ts';
import type { About } from '../../shared/ipc/state.ts';
import type { createLabInThread } from '../run/create-lab.ts';
import type { WorkerLog } from '../systems/sync-server/worker-log.ts';
import type { openTarget } from '../targets/open-target.ts';
import type { Processes } from '../disk/processes.ts';
import type { makeEngagementFolder } from './make-engagement-folder.ts';

/** Who works, on which machine. */
export interface Identity {
  /** The signed-in user. */
  readonly operator: string;
  readonly machine: string;
  readonly pid: number;
  /** What can be seen of other processes; those of this machine when not given. */
  readonly processes?: Processes;
}

/** Absolute paths. */
export interface ServiceFolders {
  /** Where `settings.json` is kept. */
  readonly settings: string;
  /** Proposed for engagements. */
  readonly engagements: string;
  readonly home: string;
  readonly logs: string | null;
}

/** Everything a service needs of its surroundings. */
export interface ServiceOptions {
  readonly host: HostAbilities;
  readonly identity: Identity;
  readonly folders: ServiceFolders;
  readonly licences: About['licences'];
  /** Told of every error that is a bug; for the log. */
  readonly onUnexpected: (error: unknown) => void;
  /** Told what the worker on a live server says beside its answers; for the log. */
  readonly workerLog?: WorkerLog;
  /** The machine's time when not given. */
  readonly time?: HostTime;
  readonly openTarget?: typeof openTarget;
  readonly createLab?: typeof createLabInThread;
  /** Makes the folder of an engagement; in the file system when not given. */
  readonly makeFolder?: typeof makeEngagementFolder;
}
