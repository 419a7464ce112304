import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { isBuiltin } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildProgram } from '../../build/bundle.ts';

const stub = pathToFileURL(join(import.meta.dirname, 'bundle', 'use-electron-stub.mjs')).href;

let dist: string;

beforeAll(async () => {
  dist = await mkdtemp(join(tmpdir(), 'hybrid-preflight-'));
  await buildProgram(dist);
  await mkdir(join(dist, 'renderer'));
  await writeFile(join(dist, 'renderer', 'index.html'), '');
  // As package.json says in the real place.
  await writeFile(join(dist, 'package.json'), '{ "type": "module" }');
}, 120_000);

afterAll(() => rm(dist, { recursive: true }));

describe('the bundled program', () => {
  it('needs nothing but Electron and Node', async () => {
    const files = (await readdir(join(dist, 'electron'))).filter((name) => name.endsWith('.js'));
    const imported = await Promise.all(
      files.map(async (name) => {
        const code = await readFile(join(dist, 'electron', name), 'utf8');
        return [...code.matchAll(/^(?:import|export) .*?from "([^"]+)";$|^import "([^"]+)";$/gm)].map(
          ([, from, bare]) => from ?? bare!,
        );
      }),
    );
    const foreign = imported.flat().filter((name) => !name.startsWith('./') && !isBuiltin(name) && name !== 'electron');
    expect(foreign).toEqual([]);
  });

  it('has one preload script in CommonJS, which needs Electron alone', async () => {
    const code = await readFile(join(dist, 'electron', 'preload.cjs'), 'utf8');
    expect([...code.matchAll(/require\("([^"]+)"\)/g)].map(([, name]) => name)).toEqual(['electron']);
  });

  it('holds the scripts of PowerShell where it looks for them', async () => {
    const scripts = join(dist, 'electron', 'worker');
    const source = join(import.meta.dirname, '..', '..', 'electron', 'systems', 'sync-server', 'worker');
    expect(await readdir(scripts)).toEqual(await readdir(source));
    expect(await readFile(join(scripts, 'worker.ps1'))).toEqual(await readFile(join(source, 'worker.ps1')));
    expect(await readdir(join(dist, 'electron'))).toContain('restart-as-administrator.ps1');
    // In a part of the program that is loaded when it is used: parts lie beside each other, so the address is the same.
    const parts = (await readdir(join(dist, 'electron'))).filter((name) => name.endsWith('.js'));
    const codes = await Promise.all(parts.map((name) => readFile(join(dist, 'electron', name), 'utf8')));
    const naming = codes.filter((code) => /new URL\(["']worker\/worker\.ps1["'], import\.meta\.url\)/.test(code));
    expect(naming).toHaveLength(1);
  });

  it('says the licence of everything inside, with its text', async () => {
    const licences = JSON.parse(await readFile(join(dist, 'licences.json'), 'utf8')) as readonly {
      readonly name: string;
    }[];
    const texts = await readFile(join(dist, 'licences.txt'), 'utf8');
    expect(licences.map(({ name }) => name)).toEqual(expect.arrayContaining(['electron', 'react', 'zod']));
    expect(licences.filter(({ name }) => !texts.includes(`${name} `))).toEqual([]);
  });

  it('opens its window on a stand-in for Electron, and builds a lab in its own thread', async () => {
    const folder = join(dist, 'user');
    await mkdir(folder);
    const program = ['--import', stub, join(dist, 'electron', 'main.js'), '--lab', 'clean'];
    const { stdout } = await promisify(execFile)(process.execPath, program, {
      env: { ...process.env, STUB_FOLDER: folder, HOME: folder, APPDATA: folder, XDG_CONFIG_HOME: folder },
    });
    expect(JSON.parse(stdout)).toMatchObject({ target: { kind: 'open' }, host: 'electron' });
    expect(await readFile(join(folder, 'main.log'), 'utf8')).toContain(' started version=');
  }, 120_000);
});
