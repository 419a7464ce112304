import { describe, expect, it } from 'vitest';
import { browserHostTexts } from '../../../shared/messages/browser-host.ts';
import { asPage, call, entered, listening } from './client.ts';
import { page, running, type Running } from './running-host.ts';

/** Waits for what another turn of the event loop brings, without a sleep. */
async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((resolve) => setImmediate(resolve));
}

/** Resolves when the host has noticed that the window went away. */
async function graceBegun({ time }: Running): Promise<void> {
  await until(() => time.waiting().includes(60_000));
}

describe('entering', () => {
  it('turns the one-time address into a strict cookie that scripts cannot read', async () => {
    const run = await running();
    const opened = await run.send(run.host.address.slice(run.host.origin.length));
    expect(opened).toMatchObject({ status: 303, headers: { location: '/' } });
    expect(opened.headers['set-cookie']?.[0]).toMatch(
      /^hybrid-preflight-\d+=[\w-]{43}; HttpOnly; SameSite=Strict; Path=\/$/,
    );
  });

  it('does so once', async () => {
    const run = await running();
    await entered(run);
    const again = await run.send(run.host.address.slice(run.host.origin.length));
    expect(again).toMatchObject({
      status: 403,
      text: expect.stringContaining(browserHostTexts.usedUp.title) as unknown,
    });
    expect(again.headers['set-cookie']).toBeUndefined();
  });

  it.each(['/?token=', '/?token=wrong', '/', '/assets/app.js', '/events', '/?window=x'])(
    'refuses %s without cookie',
    async (path) => {
      const run = await running();
      expect((await run.send(path)).status).toBe(403);
    },
  );

  it('refuses the secret of the cookie before the address was opened, and any other afterwards', async () => {
    const run = await running();
    const { cookie } = await entered(run);
    const other = await running();
    expect((await other.send('/', { headers: { cookie } })).status).toBe(403);
    expect((await run.send('/', { headers: { cookie: `${cookie.split('=')[0]}=guessed` } })).status).toBe(403);
  });
});

describe('where a request comes from', () => {
  it.each([
    ['another name for this machine (DNS rebinding)', { host: 'attacker.example' }],
    ['localhost, which is another origin', { host: 'localhost:80' }],
    ['another site', { 'sec-fetch-site': 'cross-site' }],
    ['another port of this machine', { 'sec-fetch-site': 'same-site' }],
    ['a foreign origin', { origin: 'http://attacker.example' }],
    ['a sandboxed frame', { origin: 'null' }],
  ])('refuses %s', async (_, headers) => {
    const run = await running();
    const browser = await entered(run);
    expect((await call(run, browser, headers)).status).toBe(403);
    expect((await run.send('/', { headers: { ...asPage(run, browser), ...headers } })).status).toBe(403);
    expect(run.service.calls).toEqual([]);
  });

  it('refuses a call that does not tell its origin, and one that a form could send', async () => {
    const run = await running();
    const browser = await entered(run);
    const untold = { ...asPage(run, browser), 'content-type': 'application/json' };
    expect((await run.send('/call', { method: 'POST', headers: untold, body: '{}' })).status).toBe(403);
    expect((await call(run, browser, { 'content-type': 'text/plain' })).status).toBe(415);
    expect(run.service.calls).toEqual([]);
  });

  it('refuses the cookie without the number of a window: browsers send it to every port', async () => {
    const run = await running();
    const browser = await entered(run);
    expect((await call(run, { ...browser, page: '/' })).status).toBe(409);
    expect(run.service.calls).toEqual([]);
  });
});

describe('calls', () => {
  it('reach the service as they were sent', async () => {
    const run = await running();
    const browser = await entered(run);
    const answer = await call(run, browser, {}, '{"name":"listFolder","input":{"path":"/"}}');
    expect([answer.status, JSON.parse(answer.text)]).toEqual([200, { ok: true, value: null, sequence: 0 }]);
    expect(run.service.calls).toEqual([['listFolder', { path: '/' }]]);
  });

  it.each(['', 'null', '[', '"x"', '3'])('that are no JSON object are refused: %s', async (body) => {
    const run = await running();
    const answer = await call(run, await entered(run), {}, body);
    expect([answer.status, run.service.calls]).toEqual([400, []]);
    expect(JSON.parse(answer.text)).toMatchObject({ ok: false, problem: { code: 'unknown-call' } });
  });

  it('of more than a megabyte are refused unread', async () => {
    const run = await running();
    const answer = await call(run, await entered(run), {}, `{"name":"${'x'.repeat(2 ** 20)}"}`);
    expect([answer.status, run.service.calls]).toEqual([413, []]);
  });
});

