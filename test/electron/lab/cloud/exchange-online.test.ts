import { describe, expect, it } from 'vitest';
import { zeroGuid, type Guid } from '../../../../shared/base/guid.ts';
import { archiveGuid, CloudLab, exchangePlan2, onPremisesGuid, powerBi } from './cloud-lab.ts';

const days = 24 * 60;

async function withMailbox(change?: ConstructorParameters<typeof CloudLab>[0]) {
  const lab = new CloudLab(change);
  lab.export({ exchangeGuid: undefined });
  await lab.license();
  await lab.wait(60);
  return lab;
}

describe('the forward synchronization (entra-connect.md §8.7)', () => {
  it('makes a mail user with the ExchangeGuid of msExchMailboxGuid, after its delay', async () => {
    const lab = new CloudLab();
    lab.export();
    await lab.wait(14);
    expect(await lab.recipient()).toBeUndefined();
    await lab.wait(2);
    expect(await lab.recipient()).toMatchObject({
      recipientTypeDetails: 'MailUser',
      exchangeGuid: onPremisesGuid,
      primarySmtpAddress: 'anna@contoso.com',
    });
  });

  it('makes nothing of a user without Exchange attributes', async () => {
    const lab = new CloudLab();
    lab.export({ alias: undefined, exchangeGuid: undefined });
    await lab.wait(60);
    expect(await lab.recipient()).toBeUndefined();
  });

  it('clears the ExchangeGuid when the synchronized one is gone', async () => {
    const lab = new CloudLab();
    lab.export();
    await lab.wait(60);
    lab.export({ exchangeGuid: undefined });
    await lab.wait(60);
    expect(await lab.recipient()).toMatchObject({ recipientTypeDetails: 'MailUser', exchangeGuid: zeroGuid });
  });
});

describe('a mailbox (entra-connect.md §5, graph-exchange.md §1.3)', () => {
  it('is not made while ExchangeGuid is set, and the user shows why', async () => {
    const lab = new CloudLab();
    lab.export();
    await lab.license();
    await lab.wait(2 * days);
    expect(await lab.recipient()).toMatchObject({ recipientTypeDetails: 'MailUser', exchangeGuid: onPremisesGuid });
    expect(lab.errors()).toContain("on-premises mailbox hasn't been migrated");
  });

  it('is made with a new GUID by a licence and an empty ExchangeGuid, later than the licence', async () => {
    const lab = new CloudLab();
    lab.export({ exchangeGuid: undefined });
    await lab.wait(60);
    await lab.license();
    await lab.wait(20);
    expect(await lab.recipient()).toMatchObject({ recipientTypeDetails: 'MailUser' });
    await lab.wait(20);
    const mailbox = await lab.recipient();
    expect(mailbox).toMatchObject({ recipientTypeDetails: 'UserMailbox', itemCount: 0 });
    expect([zeroGuid, onPremisesGuid]).not.toContain(mailbox?.exchangeGuid);
  });

  it('is made for an already licensed user as soon as the GUID is cleared (entra-connect.md §5, two mailboxes)', async () => {
    const lab = new CloudLab();
    lab.export();
    await lab.license();
    await lab.wait(60);
    lab.export({ exchangeGuid: undefined });
    await lab.wait(60);
    expect(await lab.recipient()).toMatchObject({ recipientTypeDetails: 'UserMailbox' });
    expect(lab.errors()).toBe('');
  });

  it('is not made when the GUID comes back before it appears', async () => {
    const lab = new CloudLab();
    lab.export({ exchangeGuid: undefined });
    await lab.license();
    await lab.wait(16);
    lab.export();
    await lab.wait(60);
    expect(await lab.recipient()).toMatchObject({ recipientTypeDetails: 'MailUser', exchangeGuid: onPremisesGuid });
  });

  it('is not made by EXCHANGE_S_FOUNDATION (graph-exchange.md §1.6)', async () => {
    const lab = new CloudLab();
    lab.export({ exchangeGuid: undefined });
    await lab.license('anchor-anna', powerBi);
    await lab.wait(2 * days);
    expect(await lab.recipient()).toMatchObject({ recipientTypeDetails: 'MailUser' });
  });

  it('is not made when the Exchange plan of the licence is disabled', async () => {
    const lab = new CloudLab();
    lab.export({ exchangeGuid: undefined });
    await lab.license();
    const disabledPlans = ['efb87545-963c-4e0d-99df-69c6916d9eb0' as Guid];
    await lab.change(lab.user().id, { add: [{ skuId: exchangePlan2, disabledPlans }] });
    await lab.wait(2 * days);
    expect(await lab.recipient()).toMatchObject({ recipientTypeDetails: 'MailUser' });
  });

  it.each([
    ['does-not-block', 'UserMailbox'],
    ['blocks', 'MailUser'],
  ] as const)(
    'with a synchronized archive GUID alone, read as %s, leaves a %s (entra-connect.md §9 item 9)',
    async (reading, type) => {
      const lab = new CloudLab((state) => (state.readings = { ...state.readings, archiveGuidAlone: reading }));
      lab.export({ exchangeGuid: undefined, archiveGuid });
      await lab.license();
      await lab.wait(2 * days);
      expect(await lab.recipient()).toMatchObject({ recipientTypeDetails: type });
    },
  );

  it('keeps its own GUID when AD sends another one', async () => {
    const lab = await withMailbox();
    const before = await lab.recipient();
    lab.export();
    await lab.wait(60);
    expect(await lab.recipient()).toEqual(before);
  });

  it('reports another archive in AD (graph-exchange.md §1.3 A1)', async () => {
    const lab = await withMailbox();
    const [row] = [...lab.state.exchangeOnline.recipients.values()];
    lab.state.exchangeOnline.recipients.put({ ...row!, archiveGuid: onPremisesGuid });
    lab.export({ exchangeGuid: undefined, archiveGuid });
    await lab.wait(60);
    expect(lab.errors()).toContain(`Failed to sync the ArchiveGuid ${archiveGuid} of mailbox ${row!.exchangeGuid}`);
  });
});

