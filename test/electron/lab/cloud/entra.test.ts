import { describe, expect, it } from 'vitest';
import { tenantDirectory } from '../../../../electron/lab/cloud/entra/tenant-directory.ts';
import { labTenant } from '../../../../electron/lab/ports/tenant.ts';
import type { EntraObjectId } from '../../../../shared/base/identifiers.ts';
import { attributes } from '../empty-lab.ts';
import { call, CloudLab, exchangePlan2 } from './cloud-lab.ts';

const days = 24 * 60;

describe('an export to Entra ID', () => {
  it('updates the object of the same source anchor', () => {
    const lab = new CloudLab();
    lab.export();
    const { id } = lab.user();
    lab.export({ alias: 'anna2' });
    expect(lab.user()).toMatchObject({ id });
    expect(lab.user().attributes.text('alias')).toBe('anna2');
  });

  it('removes what is replaced by nothing, and leaves what is not mentioned (entra-connect.md §0.8)', () => {
    const lab = new CloudLab();
    lab.export();
    lab.export({ exchangeGuid: undefined });
    expect(lab.user().attributes.has('msExchMailboxGuid')).toBe(false);
    expect(lab.user().attributes.text('cloudAnchor')).toBe(`User_${lab.user().id}`);
  });

  it.each([
    ['UserPrincipalName', { userPrincipalName: 'ANNA@contoso.com' }],
    ['ProxyAddresses', { userPrincipalName: 'bert@contoso.com', proxyAddresses: 'smtp:anna@contoso.com' }],
  ])('is refused when %s belongs to somebody else (entra-connect.md §3.4)', (attribute, values) => {
    const lab = new CloudLab();
    lab.export();
    const outcome = tenantDirectory(lab.state).export({
      operation: 'add',
      distinguishedName: 'CN={62}',
      objectType: 'user',
      attributes: attributes({ sourceAnchor: 'anchor-bert', ...values }),
    });
    expect(outcome).toMatchObject({ kind: 'refused', error: { type: 'AttributeValueMustBeUnique' } });
    expect(JSON.stringify(outcome)).toContain(attribute);
  });

  it('shows the connector its objects under the hexadecimal form of the anchor (entra-connect.md §3.3)', () => {
    const lab = new CloudLab();
    lab.export({ anchor: 'I4' });
    const [object] = [...tenantDirectory(lab.state).readAll()];
    expect(object).toMatchObject({ distinguishedName: 'CN={4934}', anchor: lab.user('I4').id });
  });

  it('reports a deletion to a delta import', () => {
    const lab = new CloudLab();
    lab.export();
    const { id } = lab.user();
    const watermark = tenantDirectory(lab.state).changeNumber();
    lab.delete();
    expect([...tenantDirectory(lab.state).readChanges(watermark)]).toEqual([{ kind: 'gone', anchor: id }]);
  });
});

describe('the recycle bin (entra-connect.md §7.4)', () => {
  it('keeps a user for 30 days and restores the same one by a new sync of the anchor', async () => {
    const lab = new CloudLab();
    lab.export();
    const { id } = lab.user();
    lab.delete();
    await lab.wait(29 * days);
    lab.export();
    expect(lab.user().id).toBe(id);
  });

  it('makes a new user when the 30 days are over', async () => {
    const lab = new CloudLab();
    lab.export();
    const { id } = lab.user();
    lab.delete();
    await lab.wait(30 * days);
    lab.export();
    expect(lab.user().id).not.toBe(id);
  });

  it('never brings back another kind of object', () => {
    const lab = new CloudLab();
    const directory = tenantDirectory(lab.state);
    const group = {
      distinguishedName: 'CN={67}',
      objectType: 'group',
      attributes: attributes({ sourceAnchor: 'group' }),
    };
    const first = directory.export({ operation: 'add', ...group });
    const anchor = first.kind === 'exported' ? first.anchor : undefined;
    directory.export({ operation: 'delete', anchor, ...group });
    expect(directory.export({ operation: 'add', ...group })).not.toEqual(first);
  });

  it('lists users only', async () => {
    const lab = new CloudLab();
    lab.export();
    lab.delete();
    const listed = await labTenant(lab.machine).deletedUsers({ start: 0, count: 10 }, call);
    expect(listed).toMatchObject({ value: { items: [{ immutableId: 'anchor-anna', deletedAt: lab.state.now }] } });
  });
});

describe('licences (graph-exchange.md §1.4)', () => {
  const add = [{ skuId: exchangePlan2, disabledPlans: [] }];

  it('need a usage location', async () => {
    const lab = new CloudLab();
    lab.export();
    expect(await lab.change(lab.user().id, { add })).toMatchObject({
      failure: {
        code: 'usage-location-missing',
        raw: 'License assignment cannot be done for user with invalid usage location.',
      },
    });
  });

  it('inherited from a group cannot be removed from the user', async () => {
    const lab = new CloudLab();
    lab.export();
    await lab.license();
    const user = lab.user();
    const group = 'cccccccc-0000-4000-8000-000000000000' as EntraObjectId;
    const licenses = user.cloud!.licenses.map((license) => ({ ...license, assignedByGroup: group }));
    lab.state.tenant.objects.put({ ...user, cloud: { ...user.cloud!, licenses } });
    expect(await lab.change(user.id, { remove: [exchangePlan2] })).toMatchObject({
      failure: {
        code: 'license-inherited',
        raw: 'User license is inherited from a group membership and it cannot be removed directly from the user.',
      },
    });
  });

  it('run out, and are free again when a holder is deleted', async () => {
    const lab = new CloudLab();
    for (const name of ['anna', 'bert', 'carl'])
      lab.export({ anchor: `anchor-${name}`, name, exchangeGuid: undefined });
    await lab.license('anchor-anna');
    await lab.license('anchor-bert');
    const { id } = lab.user('anchor-carl');
    await labTenant(lab.machine).setUsageLocation(id, 'DE', call);
    expect(await lab.change(id, { add })).toMatchObject({ failure: { code: 'out-of-licenses' } });
    expect(lab.state.tenant.subscribedSkus[0]).toMatchObject({ consumed: 2, enabled: 2 });
    lab.delete('anchor-anna');
    expect(lab.state.tenant.subscribedSkus[0]).toMatchObject({ consumed: 1 });
    expect(await lab.change(id, { add })).toMatchObject({ ok: true });
  });

  it('can be removed and added in one call, all or nothing', async () => {
    const lab = new CloudLab();
    lab.export();
    await lab.license();
    const unknown = { skuId: 'dddddddd-0000-4000-8000-000000000000' as typeof exchangePlan2, disabledPlans: [] };
    expect(await lab.change(lab.user().id, { remove: [exchangePlan2], add: [unknown] })).toMatchObject({ ok: false });
    expect(lab.user().cloud?.licenses).toHaveLength(1);
    expect(await lab.change(lab.user().id, { remove: [exchangePlan2], add })).toMatchObject({ ok: true });
    expect(lab.user().cloud?.licenses).toHaveLength(1);
  });

  it('of nobody are refused', async () => {
    const lab = new CloudLab();
    const nobody = 'dddddddd-0000-4000-8000-000000000000' as EntraObjectId;
    expect(await lab.change(nobody, { add })).toMatchObject({ failure: { code: 'not-found' } });
  });
});
