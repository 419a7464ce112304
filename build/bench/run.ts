import { Command, Argument } from 'commander';
import { mkdir } from 'node:fs/promises';
import { availableParallelism, cpus, loadavg, totalmem } from 'node:os';
import { resolve } from 'node:path';
import { measureBackup } from './backup.ts';
import { measureBrowser } from './browser.ts';
import { measureFormats } from './formats.ts';
import { measureDoctor } from './doctor.ts';
import { measureJournal } from './journal.ts';
import { measureLab } from './lab.ts';
import { verdictOf, type Measurement } from './measurement.ts';
import { measureReport } from './report.ts';
import { loadRuleSet, type RuleSet } from './rule-set.ts';
import { measureLists } from './lists.ts';
import { measureRules } from './rules.ts';
import { tableOf } from './table.ts';
import { measureWindow } from './window.ts';
import { measureWorker } from './worker.ts';

/** What every benchmark is given; `workFolder` is on the disk of the checkout, because a temporary folder may be memory. */
interface Circumstances {
  readonly ruleSet: RuleSet;
  readonly workFolder: string;
  readonly signal: AbortSignal;
}

const benchmarks: Readonly<Record<string, (given: Circumstances) => Promise<readonly Measurement[]>>> = {
  rules: ({ ruleSet, workFolder, signal }) => measureRules(ruleSet, workFolder, signal),
  formats: ({ ruleSet, workFolder, signal }) => measureFormats(ruleSet, workFolder, signal),
  doctor: ({ ruleSet, workFolder, signal }) => measureDoctor(ruleSet, workFolder, signal),
  lab: ({ ruleSet, workFolder, signal }) => measureLab(ruleSet.folder, workFolder, signal),
  backup: ({ workFolder, signal }) => measureBackup(workFolder, signal),
  report: ({ workFolder, signal }) => measureReport(workFolder, signal),
  window: ({ signal }) => measureWindow(signal),
  lists: ({ signal }) => measureLists(signal),
  browser: ({ workFolder, signal }) => measureBrowser(workFolder, signal),
  journal: ({ workFolder, signal }) => measureJournal(workFolder, signal),
  worker: ({ ruleSet, workFolder, signal }) => measureWorker(ruleSet, workFolder, signal),
};

const program = new Command('npm run bench --')
  .description('Measures what has a goal. Exit code 1: a goal is not met.')
  .addArgument(new Argument('[names...]', 'what to measure, otherwise everything').choices(Object.keys(benchmarks)))
  .option('--rules <export>', 'folder of a configuration export')
  .option('--json', 'one JSON document on standard output')
  .parse();

await main(program.args, program.opts());

async function main(
  names: readonly string[],
  { rules, json = false }: { readonly rules?: string; readonly json?: boolean },
): Promise<void> {
  const interruption = new AbortController();
  process.once('SIGINT', () => interruption.abort(new Error('Interrupted')));
  const { signal } = interruption;
  const workFolder = resolve(import.meta.dirname, '../../test-results/bench');
  await mkdir(workFolder, { recursive: true });
  const ruleSet = await loadRuleSet(rules, signal);
  console.error(`Rules: ${ruleSet.folder ?? 'those of the lab, because no export of a server was found'}`);
  const loadBefore = loadavg();
  const measurements: Measurement[] = [];
  for (const [name, measure] of Object.entries(benchmarks)) {
    if (names.length > 0 && !names.includes(name)) continue;
    console.error(`Measuring ${name} …`);
    measurements.push(...(await measure({ ruleSet, workFolder, signal })));
  }
  const machine = { ...describeMachine(), loadBefore, loadAfter: loadavg() };
  console.log(json ? documentOf(machine, ruleSet, measurements) : `\n${tableOf(measurements)}\n\n${noise(machine)}`);
  if (measurements.some((measurement) => verdictOf(measurement) === 'not-met')) process.exitCode = 1;
}

type Machine = ReturnType<typeof describeMachine> & {
  readonly loadBefore: readonly number[];
  readonly loadAfter: readonly number[];
};

function describeMachine() {
  return {
    processors: availableParallelism(),
    model: cpus()[0]?.model ?? 'unknown',
    memory: totalmem(),
    node: process.version,
    platform: process.platform,
  };
}

/** Others at work on the machine make every time longer: whoever reads the table must know. */
function noise({ processors, model, node, loadBefore, loadAfter }: Machine): string {
  const load = [loadBefore[0] ?? 0, loadAfter[0] ?? 0].map((value) => value.toFixed(1)).join(' before, ');
  return `${processors} × ${model}, Node ${node}; load of the machine ${load} after.`;
}

function documentOf(machine: Machine, { folder, document }: RuleSet, measurements: readonly Measurement[]): string {
  return JSON.stringify({
    schema: 'hybrid-preflight/bench/1',
    machine,
    rules: { source: folder ?? 'lab', count: document.configuration.rules.length },
    measurements: measurements.map((measurement) => ({ ...measurement, verdict: verdictOf(measurement) })),
  });
}
