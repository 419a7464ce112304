import { assertNever } from '../../base/assert-never.ts';
import { assessTitles as titles, serverTexts as texts } from '../texts.ts';
import { compareVersions } from '../../entra-connect/server-version.ts';
import type { Finding } from '../assessment.ts';
import type { AssessmentFacts } from '../facts.ts';
import { about, investigate, notRun, passed, type Judgement } from './finding.ts';

/** From the first version that an application signs in for to the one that keeps it (entra-connect.md §6, §7.3). */
const propertyPages = { breakFrom: '2.5.0.0', areRepairedIn: '2.6.1.0' };

/** What of the way in which Entra Connect signs in matters to a change of rules. */
export function credentialFinding(facts: AssessmentFacts): Finding {
  return about('server.credential', titles.credential, facts.credentialKind, (kind) => {
    switch (kind) {
      case undefined:
        return notRun(texts.credentialUnknown);
      case 'ServiceAccount':
        return passed(texts.serviceAccount, { ConnectorIdentityType: kind });
      case 'Application':
        return applicationJudgement(facts);
      default:
        return assertNever(kind);
    }
  });
}

function applicationJudgement({ scheduler, server }: AssessmentFacts): Judgement {
  const evidence = { ConnectorIdentityType: 'Application' };
  const stands = scheduler.ok && (!scheduler.value.syncCycleEnabled || scheduler.value.schedulerSuspended);
  const version = server.ok && breaksOnPropertyPages(server.value.productVersion) ? server.value.productVersion : '';
  const remedies = [
    ...(stands ? [texts.notRenewedRemedy] : []),
    ...(version === '' ? [] : [texts.propertyPagesRemedy(version)]),
  ];
  const detail = stands ? `${texts.application} ${texts.notRenewed}` : texts.application;
  return remedies.length === 0 ? passed(detail, evidence) : investigate(detail, remedies.join(' '), evidence);
}

function breaksOnPropertyPages(version: string): boolean {
  return (
    compareVersions(version, propertyPages.breakFrom) >= 0 && compareVersions(version, propertyPages.areRepairedIn) < 0
  );
}
