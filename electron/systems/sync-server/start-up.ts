import type { Failure, FailureCode } from '../../../shared/base/failure.ts';
import { workerTexts as texts } from './texts.ts';
import type { WorkerFacts } from '../../../shared/assessment/this-server/worker-facts.ts';
import type { Engine } from './powershell-path.ts';

/**
 * What stands in the way of the sync server, by what a worker found at its start; what must be settled first comes first.
 * An engine that was named for a test or a lab has no Windows, no service and no group around it.
 */
export function startUpProblems(facts: WorkerFacts, engine: Engine['kind']): readonly Failure[] {
  if (engine === 'named') return moduleProblems(facts);
  // A module that a 32-bit process cannot load says nothing of the installation.
  const module = facts.is64Bit ? moduleProblems(facts) : [];
  return [...rightsProblems(facts), ...module, ...serviceProblems(facts)];
}

function rightsProblems({
  edition,
  version,
  is64Bit,
  languageMode,
  isElevated,
  isInAdSyncAdmins,
}: WorkerFacts): readonly Failure[] {
  return [
    ...(edition === 'Desktop' && version.startsWith('5.1')
      ? []
      : [problem('powershell-unsuitable', texts.edition(edition, version))]),
    ...(is64Bit ? [] : [problem('powershell-32-bit', '')]),
    ...(languageMode === 'FullLanguage' ? [] : [problem('powershell-restricted', texts.languageMode(languageMode))]),
    // Where rights could not be told, the module itself tells.
    ...(isElevated === false ? [problem('not-elevated', '')] : []),
    ...(isInAdSyncAdmins === false ? [problem('not-in-adsync-admins', '')] : []),
  ];
}

function moduleProblems({ module }: WorkerFacts): readonly Failure[] {
  switch (module.state) {
    case 'loaded':
      return [];
    case 'missing':
      return [problem('module-missing', texts.moduleMissing(module.searched))];
    default:
      return [problem('module-broken', texts.moduleBroken(module.path, module.message))];
  }
}

function serviceProblems({ serviceStatus }: WorkerFacts): readonly Failure[] {
  if (serviceStatus === 'Running') return [];
  return [
    problem('service-stopped', serviceStatus === undefined ? texts.noService : texts.serviceStatus(serviceStatus)),
  ];
}

function problem(code: FailureCode, raw: string): Failure {
  return { code, during: texts.starting, raw, retry: 'pointless' };
}
