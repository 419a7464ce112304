import { cp, mkdir, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { build, type Plugin } from 'vite';
import { licencesOfPackages } from '../electron/installation/licences.ts';
import { electronLicence, licenceTexts } from './package/licences.ts';

const root = join(import.meta.dirname, '..');
const usualPlace = join(root, 'dist');

/** Builds everything that a host of the window needs, into dist/: window, main process, preload, licences. */
export async function buildAll(): Promise<void> {
  await buildRenderer();
  await buildProgram();
}

/** What Electron needs besides the window, into dist/ or another folder. */
export async function buildProgram(dist: string = usualPlace): Promise<void> {
  await buildMain(dist);
  await buildPreload(dist);
  await copyScripts(dist);
  await writeLicences(dist);
}

/** dist/renderer, from vite.config.ts. */
export async function buildRenderer(): Promise<void> {
  await build({ configFile: join(root, 'vite.config.ts'), root: join(root, 'renderer'), logLevel: 'warn' });
}

/** dist/electron/main.js: an ES module with everything inside but Electron and Node, and one file for each thread it starts. */
async function buildMain(dist: string): Promise<void> {
  await build({
    ...quiet,
    plugins: [threads()],
    ssr: { noExternal: true, external: ['electron'] },
    build: {
      ...forElectron,
      outDir: join(dist, 'electron'),
      ssr: true,
      emptyOutDir: true,
      rolldownOptions: {
        input: { main: join(root, 'electron', 'main.ts') },
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
      },
    },
  });
}

/** dist/electron/preload.cjs: CommonJS in one file, because a sandboxed preload script can be nothing else. */
async function buildPreload(dist: string): Promise<void> {
  await build({
    ...quiet,
    ssr: { noExternal: true, external: ['electron'] },
    build: {
      ...forElectron,
      outDir: join(dist, 'electron'),
      ssr: true,
      emptyOutDir: false,
      rolldownOptions: {
        input: { preload: join(root, 'electron', 'preload.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs', codeSplitting: false },
      },
    },
  });
}

/** dist/electron/…: the scripts that PowerShell runs, where the bundle looks for them. */
async function copyScripts(dist: string): Promise<void> {
  const to = join(dist, 'electron');
  await cp(join(root, 'electron', 'systems', 'sync-server', 'worker'), join(to, 'worker'), { recursive: true });
  const restart = 'restart-as-administrator.ps1';
  await cp(join(root, 'electron', 'main', restart), join(to, restart));
}

/** dist/licences.json for the page About, and the full texts in dist/licences.txt. */
async function writeLicences(dist: string): Promise<void> {
  const licences = [...licencesOfPackages(), electronLicence(root)];
  await mkdir(dist, { recursive: true });
  await writeFile(join(dist, 'licences.json'), `${JSON.stringify(licences)}\n`);
  await writeFile(join(dist, 'licences.txt'), await licenceTexts(root, licences));
}

const quiet = { root, configFile: false, logLevel: 'warn' } as const;

const forElectron = {
  target: 'node24',
  // Readable stacks matter more than bytes on a disk.
  minify: false,
  sourcemap: false,
} as const;

/** Bundles what `new URL('./thread.ts', import.meta.url)` names as an entry of its own, and writes its new name there. */
function threads(): Plugin {
  return {
    name: 'hybrid-preflight:threads',
    // Before types are stripped: the call is still as it was written.
    enforce: 'pre',
    transform(code, id) {
      return code.replaceAll(/new URL\('(\.[^']+)\.ts', import\.meta\.url\)/g, (_all, path: string) => {
        const fileName = `${basename(path)}.js`;
        this.emitFile({ type: 'chunk', id: resolve(dirname(id), `${path}.ts`), fileName });
        return `new URL('./${fileName}', import.meta.url)`;
      });
    },
  };
}
