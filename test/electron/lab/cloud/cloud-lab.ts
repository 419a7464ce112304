import { subscribedSku } from '../../../../electron/lab/cloud/entra/service-plans.ts';
import { distinguishedNameOfAnchor, tenantDirectory } from '../../../../electron/lab/cloud/entra/tenant-directory.ts';
import type { ExportOutcome } from '../../../../electron/lab/sync-engine/connected-directory.ts';
import { unsavedMachine, type LabMachine } from '../../../../electron/lab/machine.ts';
import { labExchangeOnline } from '../../../../electron/lab/ports/exchange-online.ts';
import { labTenant } from '../../../../electron/lab/ports/tenant.ts';
import type { EntraRow, LabState } from '../../../../electron/lab/state.ts';
import { guidToBytes, type Guid } from '../../../../shared/base/guid.ts';
import type { EntraObjectId, SkuId } from '../../../../shared/base/identifiers.ts';
import type { CloudRecipient } from '../../../../shared/systems/exchange-online.ts';
import type { LicenseChange } from '../../../../shared/systems/tenant.ts';
import type { AttributeValue } from '../../../../shared/entra-connect/rules/values.ts';
import { attributes, emptyLab } from '../empty-lab.ts';

export const onPremisesGuid = 'aaaaaaaa-1111-4111-8111-111111111111' as Guid;
export const archiveGuid = 'bbbbbbbb-2222-4222-8222-222222222222' as Guid;
export const exchangePlan2 = '19ec0d23-8335-4cbd-94ac-6050e30712fa' as SkuId;
export const powerBi = 'a403ebcc-fae0-4ca2-8c8c-7a907fd6c235' as SkuId;

export const call = { signal: new AbortController().signal };

/** Attributes of a synchronized user; undefined leaves one out. */
export interface Synced {
  readonly anchor?: string;
  readonly name?: string;
  readonly exchangeGuid?: Guid | undefined;
  readonly archiveGuid?: Guid;
  readonly alias?: string | undefined;
}

/** A tenant with two products, and hands to synchronize, license and wait. */
export class CloudLab {
  readonly machine: LabMachine;
  readonly state: LabState;

  constructor(change: (state: LabState) => void = () => undefined) {
    const state = emptyLab();
    state.tenant.subscribedSkus.push(subscribedSku('EXCHANGEENTERPRISE', 2), subscribedSku('POWER_BI_STANDARD', 10));
    // No cycles of its own: these tests export by hand.
    state.server.scheduler = { ...state.server.scheduler, nextSyncCycleStart: undefined };
    change(state);
    this.machine = unsavedMachine(state);
    this.state = state;
  }

  export(synced: Synced = {}): ExportOutcome {
    const { anchor = 'anchor-anna', name = 'anna', alias = name } = synced;
    const exchangeGuid = 'exchangeGuid' in synced ? synced.exchangeGuid : onPremisesGuid;
    const values: Record<string, AttributeValue> = {
      sourceAnchor: anchor,
      userPrincipalName: `${name}@contoso.com`,
      displayName: name,
      alias,
      proxyAddresses: `SMTP:${name}@contoso.com`,
    };
    if ('alias' in synced && synced.alias === undefined) delete values['alias'];
    if (exchangeGuid !== undefined) values['msExchMailboxGuid'] = guidToBytes(exchangeGuid);
    if (synced.archiveGuid !== undefined) values['msExchArchiveGuid'] = guidToBytes(synced.archiveGuid);
    const bag = attributes(values);
    const present = this.active(anchor);
    const change = { distinguishedName: distinguishedNameOfAnchor(anchor), objectType: 'user', attributes: bag };
    if (present === undefined) return tenantDirectory(this.state).export({ operation: 'add', ...change });
    const removed = present.attributes.names.filter((attribute) => !bag.has(attribute) && attribute !== 'cloudAnchor');
    const replacements = [
      ...[...bag.entries()].map(([attribute, replaced]) => ({ attribute, values: replaced })),
      ...removed.map((attribute) => ({ attribute, values: undefined })),
    ];
    return tenantDirectory(this.state).export({ operation: 'update', anchor: present.id, replacements, ...change });
  }

  delete(anchor = 'anchor-anna'): void {
    const { id } = this.user(anchor);
    tenantDirectory(this.state).export({
      operation: 'delete',
      anchor: id,
      distinguishedName: distinguishedNameOfAnchor(anchor),
      objectType: 'user',
    });
  }

  active(anchor = 'anchor-anna'): EntraRow | undefined {
    return [...this.state.tenant.objects.values()].find(
      (row) => row.sourceAnchor === anchor && row.deletedAt === undefined,
    );
  }

  user(anchor = 'anchor-anna'): EntraRow {
    const row = this.active(anchor);
    if (row === undefined) throw new Error(`No user ${anchor}`);
    return row;
  }

  wait(minutes: number): Promise<void> {
    return this.machine.pass(minutes * 60_000, call.signal);
  }

  change(id: EntraObjectId, change: Partial<LicenseChange>) {
    return labTenant(this.machine).changeLicenses(id, { add: [], remove: [], ...change }, call);
  }

  async license(anchor = 'anchor-anna', skuId = exchangePlan2): Promise<void> {
    const { id } = this.user(anchor);
    await labTenant(this.machine).setUsageLocation(id, 'DE', call);
    const changed = await this.change(id, { add: [{ skuId, disabledPlans: [] }] });
    if (!changed.ok) throw new Error(changed.failure.raw);
  }

  async recipient(anchor = 'anchor-anna'): Promise<CloudRecipient | undefined> {
    const found = await labExchangeOnline(this.machine).recipientOf(this.user(anchor).id, call);
    return found.ok ? found.value : undefined;
  }

  get softDeleted(): readonly CloudRecipient[] {
    return [...this.state.exchangeOnline.recipients.values()].filter(
      ({ softDeletedAt }) => softDeletedAt !== undefined,
    );
  }

  /** What Exchange Online complains about, as Graph shows it. */
  errors(anchor = 'anchor-anna'): string {
    return (
      this.user(anchor)
        .cloud?.serviceProvisioningErrors.map(({ detail }) => detail)
        .join() ?? ''
    );
  }
}
