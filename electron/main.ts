import { productName } from '../shared/base/words/product.ts';
import * as electron from 'electron';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { windowHostTexts } from './main/texts.ts';
import { readLicences } from './installation/read-licences.ts';
import { outsideArchive } from './main/outside-archive.ts';
import { createLog } from './main/log.ts';
import { practiceScenario } from './main/practice-scenario.ts';
import { createElevatedRestart, runToEnd } from './main/restart-as-administrator.ts';
import { startApp } from './main/start.ts';
import { listRendererFiles } from './installation/renderer-files.ts';
import { createService } from './service/service.ts';
import { beginPractice } from './service/practice.ts';
import { presentIdentity, userFolders } from './service/user-surroundings.ts';
import { appVersion } from './installation/version.ts';

const { app, dialog } = electron;

/** The bundle lies in dist/electron, the window beside it in dist/renderer. */
const dist = join(import.meta.dirname, '..');
const logs = app.getPath('logs');
const log = createLog(logs);
const identity = presentIdentity();
const folders = { ...userFolders(), engagements: join(app.getPath('documents'), productName), logs };
/** Straight into a practice run. */
const scenario = practiceScenario(process.argv.slice(1));

/** The last boundary: a bug nobody caught. What is on disk is whole up to the last line of the journal. */
function endUnexpectedly(error: unknown): void {
  log.write({ kind: 'unexpected', error });
  dialog.showErrorBox(windowHostTexts.unexpected.title, windowHostTexts.unexpected.message(logs));
  app.exit(1);
}

process.on('uncaughtException', endUnexpectedly);
process.on('unhandledRejection', endUnexpectedly);
app.on('quit', () => log.write({ kind: 'ended' }));
log.write({
  kind: 'started',
  version: appVersion,
  electron: process.versions.electron,
  platform: `${process.platform}-${process.arch}`,
});

// Not awaited: Electron becomes ready only after this module has been evaluated.
startApp(electron, {
  log,
  preload: join(dist, 'electron', 'preload.cjs'),
  files: () => listRendererFiles(join(dist, 'renderer')),
  createService: async (host) =>
    createService({
      ...{ host, identity, folders },
      licences: await readLicences(join(dist, 'licences.json')),
      onUnexpected: (error) => log.write({ kind: 'unexpected', error }),
      workerLog: (remark) => {
        const stream = remark.kind === 'stray' ? remark.kind : remark.stream;
        log.write({ kind: 'worker-said', stream, characters: remark.text.length });
      },
    }),
  restartAsAdministrator: createElevatedRestart({
    ...{ app, platform: process.platform, environment: process.env, program: process.execPath },
    ...{ exists: existsSync, run: runToEnd },
    script: outsideArchive(join(import.meta.dirname, 'restart-as-administrator.ps1')),
  }),
  afterOpening: async (service) => {
    if (scenario === undefined) return;
    await beginPractice(service, { scenario, operator: identity.operator, folder: folders.engagements });
  },
}).catch(endUnexpectedly);
