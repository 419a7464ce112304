import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import { listRendererFiles, serveRendererFile } from '../../../electron/installation/renderer-files.ts';

const page = '<meta name="csp-nonce" content="CSP_NONCE" />';

/** A built window in a folder whose neighbour holds a secret. */
async function builtWindow() {
  const folder = await mkdtemp(join(tmpdir(), 'hybrid-preflight-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const root = join(folder, 'renderer');
  await mkdir(join(root, 'assets'), { recursive: true });
  await writeFile(join(folder, 'secret.txt'), 'secret');
  await writeFile(join(root, 'index.html'), page);
  await writeFile(join(root, 'assets', 'index.js'), 'CSP_NONCE');
  await writeFile(join(root, 'assets', 'data.bin'), 'x');
  return { folder, root };
}

async function listed() {
  return listRendererFiles((await builtWindow()).root);
}

function textOf(body: Uint8Array): string {
  return new TextDecoder().decode(body);
}

describe('the page', () => {
  it.each(['/', '/index.html'])('at %s holds the nonce of its own policy', async (path) => {
    const served = (await serveRendererFile(await listed(), path, 'nowhere'))!;
    const [, nonce] = /content="(.+)"/.exec(textOf(served.body))!;
    expect(served.headers['Content-Security-Policy']).toContain(`'nonce-${nonce}'`);
  });

  it('has another nonce each time', async () => {
    const files = await listed();
    const [one, other] = [
      await serveRendererFile(files, '/', 'nowhere'),
      await serveRendererFile(files, '/', 'nowhere'),
    ];
    expect(textOf(one!.body)).not.toBe(textOf(other!.body));
  });

  it('must be there', async () => {
    const { root } = await builtWindow();
    await rm(join(root, 'index.html'));
    await expect(listRendererFiles(root)).rejects.toThrow('no built window');
  });
});

describe('a file of the window', () => {
  it('is served as it is, with its type and without sniffing', async () => {
    const served = (await serveRendererFile(await listed(), '/assets/index.js', 'nowhere'))!;
    expect(textOf(served.body)).toBe('CSP_NONCE');
    expect(served.headers).toMatchObject({
      'Content-Type': 'text/javascript; charset=utf-8',
      'X-Content-Type-Options': 'nosniff',
    });
  });

  it('of an unknown kind is no page and no script', async () => {
    const served = (await serveRendererFile(await listed(), '/assets/data.bin', 'nowhere'))!;
    expect(served.headers['Content-Type']).toBe('application/octet-stream');
  });
});

describe('what is not a file of the window', () => {
  it.each([
    '/../secret.txt',
    '/assets/../../secret.txt',
    '/assets/..%2F..%2Fsecret.txt',
    '/%2e%2e/secret.txt',
    '/..\\secret.txt',
    '/assets/../index.html',
    '//secret.txt',
    '/assets',
    '/assets/',
    '/INDEX.HTML',
    '/index.html\0',
    '/C:/Windows/win.ini',
    '',
  ])('is not served: %j', async (path) => {
    expect(await serveRendererFile(await listed(), path, 'nowhere')).toBeNull();
  });

  it('is not served through a symbolic link', async ({ skip }) => {
    skip(process.platform === 'win32', 'making a symbolic link needs a privilege on Windows');
    const { folder, root } = await builtWindow();
    await symlink(join(folder, 'secret.txt'), join(root, 'link.txt'));
    expect(await serveRendererFile(await listRendererFiles(root), '/link.txt', 'nowhere')).toBeNull();
  });

  it('is not served, whatever the path', async () => {
    const files = await listed();
    const part = fc.constantFrom('..', '.', 'assets', 'secret.txt', '%2e%2e', '%2f', '\\', '', 'index.js.', 'renderer');
    await fc.assert(
      fc.asyncProperty(fc.array(part, { minLength: 1 }), async (parts) => {
        const path = `/${parts.join('/')}`;
        fc.pre(path !== '/');
        expect(await serveRendererFile(files, path, 'nowhere')).toBeNull();
      }),
    );
  });
});
