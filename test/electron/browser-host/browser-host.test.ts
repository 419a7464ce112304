import { describe, expect, it } from 'vitest';
import { asPage, call, entered, eventsPath, listening, openWindow, post, tokenOf } from './client.ts';
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
  it('exchanges the token of the one-time address for a secret that browsers never send by themselves', async () => {
    const run = await running();
    expect(run.host.address).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/#token=[\w-]{43}$/);
    const answer = await post(run, '/enter', { token: tokenOf(run) });
    expect([answer.status, JSON.parse(answer.text)]).toEqual([
      200,
      { browser: expect.stringMatching(/^[\w-]{43}$/) as unknown },
    ]);
    expect(answer.headers['set-cookie']).toBeUndefined();
  });

  it('does so once', async () => {
    const run = await running();
    await entered(run);
    expect(await post(run, '/enter', { token: tokenOf(run) })).toMatchObject({ status: 403, text: '' });
  });

  it('says when it was done', async () => {
    const run = await running();
    await Promise.all([entered(run), run.host.entered]);
  });

  it.each(['', 'wrong'])('refuses the token "%s"', async (token) => {
    const run = await running();
    expect((await post(run, '/enter', { token })).status).toBe(403);
    expect((await entered(run)).browser).not.toBe('');
  });

  it('opens no window for another secret, nor for one before the address was opened', async () => {
    const [run, other] = [await running(), await running()];
    const { browser, window } = await entered(run);
    expect((await openWindow(other, browser)).status).toBe(403);
    for (const secret of ['guessed', window, tokenOf(run)]) {
      expect((await openWindow(run, secret, { takeOver: true })).status).toBe(403);
    }
  });

  it('refuses what is not the form of its questions', async () => {
    const run = await running();
    for (const body of [null, {}, { token: 1 }, { token: tokenOf(run), more: true }]) {
      expect((await post(run, '/enter', body)).status).toBe(400);
    }
    const { browser } = await entered(run);
    expect((await post(run, '/window', { takeOver: true }, browser)).status).toBe(400);
  });
});

describe('another user of this machine, who can reach the port and is sent the cookies of every port', () => {
  it.each(['/call', '/window', '/enter'])(
    'gets nothing from %s with whatever a browser sends by itself',
    async (path) => {
      const run = await running();
      const { browser, window } = await entered(run);
      const events = await listening(run, { browser, window });
      const headers = {
        ...{ origin: run.host.origin, 'content-type': 'application/json' },
        cookie: `hybrid-preflight=${browser}; window=${window}`,
        referer: `${run.host.origin}/?window=${window}`,
      };
      const body = '{"name":"getState","input":{},"former":null,"takeOver":true,"token":""}';
      const { status } = await run.send(path, { method: 'POST', headers, body });
      expect(status).toBeGreaterThanOrEqual(400);
      expect(run.service.calls).toEqual([]);
      // The window is still in charge.
      run.service.tell({ sequence: 3, changes: {}, journal: { kind: 'same' } });
      await events.until('"sequence":3');
    },
  );
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

  it('lets a link from anywhere open the page, and the page alone', async () => {
    const run = await running();
    const { origin: _, ...browser } = asPage(run, await entered(run));
    const link = {
      ...browser,
      'sec-fetch-site': 'cross-site',
      'sec-fetch-mode': 'navigate',
      'sec-fetch-dest': 'document',
    };
    expect((await run.send('/', { headers: link })).status).toBe(200);
    for (const frame of ['iframe', 'embed', 'empty']) {
      expect((await run.send('/', { headers: { ...link, 'sec-fetch-dest': frame } })).status).toBe(403);
    }
    expect((await run.send('/assets/app.js', { headers: link })).status).toBe(403);
    expect((await run.send('/call', { method: 'POST', headers: link, body: '{}' })).status).toBe(403);
  });

  it('refuses a call that does not tell its origin, and one that a form could send', async () => {
    const run = await running();
    const browser = await entered(run);
    const { origin: _, ...untold } = asPage(run, browser);
    expect((await run.send('/call', { method: 'POST', headers: untold, body: '{}' })).status).toBe(403);
    expect((await call(run, browser, { 'content-type': 'text/plain' })).status).toBe(415);
    expect(run.service.calls).toEqual([]);
  });

  it('refuses a call with the secret of the browser in place of the window’s', async () => {
    const run = await running();
    const browser = await entered(run);
    expect((await call(run, { ...browser, window: browser.browser })).status).toBe(409);
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
    const [one, other] = [await run.send('/', { headers }), await run.send('/', { headers })];
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
    const headers = asPage(run, await entered(run));
    expect(await run.send('/assets/app.js')).toMatchObject({ status: 200, text: 'export {};' });
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

  it('tells a second one that the first is there, and lets it take over on purpose', async () => {
    const run = await running();
    const first = await entered(run);
    const events = await listening(run, first);
    expect((await openWindow(run, first.browser)).status).toBe(409);
    const taken = await openWindow(run, first.browser, { takeOver: true });
    expect(taken.status).toBe(200);
    await events.until('event: taken-over\n');
    await events.closed;
    const second = { ...first, window: (JSON.parse(taken.text) as { window: string }).window };
    expect((await call(run, second)).status).toBe(200);
    const late = await call(run, first);
    expect([late.status, JSON.parse(late.text)]).toMatchObject([409, { problem: { code: 'taken-over' } }]);
    expect((await run.send(eventsPath(first))).status).toBe(204);
  });

  it('may be reloaded', async () => {
    const run = await running();
    const browser = await entered(run);
    await listening(run, browser);
    const reloaded = await openWindow(run, browser.browser, { former: browser.window });
    expect(JSON.parse(reloaded.text)).toEqual({ window: browser.window });
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
    const next = await openWindow(run, first.browser);
    expect(next.status).toBe(200);
    expect(JSON.parse(next.text)).not.toEqual({ window: first.window });
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
