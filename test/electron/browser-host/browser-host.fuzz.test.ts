import fc from 'fast-check';
import { connect } from 'node:net';
import { describe, expect, it } from 'vitest';
import { asPage, call, entered, listening, post, tokenOf, type Browser } from './client.ts';
import { running, type Running } from './running-host.ts';

/** Sends bytes as they are and reads what comes back until the host closes, or until so many answers have begun. */
async function sendBytes({ host }: Running, bytes: string, answers = Infinity): Promise<string> {
  const { hostname, port } = new URL(host.origin);
  const done = Promise.withResolvers<string>();
  const socket = connect(Number(port), hostname);
  let text = '';
  socket.on('data', (chunk: Buffer) => {
    text += chunk.toString('latin1');
    if (text.split('HTTP/1.1 ').length > answers) socket.destroy();
  });
  // A host that has had enough may reset the connection; what it said before counts.
  socket.on('error', () => undefined);
  socket.on('close', () => done.resolve(text));
  // The other side is left open for reading: a window that goes away closes it whole.
  socket.write(bytes, 'latin1');
  if (answers === Infinity) socket.end();
  return done.promise;
}

function head(run: Running, browser: Browser, lines: readonly string[]): string {
  const { host } = run;
  const own = Object.entries(asPage(run, browser));
  const fields = [`Host: ${new URL(host.origin).host}`, ...own.map(([name, value]) => `${name}: ${value}`)];
  return ['POST /call HTTP/1.1', ...fields, ...lines, '', ''].join('\r\n');
}

const statuses = (text: string) => [...text.matchAll(/^HTTP\/1\.1 (\d+)/gm)].map(([, status]) => Number(status));

/** The host answers its own page as ever. */
async function expectAlive(run: Running, browser: Browser): Promise<void> {
  const before = run.service.calls.length;
  expect((await call(run, browser)).status).toBe(200);
  expect(run.service.calls).toHaveLength(before + 1);
  expect(run.unexpected).toEqual([]);
}

/** Each a way to get one thing of a right call wrong. */
const wrongs = {
  host: fc.constantFrom('attacker.example', 'localhost', '127.0.0.1', '127.0.0.1:1', '[::1]'),
  origin: fc.constantFrom('null', 'http://attacker.example', 'http://localhost', 'https://127.0.0.1', ''),
  site: fc.constantFrom('cross-site', 'same-site', 'nonsense', ''),
  secret: fc.oneof(
    fc.constantFrom('', 'Bearer', 'Bearer ', 'Bearer guessed', 'Basic eDp4'),
    fc.stringMatching(/^[!-:<-~]{0,200}$/),
  ),
  method: fc.constantFrom('GET', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'HEAD', 'TRACE'),
  type: fc.constantFrom(
    '',
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data',
    'application/json;a',
  ),
  body: fc.oneof(
    fc.constantFrom('', '{', 'null', '[]]', '"getState"', '3', '{"name":"getState","input":{}', '\u0000'),
    fc.string().filter((text) => !text.trimStart().startsWith('{')),
  ),
} as const;

type Wrong = keyof typeof wrongs;

const oneWrong = fc.oneof(
  ...(Object.keys(wrongs) as Wrong[]).map((what) =>
    fc.record({ what: fc.constant(what), value: wrongs[what] as fc.Arbitrary<string> }),
  ),
);

async function callWith(
  run: Running,
  browser: Browser,
  { what, value }: { readonly what: Wrong; readonly value: string },
) {
  const headers: Record<string, string> = { ...asPage(run, browser) };
  if (what === 'host' || what === 'origin') headers[what] = value;
  if (what === 'site') headers['sec-fetch-site'] = value;
  if (what === 'type') headers['content-type'] = value;
  if (what === 'secret') headers['authorization'] = value;
  const method = what === 'method' ? value : 'POST';
  const body = what === 'body' ? value : '{"name":"getState","input":{}}';
  return run.send('/call', { method, headers, ...(method !== 'GET' && method !== 'HEAD' && { body }) });
}

