import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { explainFailure, failureText } from '../../../shared/systems/failure-texts.ts';
import { labTexts } from '../../lab/command-texts.ts';
import type { Failure, Result } from '../../../shared/base/failure.ts';
import { createLabTarget, openLabTarget, type LabTarget } from '../../lab/lab-target.ts';
import { completedConfiguration } from '../../lab/world/complete-configuration.ts';
import { createScenario, type ScenarioOptions } from '../../lab/world/create-scenario.ts';
import { scenarioGroups, scenarios } from '../../lab/world/scenarios/registry.ts';
import { describeLab } from '../../lab/world/show.ts';
import { readExport } from '../../targets/open-export.ts';
import { writeConfigurationFolder } from '../../disk/export-files/write-configuration-folder.ts';
import { CommandError, exitCodes, usageError, type ExitCode } from '../exit.ts';
import { faultFrom, readingsFrom, type FaultOptions } from '../lab-options.ts';
import type { Output } from '../output.ts';
import type { CommandContext } from '../program.ts';
import { presentLab, presentWitnesses } from '../terminal/present-lab.ts';

/** `lab list`: the scenarios, each with one sentence. */
export function labList(_options: object, { output }: CommandContext): Promise<ExitCode> {
  const listed = scenarioGroups.flatMap((group) =>
    group.scenarios.map(({ id, description, users }) => ({ id, group: group.title, description, users })),
  );
  const idWidth = Math.max(...listed.map(({ id }) => id.length));
  for (const { title, scenarios: members } of scenarioGroups) {
    output.line({ style: 'bold', text: title });
    for (const { id, description } of members) output.line(`  ${id.padEnd(idWidth)}  ${description}`);
  }
  output.document({ schema: 'hybrid-preflight/lab-list/1', scenarios: listed });
  return Promise.resolve(exitCodes.done);
}

interface CreateOptions {
  readonly scenario: string;
  readonly at: string;
  readonly rules?: string;
  readonly keepVersion?: boolean;
  readonly users?: number;
  readonly seed?: number;
  readonly reading: ReadonlyMap<string, string>;
}

/** `lab create`: a world, synchronized, in the situation of the scenario. */
export async function labCreate(options: CreateOptions, { output, signal }: CommandContext): Promise<ExitCode> {
  // Checked before anything is invented: a large world takes minutes.
  if (await holdsFiles(options.at)) throw usageError(labTexts.notEmpty(options.at));
  const chosen = await scenarioOptions(options, output, signal);
  if (scenarios.some(({ id }) => id === options.scenario)) output.transient(labTexts.creating);
  const created = value(createScenario(options.scenario, chosen), usageFailure);
  const target = value(await createLabTarget(options.at, created.state), usageFailure);
  const lab = describeLab(target.lab.state);
  await target.close();
  output.line(labTexts.created(options.scenario, options.at));
  presentWitnesses(output, created.witnesses);
  presentLab(output, lab);
  output.document({
    schema: 'hybrid-preflight/lab/1',
    at: options.at,
    scenario: options.scenario,
    ...lab,
    witnesses: created.witnesses,
  });
  return exitCodes.done;
}

async function holdsFiles(folder: string): Promise<boolean> {
  return existsSync(folder) && (await readdir(folder)).length > 0;
}

async function scenarioOptions(options: CreateOptions, output: Output, signal: AbortSignal): Promise<ScenarioOptions> {
  const { rules, users, seed, keepVersion, reading } = options;
  if (rules === undefined && keepVersion === true) throw usageError(labTexts.keepVersionNeedsRules);
  return {
    ...(users !== undefined && { users }),
    ...(seed !== undefined && { seed }),
    ...(keepVersion === true && { keepVersion }),
    ...(rules !== undefined && { rules: await rulesOf(rules, output, signal) }),
    readings: readingsFrom(reading),
  };
}

