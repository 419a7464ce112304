import { assessTitles as titles, cloudTexts as texts, notRunTexts } from '../texts.ts';
import type { Finding } from '../assessment.ts';
import type { AssessmentFacts, TenantCensus } from '../facts.ts';
import { about, investigate, lengthsOf, notRun, passed, type Judgement } from './finding.ts';

/** Findings about the tenant and Exchange Online (procedures.md, `assess` 7). */
export function cloudFindings(facts: AssessmentFacts): readonly Finding[] {
  const { tenant } = facts;
  return [
    about('tenant.organization', titles.organization, facts.organization, ({ displayName, syncEnabled }) =>
      syncEnabled
        ? passed(texts.organization(displayName, true))
        : investigate(texts.organization(displayName, false), texts.syncOffRemedy),
    ),
    about('tenant.licensed', titles.licences, tenant, licensesJudgement),
    about('tenant.provisioning-errors', titles.provisioning, tenant, provisioningJudgement),
    about('tenant.recycle-bin', titles.recycleBin, facts.recycleBin, ({ length: count }) =>
      passed(texts.recycleBin(count), { count }),
    ),
    about('exchange-online.recipients', titles.cloudRecipients, facts.cloudRecipients, (census) => {
      const counts = lengthsOf(census);
      return passed(texts.recipients(counts.mailUsersWithGuid, counts.mailboxes), counts);
    }),
    about('exchange-online.soft-deleted', titles.softDeleted, facts.softDeletedRecipients, ({ length: count }) =>
      count === 0
        ? passed(texts.softDeleted(0))
        : investigate(texts.softDeleted(count), texts.softDeletedRemedy, { count }),
    ),
    cloudManagedFinding(facts),
    { id: 'tenant.cloud-sync', title: titles.cloudSync, ...notRun(notRunTexts.cloudSync) },
    { id: 'tenant.roles', title: titles.roles, ...notRun(notRunTexts.roles) },
  ];
}

function licensesJudgement({ synced }: TenantCensus): Judgement {
  const { none, direct: licensedDirectly, 'by-group': licensedByGroup } = lengthsOf(synced);
  const all = none + licensedDirectly + licensedByGroup;
  return passed(texts.licences(all, licensedDirectly, licensedByGroup), {
    synced: all,
    licensedDirectly,
    licensedByGroup,
  });
}

function provisioningJudgement({ provisioningErrors }: TenantCensus): Judgement {
  return provisioningErrors.length === 0
    ? passed(texts.provisioningNone)
    : investigate(
        texts.provisioning(provisioningErrors.map(({ service, users }) => `${service}: ${users}`)),
        texts.provisioningRemedy,
      );
}

/** With cloud-managed mailboxes, what AD says has no effect (graph-exchange.md §4.4). */
function cloudManagedFinding({ exchangeOrganization, cloudRecipients }: AssessmentFacts): Finding {
  return about(
    'exchange-online.cloud-managed',
    titles.cloudManaged,
    exchangeOrganization,
    ({ attributesCloudManagedByDefault }) => {
      if (attributesCloudManagedByDefault) return investigate(texts.cloudManagedDefault, texts.cloudManagedRemedy);
      const count = cloudRecipients.ok ? cloudRecipients.value.cloudManaged.length : 0;
      return count === 0
        ? passed(texts.cloudManagedNone)
        : investigate(texts.cloudManaged(count), texts.cloudManagedRemedy, { count });
    },
  );
}
