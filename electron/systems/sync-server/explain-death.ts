import { execFile } from 'node:child_process';
import { access } from 'node:fs/promises';
import { workerTexts as texts } from './texts.ts';
import type { Failure } from '../../../shared/base/failure.ts';
import { policiesIn, policyQuery, policyText, refusedByPolicy } from './execution-policy.ts';
import { environmentFor, type Engine } from './powershell-path.ts';
import { engineArguments } from './spawn-worker.ts';
import type { Environment } from './windows-folder.ts';

/** What is asked about a worker that ended before it was ready. */
export interface DeathWitness {
  /** What the engine answers to the query for its execution policies; empty when it does not. */
  policies(): Promise<string>;
  /** Whether a file carries the mark of a download. */
  isMarked(file: string): Promise<boolean>;
}

/** Why a worker ended before it was ready; `how` is its exit and the last of its standard error. */
export async function explainDeath(how: string, script: string, witness: DeathWitness): Promise<Failure> {
  const failure = { during: texts.starting, retry: 'pointless' } as const;
  const policies = policiesIn(await witness.policies());
  if (!refusedByPolicy(how) && policies?.effective !== 'Restricted') {
    return { ...failure, code: 'worker-lost', raw: texts.lost(how) };
  }
  const policy = policies && policyText(policies, script, await witness.isMarked(script));
  return { ...failure, code: 'scripts-blocked', raw: [policy, how].filter((text) => text !== undefined).join(' ') };
}

const queryMilliseconds = 20_000;

/** Asks this machine. */
export function hostWitness(engine: Engine, environment: Environment): DeathWitness {
  return {
    policies: () =>
      new Promise((resolve) => {
        const options = {
          env: environmentFor(engine, environment),
          timeout: queryMilliseconds,
          windowsHide: true,
        };
        execFile(engine.path, [...engineArguments, '-Command', policyQuery], options, (_error, output) =>
          resolve(output),
        );
      }),
    // The stream beside the file in which Windows keeps the mark.
    isMarked: (file) =>
      access(`${file}:Zone.Identifier`).then(
        () => true,
        () => false,
      ),
  };
}
