import type { Failure, FailureCode, Result } from '../../base/failure.ts';
import { explainFailure } from '../../systems/failure-texts.ts';
import { thisServerTexts as texts } from './texts.ts';
import type { Finding } from '../assessment.ts';
import { failing, investigate, notRun, passed, type Judgement } from '../findings/finding.ts';
import type { Findings, WorkerFacts } from './worker-facts.ts';

interface Check {
  readonly id: string;
  readonly title: string;
  /** The problems that are told here. */
  readonly codes: readonly FailureCode[];
  /** What is said where there is none of them. */
  readonly otherwise: (facts: WorkerFacts) => Judgement;
}

/** In the order in which they are put right: each one needs those before it (entra-connect.md §3.2). */
const checks: readonly Check[] = [
  {
    id: 'this-server.powershell',
    title: texts.powershell.title,
    codes: ['powershell-missing', 'powershell-unsuitable', 'powershell-32-bit', 'worker-lost', 'time-out'],
    otherwise: ({ version, edition, culture }) =>
      edition === 'Desktop'
        ? passed(texts.powershell.started(version, culture))
        : investigate(texts.powershell.named(version, culture), texts.powershell.namedRemedy),
  },
  {
    id: 'this-server.scripts',
    title: texts.scripts.title,
    codes: ['scripts-blocked', 'powershell-restricted'],
    otherwise: ({ languageMode }) => passed(texts.scripts.mayRun(languageMode)),
  },
  {
    id: 'this-server.elevation',
    title: texts.elevation.title,
    codes: ['not-elevated'],
    otherwise: ({ isElevated }) => known(isElevated),
  },
  {
    id: 'this-server.group',
    title: texts.group.title,
    codes: ['not-in-adsync-admins'],
    otherwise: ({ isInAdSyncAdmins }) => known(isInAdSyncAdmins),
  },
  {
    id: 'this-server.module',
    title: texts.module.title,
    codes: ['module-missing', 'module-broken'],
    otherwise: ({ module }) =>
      module.state === 'loaded' ? passed(texts.module.loaded(module.version, module.path)) : notRun(texts.unknown),
  },
  {
    id: 'this-server.service',
    title: texts.service.title,
    codes: ['service-stopped'],
    otherwise: ({ serviceStatus }) => (serviceStatus === undefined ? notRun(texts.unknown) : passed(serviceStatus)),
  },
];

/** What is there to work on this server and what is missing, each with its remedy; a failure: no worker could be started. */
export function serverChecks(lookedAt: Result<Findings>): readonly Finding[] {
  const problems = lookedAt.ok ? lookedAt.value.problems : [lookedAt.failure];
  const told = new Set(checks.flatMap(({ codes }) => codes));
  return checks.map(({ id, title, codes, otherwise }, index) => {
    // What nobody expected stands first.
    const problem = problems.find(({ code }) => codes.includes(code) || (index === 0 && !told.has(code)));
    if (problem !== undefined) return { id, title, ...judgementOf(problem) };
    return { id, title, ...(lookedAt.ok ? otherwise(lookedAt.value.facts) : notRun(texts.afterwards)) };
  });
}

function judgementOf(problem: Failure): Judgement {
  const { cause, remedy } = explainFailure(problem);
  return failing([cause, problem.raw].filter((text) => text.trim() !== '').join(' '), remedy);
}

function known(isSo: boolean | undefined): Judgement {
  return isSo === true ? passed(texts.yes) : notRun(texts.unknown);
}
