import { readExport } from '../../electron/targets/open-export.ts';
import { compareConfigurations } from '../../shared/entra-connect/comparison/compare.ts';
import { answer, mostMemory, parametersOfChild, threadMilliseconds } from './child.ts';

/** Reads an export of any format, or compares two. */
export interface FormatRequest {
  readonly path: string;
  readonly with?: string;
}

export interface FormatAnswer {
  readonly milliseconds: number;
  readonly computing: number;
  readonly memory: number;
  readonly rules: number;
}

const { signal } = new AbortController();

async function contentOf(path: string) {
  const read = await readExport(path, signal);
  if (!read.ok) throw new Error(read.problem.problems.slice(0, 3).join('\n'));
  return read.content;
}

/** Comparing is measured without the reading before it. */
async function measure({ path, with: other }: FormatRequest): Promise<FormatAnswer> {
  const sides = other === undefined ? undefined : { on: await contentOf(path), with: await contentOf(other) };
  const computed = threadMilliseconds();
  const began = performance.now();
  const rules = sides === undefined ? await read(path) : compareConfigurations(sides.on, sides.with).rules.length;
  const milliseconds = performance.now() - began;
  return { milliseconds, computing: threadMilliseconds() - computed, memory: mostMemory(), rules };
}

async function read(path: string): Promise<number> {
  const { rules, ruleHeaders } = await contentOf(path);
  return ruleHeaders.length + (rules.kind === 'absent' ? 0 : rules.value.length);
}

answer(await measure(parametersOfChild() as FormatRequest));
