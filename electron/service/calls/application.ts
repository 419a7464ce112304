import { serviceProblems } from '../../../shared/messages/service.ts';
import { systemCodeOf } from '../../workspace/outcome.ts';
import type { Handlers } from '../context.ts';
import { answered, nothing, refused } from '../problems.ts';

/** Calls about the window itself. */
export const applicationCalls: Pick<Handlers, 'getState' | 'saveSettings' | 'cancel'> = {
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

  async cancel({ activities }) {
    activities.cancel();
    return nothing;
  },
};
