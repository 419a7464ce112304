import process from 'node:process';
import { isCheckout } from './checkout-variables.ts';

/** Whether npm runs this process as a script of this checkout. */
export function isOwnScript(): boolean {
  const script = process.env['npm_lifecycle_event'];
  return script === 'cli' || script === 'start';
}

/** How a person calls this program from where it is: a checkout has no command of its own. */
export function invocation(inCheckout = isCheckout()): string {
  return inCheckout ? 'npm run -s cli --' : 'hybrid-preflight';
}

/** A whole command for a person to type again, each word such that no shell takes it apart or runs any of it. */
export function commandLine(...words: readonly string[]): string {
  return [invocation(), ...words.map((word) => quotedWord(word))].join(' ');
}

/** Words that need no quotation marks, and words that every shell leaves as they are between double ones. */
const [bare, calm] = [/^[\w-]+$/, /^[\p{L}\p{N} _.,:@+=/~()#&;[\]{}-]*$/u];

export function quotedWord(word: string, platform: NodeJS.Platform = process.platform): string {
  if (bare.test(word)) return word;
  const isCalm = platform === 'win32' ? calm.test(word.replaceAll('\\', '/')) && !word.endsWith('\\') : calm.test(word);
  if (isCalm) return `"${word}"`;
  // PowerShell and the shells of Unix take what stands between single quotation marks literally.
  return `'${word.replaceAll("'", platform === 'win32' ? "''" : String.raw`'\''`)}'`;
}