describe('a mailbox that is lost (graph-exchange.md §0.1)', () => {
  it('is soft-deleted with its GUIDs when the licence is removed, and comes back with it', async () => {
    const lab = await withMailbox();
    const mailbox = await lab.recipient();
    await lab.change(lab.user().id, { remove: [exchangePlan2] });
    await lab.wait(60);
    expect(lab.softDeleted).toMatchObject([
      { exchangeGuid: mailbox!.exchangeGuid, recipientTypeDetails: 'UserMailbox' },
    ]);
    expect(await lab.recipient()).toMatchObject({ recipientTypeDetails: 'MailUser', exchangeGuid: zeroGuid });
    await lab.license();
    await lab.wait(60);
    expect(await lab.recipient()).toEqual(mailbox);
    expect(lab.softDeleted).toEqual([]);
  });

  it('is soft-deleted with its user, and restored with it', async () => {
    const lab = await withMailbox();
    const mailbox = await lab.recipient();
    lab.delete();
    await lab.wait(60);
    expect(lab.softDeleted).toMatchObject([{ exchangeGuid: mailbox!.exchangeGuid }]);
    lab.export({ exchangeGuid: undefined });
    await lab.wait(60);
    expect(await lab.recipient()).toEqual(mailbox);
  });

  it('is gone after 30 days', async () => {
    const lab = await withMailbox();
    lab.delete();
    await lab.wait(29 * days);
    expect(lab.softDeleted).toHaveLength(1);
    await lab.wait(2 * days);
    expect(lab.softDeleted).toEqual([]);
  });
});

/** Anna's mailbox holds the GUID of AD and is soft-deleted; her user is hard-deleted and synchronized again. */
async function resyncedWithSameGuid(licensed: boolean) {
  const lab = new CloudLab();
  lab.export();
  await lab.license();
  await lab.wait(60);
  const [row] = [...lab.state.exchangeOnline.recipients.values()];
  lab.state.exchangeOnline.recipients.put({ ...row!, recipientTypeDetails: 'UserMailbox', itemCount: 4711 });
  const { id } = lab.user();
  lab.delete();
  await lab.wait(60);
  lab.state.tenant.objects.delete(id);
  lab.export();
  if (licensed) await lab.license();
  await lab.wait(60);
  return lab;
}

describe('the trap: a resync with the same GUID within 30 days (graph-exchange.md §0.1)', () => {
  it('is an ExchangeGuid conflict and leaves the old mailbox alone without a licence', async () => {
    const lab = await resyncedWithSameGuid(false);
    expect(lab.errors()).toContain(
      `The value "${onPremisesGuid}" of property "ExchangeGuid" is used by another recipient object.`,
    );
    expect(lab.softDeleted).toMatchObject([{ itemCount: 4711 }]);
  });

  it('hard-deletes the old mailbox with all its content when the new user is licensed', async () => {
    const lab = await resyncedWithSameGuid(true);
    expect(lab.softDeleted).toEqual([]);
    expect(await lab.recipient()).toMatchObject({ recipientTypeDetails: 'MailUser', itemCount: 0 });
  });
});

describe('a GUID of another recipient (graph-exchange.md §1.3)', () => {
  it('is refused as ExchangeGuid (B2)', async () => {
    const lab = new CloudLab();
    lab.export();
    lab.export({ anchor: 'anchor-bert', name: 'bert' });
    await lab.wait(60);
    expect(lab.errors()).toBe('');
    expect(lab.errors('anchor-bert')).toContain('"ExchangeGuid" is used by another recipient object');
    expect(await lab.recipient('anchor-bert')).toBeUndefined();
  });

  it('is refused as ArchiveGuid (B1)', async () => {
    const lab = new CloudLab();
    lab.export({ exchangeGuid: undefined, archiveGuid });
    lab.export({ anchor: 'anchor-bert', name: 'bert', exchangeGuid: undefined, archiveGuid });
    await lab.wait(60);
    expect(lab.errors('anchor-bert')).toContain('"ArchiveGuid" is used by another recipient object');
  });
});

describe('cloud-managed recipients (graph-exchange.md §4.4)', () => {
  it('ignore synchronized Exchange attributes', async () => {
    const lab = new CloudLab();
    lab.export();
    await lab.wait(60);
    const [row] = [...lab.state.exchangeOnline.recipients.values()];
    lab.state.exchangeOnline.recipients.put({ ...row!, exchangeCloudManaged: true });
    lab.export({ exchangeGuid: undefined });
    await lab.wait(60);
    expect(await lab.recipient()).toMatchObject({ exchangeGuid: onPremisesGuid });
  });

  it('arrive without Exchange attributes where it is the default', async () => {
    const lab = new CloudLab((state) => (state.exchangeOnline.attributesCloudManagedByDefault = true));
    lab.export();
    await lab.wait(60);
    expect(await lab.recipient()).toMatchObject({ exchangeGuid: zeroGuid, exchangeCloudManaged: true });
  });
});
