// npm run package [-- --dir]: builds everything and packs it for Windows x64 into out/; with --dir the folder only.
import electronDescription from 'electron/package.json' with { type: 'json' };
import { Arch, build, Platform } from 'electron-builder';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { buildAll } from './bundle.ts';
import { builderConfiguration } from './electron-builder.config.ts';
import { missingDownload } from './package/missing-download.ts';

const [option, ...others] = process.argv.slice(2);
if ((option !== undefined && option !== '--dir') || others.length > 0) {
  console.error('Usage: npm run package [-- --dir]');
  process.exit(2);
}

await buildAll();
try {
  const packed = await build({
    config: builderConfiguration,
    targets: Platform.WINDOWS.createTarget(option === '--dir' ? 'dir' : undefined, Arch.x64),
  });
  console.log(['Packed into out/:', ...packed].join('\n  '));
} catch (error) {
  // Electron itself is unpacked first; what fails later is a tool of the installer.
  const hasRuntime = existsSync(join(builderConfiguration.directories.output, 'win-unpacked', 'resources'));
  const runtime = `the Electron runtime ${electronDescription.version} for Windows x64`;
  const line = missingDownload(error, hasRuntime ? 'a tool that makes the installer' : runtime);
  if (line === null) throw error;
  console.error(line);
  process.exit(1);
}
