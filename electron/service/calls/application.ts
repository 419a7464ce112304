import { activityTexts, serviceProblems } from '../texts.ts';
import { systemCodeOf } from '../../disk/run-folder/outcome.ts';
import type { Handlers } from '../context.ts';
import { answered, nothing, refused } from '../problems.ts';

/** Calls about the window itself. */
export const applicationCalls: Pick<Handlers, 'getState' | 'saveSettings' | 'restartAsAdministrator' | 'cancel'> = {
  async getState({ store }) {
    return answered({ state: store.state(), sequence: store.sequence() });
  },

  async saveSettings({ store, settings, options }, wanted) {
    store.change({ settings: wanted });
    try {
      await settings.save(wanted);
      return nothing;
    } catch (error) {
      const systemCode = systemCodeOf(error);
      if (systemCode === undefined) throw error;
      return refused(serviceProblems.settings(options.folders.settings, systemCode));
    }
  },

  async restartAsAdministrator({ options, desk, activities }) {
    const { restartAsAdministrator } = options.host;
    if (restartAsAdministrator === null) return refused(serviceProblems.cannotRestart());
    return activities.quietly(activityTexts.restarting, async () => {
      const occupied = desk.occupied();
      if (occupied !== undefined) return refused(occupied);
      try {
        await restartAsAdministrator();
        return nothing;
      } catch (error) {
        return refused(serviceProblems.notRestarted(error instanceof Error ? error.message : String(error)));
      }
    });
  },

  async cancel({ activities }) {
    activities.cancel();
    return nothing;
  },
};
