import { spawn } from 'node:child_process';

/** A process that serves the window. */
export interface Serving {
  /** The one-time address. */
  readonly address: string;
  kill(): Promise<void>;
}

/** Starts a script that prints the address at which it serves the window. Rejects when it ends without. */
export async function startServing(
  script: string,
  words: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<Serving> {
  const child = spawn(process.execPath, [script, ...words], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, ...environment },
  });
  const address = Promise.withResolvers<string>();
  const ended = Promise.withResolvers<undefined>();
  let said = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    said += text;
    const found = /http:\/\/127\.0\.0\.1:\d+\/#token=[^\s"]+/.exec(said);
    if (found !== null) address.resolve(found[0]);
  });
  child.once('error', address.reject);
  child.once('close', () => {
    address.reject(new Error(`${script} ended before it served the window:\n${said}`));
    ended.resolve(undefined);
  });
  return {
    address: await address.promise,
    async kill() {
      child.kill('SIGKILL');
      await ended.promise;
    },
  };
}
