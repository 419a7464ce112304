import process from 'node:process';

/** Whether npm runs this process as a script of this checkout. */
export function isOwnScript(): boolean {
  const script = process.env['npm_lifecycle_event'];
  return script === 'cli' || script === 'start';
}

/** How a person calls this program from where it was called: the words to repeat for the next command. */
export function invocation(): string {
  return isOwnScript() ? 'npm run -s cli --' : 'hybrid-preflight';
}
