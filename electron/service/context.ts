import type { z } from 'zod';
import type { ChangePlanDocument } from '../../shared/change-plan/model.ts';
import type { HostTime } from '../../shared/engine/journal/host-time.ts';
import type { CallName, callInputs } from '../../shared/ipc/calls.ts';
import type { Answer, CallOutputs } from '../../shared/ipc/state.ts';
import type { Activities } from './activities.ts';
import type { Desk } from './desk.ts';
import type { NameLists } from './name-lists.ts';
import type { SettingsFile } from './settings-file.ts';
import type { StateStore } from './state-store.ts';
import type { ServiceOptions } from './surroundings.ts';

/** What every call works with. */
export interface ServiceContext {
  readonly options: ServiceOptions;
  readonly time: HostTime;
  readonly store: StateStore;
  readonly activities: Activities;
  readonly desk: Desk;
  readonly settings: SettingsFile;
  /** Folders that reports were saved to. */
  readonly saved: Set<string>;
  readonly names: NameLists;
  /** The change plan that was made last, and is shown. */
  readonly changePlan: { shown: ChangePlanDocument | undefined };
}

/** Carries out one call; its input has been parsed. */
export type Handler<Name extends CallName> = (
  context: ServiceContext,
  input: z.output<(typeof callInputs)[Name]>,
) => Promise<Answer<CallOutputs[Name]>>;

/** A handler for every call; one that is missing or too many does not compile. */
export type Handlers = { readonly [Name in CallName]: Handler<Name> };
