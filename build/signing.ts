import type { WindowsConfiguration } from 'electron-builder';
import { basename } from 'node:path';

type Signing = NonNullable<WindowsConfiguration['signtoolOptions']>;

/** Where electron-builder looks for a certificate. */
const certificateVariables = ['WIN_CSC_LINK', 'CSC_LINK'] as const;

/** How executables are signed: with the certificate of the environment, or not at all, and then every one of them says so. */
export function signingOf(
  environment: Readonly<Record<string, string | undefined>>,
  say: (line: string) => void,
): Signing {
  const hasCertificate = certificateVariables.some((name) => (environment[name] ?? '') !== '');
  const signingHashAlgorithms: ['sha256'] = ['sha256'];
  if (hasCertificate) return { signingHashAlgorithms };
  return {
    signingHashAlgorithms,
    sign: async ({ path }) =>
      say(`NOT SIGNED: ${basename(path)} (no certificate in ${certificateVariables.join(' or ')})`),
  };
}
