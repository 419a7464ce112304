import type { WorkerFacts } from '../../../../shared/assessment/this-server/worker-facts.ts';

/** What a worker finds on a server in order. */
export const readyWorker: WorkerFacts = {
  version: '5.1.17763.6189',
  edition: 'Desktop',
  is64Bit: true,
  languageMode: 'FullLanguage',
  culture: 'de-DE',
  isElevated: true,
  isInAdSyncAdmins: true,
  module: { state: 'loaded', path: 'C:\\ADSync.psd1', version: '2.6.92.0' },
  serviceStatus: 'Running',
};