describe('a call over the network', () => {
  it('with one thing wrong never reaches the service, whatever it is', async () => {
    const run = await running();
    const browser = await entered(run);
    await fc.assert(
      fc.asyncProperty(oneWrong, async (wrong) => {
        run.service.calls.length = 0;
        const { status } = await callWith(run, browser, wrong);
        expect(status).toBeGreaterThanOrEqual(400);
        expect(run.service.calls).toEqual([]);
      }),
      { numRuns: 400 },
    );
    await expectAlive(run, browser);
  });

  it('with any body is refused or handed on as it was read', async () => {
    const run = await running();
    const browser = await entered(run);
    await fc.assert(
      fc.asyncProperty(fc.jsonValue(), async (value) => {
        run.service.calls.length = 0;
        const { status } = await call(run, browser, {}, JSON.stringify(value));
        const isObject = typeof value === 'object' && value !== null;
        expect([status, run.service.calls.length]).toEqual(isObject ? [200, 1] : [400, 0]);
      }),
    );
    await expectAlive(run, browser);
  });

  it('of 50 MB is refused long before it has arrived, with and without its length told', async () => {
    const run = await running();
    const browser = await entered(run);
    const size = 50 * 2 ** 20;
    const told = await sendBytes(run, head(run, browser, [`Content-Length: ${size}`]), 1);
    expect(statuses(told)).toEqual([413]);
    const chunk = `${(2 ** 20).toString(16)}\r\n${'x'.repeat(2 ** 20)}\r\n`;
    const untold = await sendBytes(run, head(run, browser, ['Transfer-Encoding: chunked']) + chunk.repeat(50), 1);
    expect(statuses(untold)).toEqual([413]);
    expect(run.service.calls).toEqual([]);
    await expectAlive(run, browser);
  });

  it('that is cut off in the middle never reaches the service', async () => {
    const run = await running();
    const browser = await entered(run);
    const whole = `${head(run, browser, ['Content-Length: 30'])}{"name":"getState","input":{}}`;
    const longest = whole.length - 1;
    await fc.assert(
      fc.asyncProperty(fc.nat(longest), async (length) => {
        const answer = await sendBytes(run, whole.slice(0, length));
        expect(statuses(answer).every((status) => status >= 400)).toBe(true);
        expect(run.service.calls).toEqual([]);
      }),
      { numRuns: 100 },
    );
    // What a connection that breaks leaves behind is no bug of the program.
    expect(run.unexpected).toEqual([]);
    await expectAlive(run, browser);
  });

  it.each([
    ['two lengths', ['Content-Length: 30', 'Content-Length: 5']],
    ['a length and chunks', ['Content-Length: 30', 'Transfer-Encoding: chunked']],
    ['a length that is none', ['Content-Length: -1']],
    ['a header that is too long', [`X-Long: ${'x'.repeat(20_000)}`]],
    ['two hosts', ['Host: attacker.example']],
  ])('with %s is refused', async (_, lines) => {
    const run = await running();
    const browser = await entered(run);
    const answer = await sendBytes(run, `${head(run, browser, lines)}{"name":"getState","input":{}}`);
    expect(statuses(answer).every((status) => status >= 400)).toBe(true);
    expect(run.service.calls).toEqual([]);
    await expectAlive(run, browser);
  });

  it.each(['', 'Host:\r\n', 'Host: \r\nHost: \r\n'])('that names no host is refused: %j', async (host) => {
    const run = await running();
    const browser = await entered(run);
    const whole = head(run, browser, ['Content-Length: 29']).replace(/Host: .*\r\n/, host);
    const answer = await sendBytes(run, `${whole}{"name":"getState","input":{}}`);
    expect(statuses(answer)[0]).toBeGreaterThanOrEqual(400);
    expect(run.service.calls).toEqual([]);
  });

  it.each([
    '\u0000\u0001\u0002',
    'GET',
    'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n',
    '\u0016\u0003\u0001 hello, TLS',
    '\r\n\r\n',
  ])('that is no HTTP at all does no harm: %j', async (bytes) => {
    const run = await running();
    await sendBytes(run, bytes);
    await expectAlive(run, await entered(run));
  });
});

describe('the token', () => {
  it('opens one browser, however many come at once down one connection or several', async () => {
    const run = await running();
    const body = JSON.stringify({ token: tokenOf(run) });
    const { host, origin } = new URL(run.host.origin);
    const fields = [
      `Host: ${host}`,
      `Origin: ${origin}`,
      'Content-Type: application/json',
      `Content-Length: ${body.length}`,
    ];
    const one = ['POST /enter HTTP/1.1', ...fields, '', body].join('\r\n');
    const pipelined = await sendBytes(run, one.repeat(5), 5);
    const several = await Promise.all(Array.from({ length: 10 }, () => post(run, '/enter', { token: tokenOf(run) })));
    expect(statuses(pipelined).sort()).toEqual([200, 403, 403, 403, 403]);
    expect(several.every(({ status, text }) => status === 403 && text === '')).toBe(true);
  });

  it('is not found by guessing, nor by what is close to it', async () => {
    const run = await running();
    const token = tokenOf(run);
    const close = fc.nat(token.length - 1).map((at) => `${token.slice(0, at)}~${token.slice(at + 1)}`);
    await fc.assert(
      fc.asyncProperty(fc.oneof(close, fc.string(), fc.constant(token.toLowerCase() + 'x')), async (guess) => {
        const answer = await post(run, '/enter', { token: guess });
        expect([answer.status, answer.text]).toEqual([403, '']);
      }),
    );
    expect((await entered(run)).browser).toMatch(/^[\w-]{43}$/);
  });
});

describe('a second client', () => {
  it('without the secrets gets the files of the window alone while the first one works', async () => {
    const run = await running();
    const browser = await entered(run);
    await listening(run, browser);
    const files = ['/', '/?token=x', '/assets/app.js'];
    const paths = [...files, '/events', '/events?window=x', '/call', '/window', '/enter'];
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...paths),
        fc.constantFrom('GET', 'POST', 'PUT', 'HEAD'),
        fc.boolean(),
        async (path, method, tellsOrigin) => {
          const headers: Record<string, string> = tellsOrigin ? { origin: run.host.origin } : {};
          const { status } = await run.send(path, { method, headers });
          if (method === 'GET' && files.includes(path)) expect(status).toBe(200);
          // 204 ends an event source: it gets no event.
          else if (method === 'GET' && path.startsWith('/events')) expect(status).toBe(204);
          else expect(status).toBeGreaterThanOrEqual(400);
        },
      ),
    );
    expect(run.service.calls).toEqual([]);
    await expectAlive(run, browser);
  });
});
