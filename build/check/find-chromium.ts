import { existsSync } from 'node:fs';
import { browserPlaces } from '../../electron/printing/installed-browsers.ts';

/** A browser for the browser tests, or what to do where there is none. */
export type FoundChromium =
  { readonly kind: 'found'; readonly program: string } | { readonly kind: 'missing'; readonly remedy: string };

const variable = 'HYBRID_PREFLIGHT_CHROMIUM';

/**
 * The program named by HYBRID_PREFLIGHT_CHROMIUM, else an installed Chromium, Chrome or Edge, else `ownOfPlaywright`,
 * where Playwright puts the one it downloads. Never downloads one.
 */
export function findChromium(
  ownOfPlaywright: string,
  environment: NodeJS.ProcessEnv = process.env,
  platform: NodeJS.Platform = process.platform,
  exists: (path: string) => boolean = existsSync,
): FoundChromium {
  const named = environment[variable];
  if (named !== undefined && named !== '') {
    if (exists(named)) return { kind: 'found', program: named };
    return { kind: 'missing', remedy: `${variable} names no file: ${named}` };
  }
  const program = [...browserPlaces(platform, environment), ownOfPlaywright].find(exists);
  return program === undefined ? { kind: 'missing', remedy: remedyOn(platform) } : { kind: 'found', program };
}

function remedyOn(platform: NodeJS.Platform): string {
  const install =
    platform === 'linux'
      ? 'Install one ("apt-get install chromium" on Debian, "npx playwright install --with-deps chromium" elsewhere)'
      : 'Install Chrome or Edge, or run "npx playwright install chromium"';
  return `There is no Chromium, Chrome or Edge on this machine. ${install}, or name its program in ${variable}.`;
}
