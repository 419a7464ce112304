import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { connectService } from '../../../electron/main/ipc.ts';
import { callInputs } from '../../../shared/ipc/calls.ts';
import type { Answer } from '../../../shared/ipc/state.ts';
import { codeOf, serviceIn } from '../service/service-builder.ts';
import { electronDouble, WebContentsDouble } from './electron-double.ts';

let invoke: (name: unknown, input: unknown) => Promise<string>;
let unexpected: readonly unknown[];

/** The real service behind the real channel, called as our page would. */
beforeEach(async () => {
  const folder = await mkdtemp(join(tmpdir(), 'hybrid-preflight-'));
  const test = serviceIn(folder);
  unexpected = test.unexpected;
  const contents = new WebContentsDouble();
  contents.mainFrame = { url: 'app://hybrid-preflight/' };
  const { parts, handlers } = electronDouble();
  connectService(parts, test.service, () => contents.asElectron);
  const event = { sender: contents, senderFrame: contents.mainFrame };
  const handler = handlers.get('hybrid-preflight:call')!;
  // What crosses the channel is a structured clone.
  invoke = async (name, input) => codeOf((await handler(event, name, structuredClone(input))) as Answer<unknown>);
  return () => rm(folder, { recursive: true, force: true });
});

const refusals = ['unknown-call', 'bad-input', 'too-large'];

describe('a call through the channel', () => {
  it('with a key that its schema does not know is refused', async () => {
    expect(await invoke('getState', { also: 1 })).toBe('bad-input');
  });

  it.each(['constructor', '__proto__', 'toString', '', 7, null, undefined, ['getState']])(
    'by the name %j is refused',
    async (name) => {
      expect(await invoke(name, {})).toBe('unknown-call');
    },
  );

  it.each([
    ['a long text', { path: 'x'.repeat(300_001) }],
    ['a buffer', new Uint8Array(50_000_000)],
    ['a buffer inside', { path: { deep: new Float64Array(1_000_000) } }],
    ['many keys', Object.fromEntries(Array.from({ length: 501 }, (_, key) => [key, 0]))],
  ])('with %s is refused before it is looked at', async (_title, input) => {
    expect(await invoke('listFolder', input)).toBe('too-large');
  });

  it('with something that contains itself is refused', async () => {
    const circle: Record<string, unknown> = {};
    circle['self'] = circle;
    expect(refusals).toContain(await invoke('listFolder', circle));
  });

  it('is answered each time it is repeated', async () => {
    const answers = await Promise.all(Array.from({ length: 200 }, () => invoke('getState', {})));
    expect(new Set(answers)).toEqual(new Set(['ok']));
  });

  it('with anything malformed is refused, and nothing breaks', async () => {
    const junk = fc.anything({ withMap: true, withSet: true, withDate: true, withTypedArray: true, withBigInt: true });
    // An empty object is right for calls without input; a key nobody knows makes every other one wrong.
    const input = fc.oneof(
      junk.filter((value) => typeof value !== 'object'),
      junk.map((value) => ({ unknown: value })),
    );
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...Object.keys(callInputs)), input, async (name, value) => {
        expect(refusals).toContain(await invoke(name, value));
      }),
    );
    expect(unexpected).toEqual([]);
  });
});