async function rulesOf(path: string, output: Output, signal: AbortSignal) {
  const read = await readExport(path, signal);
  if (!read.ok) {
    throw new CommandError(exitCodes.unreachable, 'unreachable', read.problem.problems.join('\n'), read.problem.remedy);
  }
  const { configuration, notes } = completedConfiguration(read.content);
  for (const note of [...read.notes, ...notes]) output.line({ style: 'dim', text: note });
  return configuration;
}

interface AtOptions {
  readonly at: string;
}

/** `lab show`: what is in a lab, without changing it. */
export function labShow({ at }: AtOptions, { output }: CommandContext): Promise<ExitCode> {
  return withLab(at, ({ lab }) => {
    const described = describeLab(lab.state);
    presentLab(output, described);
    output.document({ schema: 'hybrid-preflight/lab/1', at, ...described });
    return Promise.resolve(exitCodes.done);
  });
}

/** `lab export-config`: the configuration as Get-ADSyncServerConfiguration would write it. */
export function labExportConfiguration(
  { at, out }: AtOptions & { readonly out: string },
  { output, signal }: CommandContext,
): Promise<ExitCode> {
  return withLab(at, async ({ readers }) => {
    const files = value(await readers.syncServer.exportConfiguration({ signal }));
    const written = await writeConfigurationFolder(out, files, signal);
    if (!written.ok) throw usageError(`${written.error.path}: ${written.error.message}`);
    output.line(labTexts.exported(files.length, out));
    output.document({ schema: 'hybrid-preflight/lab-export/1', at, out, files: files.map(({ path }) => path) });
    return exitCodes.done;
  });
}

/** `lab fault`: switches a fault on, or all of them off. */
export function labFault(options: AtOptions & FaultOptions, { output }: CommandContext): Promise<ExitCode> {
  const fault = faultFrom(options);
  return withLab(options.at, async ({ lab }) => {
    if (fault === 'clear') value(await lab.switchFaultOff(undefined));
    else value(await lab.switchFaultOn(fault));
    output.line(labTexts.faults(lab.state.faults.length));
    output.document({ schema: 'hybrid-preflight/lab-faults/1', at: options.at, faults: lab.state.faults });
    return exitCodes.done;
  });
}

/** `lab upgrade`: another version of the server; deleted default rules come back, enabled. */
export function labUpgrade(
  { at, version }: AtOptions & { readonly version: string },
  { output }: CommandContext,
): Promise<ExitCode> {
  if (!/^\d+(\.\d+){2,3}$/.test(version)) throw usageError(labTexts.notAVersion(version));
  return changeLab(at, output, async ({ lab }) => value(await lab.upgrade(version)));
}

/** `lab advance`: lets virtual time pass, with everything that falls due in it. */
export function labAdvance(
  { at, minutes }: AtOptions & { readonly minutes: number },
  { output, signal }: CommandContext,
): Promise<ExitCode> {
  return changeLab(at, output, ({ clock }) => clock.sleep(minutes * 60_000, signal));
}

async function changeLab(at: string, output: Output, change: (target: LabTarget) => Promise<void>): Promise<ExitCode> {
  return withLab(at, async (target) => {
    await change(target);
    const described = describeLab(target.lab.state);
    presentLab(output, described);
    output.document({ schema: 'hybrid-preflight/lab/1', at, ...described });
    return exitCodes.done;
  });
}

async function withLab(at: string, use: (target: LabTarget) => Promise<ExitCode>): Promise<ExitCode> {
  const target = value(await openLabTarget(at));
  try {
    return await use(target);
  } finally {
    await target.close();
  }
}

function value<Value>(result: Result<Value>, otherwise: (failure: Failure) => CommandError = unreachable): Value {
  if (result.ok) return result.value;
  throw otherwise(result.failure);
}

function unreachable(failure: Failure): CommandError {
  return new CommandError(exitCodes.unreachable, failure.code, failureText(failure), explainFailure(failure).remedy);
}

function usageFailure(failure: Failure): CommandError {
  return usageError(failure.raw === '' ? failureText(failure) : failure.raw);
}
