import { spawnSync } from 'node:child_process';
import { copyFileSync, linkSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';

const resultsFolder = resolve('test-results');
const nodeFile = process.platform === 'win32' ? 'node.exe' : 'node';
const checkouts: string[] = [];

afterEach(() => {
  checkouts.splice(0).forEach((folder) => rmSync(folder, { recursive: true, force: true }));
});

type Packages = Readonly<Record<string, { readonly version: string; readonly optional?: true }>>;

const wanted: Packages = { '': { version: '1.0.0' }, 'node_modules/zod': { version: '4.0.0' } };

/** A small checkout with an npm of its own that writes down how it was called and installs what is wanted. */
class Checkout {
  readonly #folder: string;

  constructor({
    lock = wanted,
    installed,
    npmExitCode = 0,
  }: {
    lock?: Packages;
    installed?: Packages;
    npmExitCode?: number;
  }) {
    mkdirSync(resultsFolder, { recursive: true });
    this.#folder = mkdtempSync(join(resultsFolder, 'checkout-'));
    checkouts.push(this.#folder);
    ['build', 'scripts', 'node_modules/node/bin'].forEach((name) => mkdirSync(this.#path(name), { recursive: true }));
    copyFileSync(resolve('build/bootstrap.mjs'), this.#path('build/bootstrap.mjs'));
    linkSync(process.execPath, this.#path('node_modules/node/bin', nodeFile));
    this.#write('package-lock.json', JSON.stringify({ packages: lock }));
    if (installed) this.#write('node_modules/.package-lock.json', JSON.stringify({ packages: installed }));
    this.#write(
      'npm-cli.js',
      `import fs from 'node:fs';
       fs.appendFileSync('npm-calls.txt', process.argv.slice(2).join(' ') + '\\n');
       console.log('npm talks');
       fs.copyFileSync('package-lock.json', 'node_modules/.package-lock.json');
       process.exit(${npmExitCode});`,
    );
    this.#write('npm-calls.txt', '');
    this.#write(
      'scripts/arguments.ts',
      'const given: string[] = process.argv.slice(2);\nconsole.log(JSON.stringify(given));',
    );
    this.#write('scripts/which.ts', "console.log(process.env['PATH']);");
    this.#write('scripts/leave-with-four.ts', 'process.exit(4);');
  }

  run(
    script: string,
    ...scriptArguments: readonly string[]
  ): { stdout: string; stderr: string; status: number | null } {
    return spawnSync(process.execPath, ['build/bootstrap.mjs', `scripts/${script}.ts`, ...scriptArguments], {
      cwd: this.#folder,
      encoding: 'utf8',
      env: { ...process.env, npm_execpath: this.#path('npm-cli.js') },
    });
  }

  npmCalls(): readonly string[] {
    return readFileSync(this.#path('npm-calls.txt'), 'utf8').split('\n').filter(Boolean);
  }

  firstInPath(): string {
    return this.#path('node_modules/node/bin');
  }

  #path(...names: readonly string[]): string {
    return join(this.#folder, ...names);
  }

  #write(name: string, text: string): void {
    writeFileSync(this.#path(name), text);
  }
}

describe('bootstrap', () => {
  it('installs nothing where everything is installed', () => {
    const checkout = new Checkout({ installed: wanted });
    expect(checkout.run('arguments').status).toBe(0);
    expect(checkout.npmCalls()).toEqual([]);
  });

  it.each<[what: string, installed: Packages | undefined]>([
    ['nothing is installed', undefined],
    ['a package is missing', {}],
    ['a package has another version than the lock asks for', { 'node_modules/zod': { version: '3.0.0' } }],
  ])('installs once when %s', (_, installed) => {
    const checkout = new Checkout(installed ? { installed } : {});
    checkout.run('arguments');
    checkout.run('arguments');
    expect(checkout.npmCalls()).toEqual(['ci --no-audit --no-fund']);
  });

  it('does not miss a package that is for other platforms', () => {
    const lock: Packages = { ...wanted, 'node_modules/fsevents': { version: '2.3.3', optional: true } };
    const checkout = new Checkout({ lock, installed: wanted });
    checkout.run('arguments');
    expect(checkout.npmCalls()).toEqual([]);
  });

  it('runs TypeScript with the arguments it was given, unchanged', () => {
    const given = ['run', '--option', 'name=a value', '"quoted"', 'ü', ''];
    expect(JSON.parse(new Checkout({ installed: wanted }).run('arguments', ...given).stdout)).toEqual(given);
  });

  it("puts the project's own Node first in the path", () => {
    const checkout = new Checkout({ installed: wanted });
    expect(checkout.run('which').stdout.startsWith(checkout.firstInPath())).toBe(true);
  });

  it('leaves standard output to the script while npm installs', () => {
    const { stdout, stderr } = new Checkout({}).run('arguments', 'only', 'this');
    expect(stdout).toBe('["only","this"]\n');
    expect(stderr).toContain('npm talks');
  });

  it('ends with the exit code of the script', () => {
    expect(new Checkout({ installed: wanted }).run('leave-with-four').status).toBe(4);
  });

  it('runs nothing and says so when the installation fails', () => {
    const { status, stdout, stderr } = new Checkout({ npmExitCode: 7 }).run('arguments');
    expect(status).toBe(1);
    expect(stdout).toBe('');
    expect(stderr).toContain('"npm ci --no-audit --no-fund" failed with exit code 7');
  });
});
