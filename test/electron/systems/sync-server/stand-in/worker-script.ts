import { closeSync } from 'node:fs';
import { createInterface } from 'node:readline';
import type { FromStandIn, Misbehaviour, Performed, StandInSettings } from './misbehaviour.ts';

/**
 * A worker's process for machines without PowerShell: speaks the frames, and has what is asked carried out by the test that
 * started it. It knows no schema on purpose: what it says wrong must be found by the other side.
 */

interface Request {
  readonly id: number;
  readonly operation: string;
  readonly arguments: unknown;
}

const megabyte = 1024 * 1024;
const settings = JSON.parse(process.argv[2] ?? '') as StandInSettings;
let marker = '';
let performed: (answer: Performed) => void = () => undefined;

process.on('message', (message: Performed) => performed(message));
// The end of the channel to the test must not end the process: only the end of its input may.
process.on('disconnect', () => undefined);

if (settings.refusal !== undefined) {
  await write(settings.refusal, process.stderr);
  process.exit(1);
}

const lines = createInterface({ input: process.stdin });
lines.on('close', () => process.exit(0));
lines.on('line', (line) => {
  if (marker === '') void greet(line);
  else void carryOut(JSON.parse(line) as Request);
});

async function greet(line: string): Promise<void> {
  ({ marker } = JSON.parse(line) as { readonly marker: string });
  await write('Windows PowerShell\nCopyright (C) Microsoft Corporation.\n');
  if (settings.facts === undefined) beSilent();
  else await frame({ kind: 'ready', facts: settings.facts });
}

async function carryOut(request: Request): Promise<void> {
  const { misbehaviour } = settings;
  const before = misbehaviour && beforehand[misbehaviour];
  if (before !== undefined) await before(request.id);
  if (misbehaviour === 'killed-before' || misbehaviour === 'hangs-before') return;
  const answer = { id: request.id, ...(await perform(request)) };
  const after = misbehaviour && afterwards[misbehaviour];
  await (after === undefined ? frame(answer) : after(answer));
}

type Answer = Performed & { readonly id: number };

/** What is done before the request is looked at. */
const beforehand: Partial<Record<Misbehaviour, (id: number) => unknown>> = {
  'killed-before': die,
  'hangs-before': beSilent,
  'unasked-before': (id) => frame({ kind: 'result', id: id - 1, value: null }),
};

/** What is done instead of answering. */
const afterwards: Partial<Record<Misbehaviour, (answer: Answer) => unknown>> = {
  'killed-during': die,
  'killed-after': (answer) => frame(answer).then(die),
  'hangs-after': beSilent,
  'half-a-line': (answer) => write(`${marker} ${JSON.stringify(answer)}`.slice(0, -3)).then(beSilent),
  'half-a-line-and-gone': (answer) => write(`${marker} ${JSON.stringify(answer)}`.slice(0, -3)).then(die),
  garbage: ({ id }) => write(`${marker} {"kind":"result","id":${id}\n`),
  'two-answers': (answer) => Promise.all([frame(answer), frame(answer)]),
  'wrong-id': (answer) => frame({ ...answer, id: answer.id + 1 }),
  'foreign-marker': (answer) => write(`${'x'.repeat(32)} ${JSON.stringify(answer)}\n`).then(beSilent),
  'not-the-answer': ({ id }) => frame({ kind: 'result', id, value: { surprising: true } }),
  'not-utf-8': ({ id }) => write(Buffer.from(`${marker} {"kind":"result","id":${id},"value":"\u00e4"}\n`, 'latin1')),
  'huge-stray-line': (answer) => write(`${'x'.repeat(50 * megabyte)}\n`).then(() => frame(answer)),
  'huge-garbage': () => write(`${marker} ${'x'.repeat(50 * megabyte)}\n`),
  'output-closed': () => closeSync(1),
  'error-flood': (answer) => write('x'.repeat(50 * megabyte), process.stderr).then(() => frame(answer)),
  chatter: async (answer) => {
    await write('WARNING: {"kind":"result","id":1,"value":null}\n\r\n');
    await frame({ kind: 'stream', id: answer.id, stream: 'warning', text: `heed ${marker}` });
    await write(`no end of line, ${marker}`);
    await frame(answer);
  },
};

function perform({ operation, arguments: given }: Request): Promise<Performed> {
  const answer = Promise.withResolvers<Performed>();
  performed = answer.resolve;
  tell({ kind: 'perform', operation, given });
  return answer.promise;
}

/** On a line of its own, whatever stands before it. */
function frame(content: unknown): Promise<void> {
  return write(`\n${marker} ${JSON.stringify(content)}\n`);
}

/** Until the last byte is on its way. */
function write(text: string | Buffer, stream: NodeJS.WriteStream = process.stdout): Promise<void> {
  return new Promise((resolve) => {
    stream.write(text, () => resolve());
  });
}

function beSilent(): void {
  tell({ kind: 'silent' });
}

function tell(message: FromStandIn): void {
  process.send?.(message);
}

function die(): void {
  process.kill(process.pid, 'SIGKILL');
}