describe('the page', () => {
  it('comes with a policy that allows nothing from elsewhere, and a nonce of its own each time', async () => {
    const run = await running();
    const browser = await entered(run);
    const headers = asPage(run, browser);
    const [one, other] = [await run.send(browser.page, { headers }), await run.send(browser.page, { headers })];
    const policy = String(one.headers['content-security-policy']);
    const nonce = /'nonce-([^']+)'/.exec(policy)?.[1];
    expect(one.text).toBe(page.replace('CSP_NONCE', nonce!));
    expect(other.text).not.toBe(one.text);
    expect(policy).toContain("default-src 'none'; script-src 'self'");
    expect(policy).not.toMatch(/unsafe|\*|https?:/);
    expect(one.headers).toMatchObject({
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'referrer-policy': 'same-origin',
    });
  });

  it.each([
    '/../secret.txt',
    '/%2e%2e/secret.txt',
    '/assets/..%2f..%2fsecret.txt',
    '/assets\\..\\..\\secret.txt',
    '//etc/passwd',
    '/assets/%00',
    '/%',
    'http://attacker.example/',
  ])('is all there is: %s', async (path) => {
    const run = await running();
    const answer = await run.send(path, { headers: asPage(run, await entered(run)) });
    expect([403, 404]).toContain(answer.status);
    expect(answer.text).not.toContain('planted');
    expect(run.unexpected).toEqual([]);
  });

  it('is served with its files and no other method', async () => {
    const run = await running();
    const headers = { ...asPage(run, await entered(run)), origin: run.host.origin };
    expect(await run.send('/assets/app.js', { headers })).toMatchObject({ status: 200, text: 'export {};' });
    expect((await run.send('/assets/app.js', { method: 'PUT', headers })).status).toBe(405);
  });
});

describe('one window at a time', () => {
  it('hears every delta', async () => {
    const run = await running();
    const events = await listening(run, await entered(run));
    run.service.tell({ sequence: 7, changes: {}, journal: { kind: 'same' } });
    await events.until('data: {"sequence":7,"changes":{},"journal":{"kind":"same"}}\n\n');
  });

  it('shows a second one who is there, and lets it take over on purpose', async () => {
    const run = await running();
    const first = await entered(run);
    const events = await listening(run, first);
    const second = await run.send('/', { headers: { cookie: first.cookie } });
    expect(second).toMatchObject({
      status: 409,
      text: expect.stringContaining(browserHostTexts.inUse.takeOver) as unknown,
    });
    expect(second.headers['content-security-policy']).toContain("form-action 'self'");
    const form = { cookie: first.cookie, origin: run.host.origin };
    const taken = await run.send('/take-over', { method: 'POST', headers: form });
    expect(taken.status).toBe(303);
    await events.until('event: taken-over\n');
    await events.closed;
    const now = { cookie: first.cookie, page: taken.headers.location! };
    expect((await call(run, now)).status).toBe(200);
    const late = await call(run, first);
    expect([late.status, JSON.parse(late.text)]).toMatchObject([409, { problem: { code: 'taken-over' } }]);
    expect((await run.send('/events', { headers: asPage(run, first) })).status).toBe(204);
  });

  it('may be reloaded', async () => {
    const run = await running();
    const browser = await entered(run);
    await listening(run, browser);
    expect((await run.send(browser.page, { headers: { cookie: browser.cookie } })).status).toBe(200);
    const again = await listening(run, browser);
    run.service.tell({ sequence: 1, changes: {}, journal: { kind: 'same' } });
    await again.until('"sequence":1');
  });

  it('makes room when it has gone', async () => {
    const run = await running();
    const first = await entered(run);
    const events = await listening(run, first);
    events.leave();
    await graceBegun(run);
    const next = await run.send('/', { headers: { cookie: first.cookie } });
    expect(next.headers.location).toMatch(/^\/\?window=/);
    expect(next.headers.location).not.toBe(first.page);
  });

  it('is shown that the host lives', async () => {
    const run = await running();
    const events = await listening(run, await entered(run));
    run.time.pass(15_000);
    await events.until(': here');
  });
});

describe('the end', () => {
  it('comes a minute after the window went away', async () => {
    const run = await running();
    const events = await listening(run, await entered(run));
    events.leave();
    await graceBegun(run);
    run.time.pass(59_999);
    expect(run.service.closed).toBe(0);
    run.time.pass(1);
    expect(await run.host.ended).toBe('gone');
    expect(run.service.closed).toBe(1);
  });

  it('does not come while something is written, but right after it', async () => {
    const run = await running();
    const events = await listening(run, await entered(run));
    run.service.writing = true;
    events.leave();
    await graceBegun(run);
    run.time.pass(3_600_000);
    run.service.tell({ sequence: 1, changes: {}, journal: { kind: 'same' } });
    expect(run.service.closed).toBe(0);
    run.service.writing = false;
    run.service.tell({ sequence: 2, changes: {}, journal: { kind: 'same' } });
    expect(await run.host.ended).toBe('gone');
  });

  it('does not come when the window is back in time', async () => {
    const run = await running();
    const browser = await entered(run);
    const events = await listening(run, browser);
    events.leave();
    await graceBegun(run);
    run.time.pass(30_000);
    await listening(run, browser);
    run.time.pass(3_600_000);
    expect(run.service.closed).toBe(0);
  });

  it('comes once, also when asked for twice', async () => {
    const run = await running();
    await Promise.all([run.host.close(), run.host.close()]);
    expect([await run.host.ended, run.service.closed]).toEqual(['closed', 1]);
  });
});
