import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { registerScheme, serveWindow } from '../../../electron/main/scheme.ts';
import { electronDouble, SessionDouble } from './electron-double.ts';

const page = 'app://hybrid-preflight/';

async function serving(): Promise<SessionDouble> {
  const folder = await mkdtemp(join(tmpdir(), 'hybrid-preflight-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const index = join(folder, 'index.html');
  await writeFile(index, 'the window');
  const session = new SessionDouble('window');
  serveWindow(session.asElectron, new Map([['/index.html', index]]));
  return session;
}

describe('the private scheme', () => {
  it('has an origin of its own, and bypasses no policy', () => {
    const { parts, protocol } = electronDouble();
    registerScheme(parts);
    expect(protocol.registerSchemesAsPrivileged.mock.calls).toEqual([
      [[{ scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true } }]],
    ]);
  });

  it('serves the page with a policy that lets it connect nowhere', async () => {
    const response = await (await serving()).answer(page);
    expect(await response.text()).toBe('the window');
    expect(response.headers.get('Content-Security-Policy')).toContain("connect-src 'none'");
  });

  it.each([
    'app://other/index.html',
    'app://hybrid-preflight/missing.js',
    'app://hybrid-preflight/../../etc/passwd',
    'app://hybrid-preflight/%2e%2e/%2e%2e/package.json',
    'app://hybrid-preflight/..%5c..%5cpackage.json',
    'app://hybrid-preflight:1/index.html',
    'https://hybrid-preflight/index.html',
    'no address',
  ])('does not serve %s', async (url) => {
    const response = await (await serving()).answer(url);
    expect([response.status, await response.text()]).toEqual([404, '']);
  });

  it.each(['POST', 'HEAD', 'PUT'])('does not answer %s', async (method) => {
    expect((await (await serving()).answer(page, method)).status).toBe(405);
  });
});
