import { flipFuses } from '@electron/fuses';
import type { AfterPackContext, Configuration } from 'electron-builder';
import { join } from 'node:path';
import { fuses } from './fuses.ts';
import { signingOf } from './signing.ts';

const product = 'Hybrid Preflight';

/** What `npm run package` makes: a portable program and an installer for Windows x64; both programs run as the one who starts them. */
export const builderConfiguration = {
  appId: 'hybrid-preflight',
  productName: product,
  directories: { buildResources: 'build', output: 'out' },
  // Everything is bundled: no package travels as files.
  files: ['dist/electron/**', 'dist/renderer/**', 'dist/licences.json', 'package.json', '!node_modules/**'],
  extraFiles: [
    { from: 'dist/licences.txt', to: 'LICENCES.txt' },
    { from: 'LICENSE', to: 'LICENCE.hybrid-preflight.txt' },
  ],
  asar: true,
  // PowerShell reads its scripts itself, and cannot look into the archive.
  asarUnpack: ['dist/electron/**/*.ps1'],
  disableAsarIntegrity: false,
  electronLanguages: ['en-US'],
  npmRebuild: false,
  nodeGypRebuild: false,
  // Nothing is updated or published by itself.
  publish: null,
  afterPack: setFuses,
  win: {
    target: [
      { target: 'portable', arch: ['x64'] },
      { target: 'nsis', arch: ['x64'] },
    ],
    icon: 'build/icons/icon.ico',
    requestedExecutionLevel: 'asInvoker',
    signtoolOptions: signingOf(process.env, (line) => console.error(line)),
  },
  portable: { artifactName: 'hybrid-preflight-${version}-portable.${ext}', requestExecutionLevel: 'user' },
  nsis: {
    artifactName: 'hybrid-preflight-${version}-setup.${ext}',
    oneClick: false,
    // Below Program Files, where only administrators write: the scripts beside the archive run as administrator.
    perMachine: true,
    allowElevation: true,
    allowToChangeInstallationDirectory: true,
    deleteAppDataOnUninstall: false,
    differentialPackage: false,
  },
} as const satisfies Configuration;

/** Before signing: the signature must cover what the fuses make of the program. */
async function setFuses({ appOutDir, packager }: AfterPackContext): Promise<void> {
  await flipFuses(join(appOutDir, `${packager.appInfo.productFilename}.exe`), fuses);
}
