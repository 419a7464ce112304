import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { compileExpression } from '../../../../shared/entra-connect/expressions/compile.ts';
import type { EvaluationResult } from '../../../../shared/entra-connect/expressions/evaluation.ts';
import { inspectExpression } from '../../../../shared/entra-connect/expressions/inspect.ts';
import { parseExpression } from '../../../../shared/entra-connect/expressions/parse.ts';
import { printExpression } from '../../../../shared/entra-connect/expressions/print.ts';
import { bytes, contextOf, evaluate, nothing, parsed, values, type Given } from './evaluate.ts';
import { withoutPlaces } from './expression-generator.ts';

/** A real server's rules, where the customer's data is at hand; nothing of it is copied into the project. */
const folder = new URL('../../../../../shared/data/aadconnect/SynchronizationRules/', import.meta.url);
const present = existsSync(folder);
const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' };

function readExpressions(): readonly string[] {
  return readdirSync(folder)
    .map((file) => readFileSync(new URL(encodeURIComponent(file), folder), 'utf8'))
    .flatMap((xml) => [...xml.matchAll(/<expression>([\s\S]*?)<\/expression>/g)].map((match) => match[1] ?? ''))
    .map((encoded) => encoded.replace(/&(\w+);/g, (entity, name: string) => entities[name] ?? entity));
}

const expressions = present ? readExpressions() : [];
const distinct = [...new Set(expressions)];

/** The one expression of the export that holds all these pieces. */
function expressionWith(...pieces: readonly string[]): string {
  const found = distinct.filter((text) => pieces.every((piece) => text.includes(piece)));
  expect(found).toHaveLength(1);
  return found[0] ?? '';
}

interface Sample {
  readonly of: readonly string[];
  readonly when: string;
  readonly given: Given;
  readonly result: EvaluationResult;
}

function sample(of: readonly string[], when: string, given: Given['attributes'], result: EvaluationResult): Sample {
  return { of, when, given: { attributes: given ?? {} }, result };
}

const user = { sAMAccountName: 'anna', dn: 'CN=Anna,OU=Staff,DC=contoso,DC=com', mailNickname: 'anna' };
const userFilter = ['"SUPPORT_388945a0"'];
const contactFilter = ['"(MSOL)"'];
const groupFilter = ['"MSOL_AD_Sync_RichCoexistence"'];
const mailEnabled = ['"SMTP:"'];
const anchor = ['IIF([msExchRecipientTypeDetails]=2,NULL,IIF(IsString('];
const cloudAnchor = ['IIF(IsPresent([cloudSourceAnchor]), IIF(Word('];
const userPrincipalName = ['[sAMAccountName]&"@"&%Domain.FQDN%'];
const sourceAnchorChanged: EvaluationResult = { kind: 'error', message: 'SourceAnchor attribute has changed.' };

/** [MS-ADTS] 2.2.20.2: version 2, then KeyID (an entry of 2 bytes here), then KeyMaterial. */
const key = { head: '00020000' + '020001' + 'abcd', rest: '020003' + 'beef' };
/** SHA-256 of `rest`, computed with another program. */
const keyHash = 'e0e709b4a641bc527329ddf16bb8793392ded4737adf979e78fa5131ffaa9fc2';

const samples: readonly Sample[] = [
  sample(userFilter, 'an ordinary user', user, nothing),
  sample(userFilter, 'a critical system object', { ...user, isCriticalSystemObject: true }, values(true)),
  sample(userFilter, 'no sAMAccountName', { dn: user.dn }, values(true)),
  sample(userFilter, 'the support account', { ...user, sAMAccountName: 'SUPPORT_388945a0' }, values(true)),
  sample(userFilter, 'a system mailbox', { ...user, mailNickname: 'SystemMailbox{1}' }, values(true)),
  sample(userFilter, 'an AAD_ account', { ...user, sAMAccountName: 'AAD_1' }, values(true)),
  sample(userFilter, 'a CAS_ mailbox', { ...user, mailNickname: 'CAS_{1}' }, values(true)),
  sample(userFilter, 'a CAS_ alias without a brace', { ...user, mailNickname: 'CAS_1' }, nothing),
  sample(userFilter, 'an MSOL_ account', { ...user, sAMAccountName: 'MSOL_1' }, values(true)),
  // msExchRecipientTypeDetails: 1 user mailbox, 536870912 discovery mailbox, 16777216 mailbox plan.
  sample(userFilter, 'a user mailbox', { ...user, msExchRecipientTypeDetails: 1n }, nothing),
  sample(
    userFilter,
    'a discovery mailbox (mask H21C07000)',
    { ...user, msExchRecipientTypeDetails: 536870912n },
    values(true),
  ),
  sample(
    userFilter,
    'a mailbox plan (mask H21C07000)',
    { ...user, msExchRecipientTypeDetails: 16777216n },
    values(true),
  ),
  sample(userFilter, 'a remote mailbox', { ...user, msExchRecipientTypeDetails: 2147483648n }, nothing),
  sample(userFilter, 'a replication victim', { ...user, dn: String.raw`CN=Anna\0ACNF:1,DC=contoso` }, values(true)),
  sample(contactFilter, 'an ordinary contact', { displayName: 'Anna', dn: user.dn }, nothing),
  sample(
    contactFilter,
    'a hidden MSOL contact',
    { displayName: 'A (MSOL)', msExchHideFromAddressLists: true, dn: user.dn },
    values(true),
  ),
  sample(contactFilter, 'a visible MSOL contact', { displayName: 'A (MSOL)', dn: user.dn }, nothing),
  sample(groupFilter, 'an ordinary group', { sAMAccountName: 'staff', dn: user.dn }, nothing),
  sample(
    groupFilter,
    'the coexistence group',
    { sAMAccountName: 'MSOL_AD_Sync_RichCoexistence', dn: user.dn },
    values(true),
  ),
  sample(
    groupFilter,
    'a role group',
    { sAMAccountName: 'g', dn: user.dn, msExchRecipientTypeDetails: 1073741824n },
    values(true),
  ),
  sample(mailEnabled, 'a primary address', { proxyAddresses: ['smtp:b@x.com', 'SMTP:a@x.com'] }, values(true)),
  sample(mailEnabled, 'one address only', { proxyAddresses: 'SMTP:a@x.com' }, values(true)),
  sample(mailEnabled, 'only secondary addresses', { proxyAddresses: ['smtp:b@x.com', 'X400:c=us'] }, values(false)),
  sample(mailEnabled, 'a mail attribute', { mail: 'a@x.com' }, values(true)),
  sample(mailEnabled, 'a mail attribute without an at sign', { mail: 'a' }, values(false)),
  sample(mailEnabled, 'nothing', {}, values(false)),
  sample(
    anchor,
    'a binary objectGUID',
    { objectGUID: bytes('9bbda0d5954eb549973614fde1eec1e3') },
    values('m72g1ZVOtUmXNhT94e7B4w=='),
  ),
  sample(anchor, 'an objectGUID as text', { objectGUID: 'm72g', msExchRecipientTypeDetails: 1n }, values('m72g')),
  sample(anchor, 'a linked mailbox', { objectGUID: bytes('00'), msExchRecipientTypeDetails: 2n }, nothing),
  sample(
    ['IIF([msExchRecipientTypeDetails]=2, NULL, "User")'],
    'a user mailbox',
    { msExchRecipientTypeDetails: 1n },
    values('User'),
  ),
  sample(
    ['IIF([msExchRecipientTypeDetails]=2, NULL, "User")'],
    'a linked mailbox',
    { msExchRecipientTypeDetails: 2n },
    nothing,
  ),
  sample(
    ['IIF([cloudSourceAnchor] = [sourceAnchor],', '"SourceAnchor', 'IIF(IsPresent([cloudSourceAnchor]),IIF'],
    'a changed anchor',
    { cloudSourceAnchor: 'x', sourceAnchor: 'y' },
    sourceAnchorChanged,
  ),
  sample(
    cloudAnchor,
    'an object of another type',
    { cloudSourceAnchor: 'x', sourceAnchor: 'y', cloudAnchor: 'Contact_1', sourceObjectType: 'User' },
    values('y'),
  ),
  sample(
    cloudAnchor,
    'a changed anchor',
    { cloudSourceAnchor: 'x', sourceAnchor: 'y', cloudAnchor: 'User_1', sourceObjectType: 'User' },
    sourceAnchorChanged,
  ),
  sample(['"CN={" &'], 'an anchor', { sourceAnchor: 'AQ==' }, values('CN={41513D3D}')),
  sample(['[pwdLastSet]'], 'a time', { pwdLastSet: 130543784930000000n }, values('20140905081453.0Z')),
  sample(['[pwdLastSet]'], 'must change at next logon', { pwdLastSet: 0n }, values('16010101000000.0Z')),
  sample(['[pwdLastSet]'], 'no time', {}, nothing),
  sample(['[userAccountControl]'], 'an enabled account', { userAccountControl: 512n }, values(true)),
  sample(['[userAccountControl]'], 'a disabled account', { userAccountControl: 514n }, values(false)),
  sample(['-2147483648'], 'a security group', { groupType: -2147483646n }, values(true)),
  sample(['-2147483648'], 'a distribution group', { groupType: 8n }, values(false)),
  sample(['&HFF) = 0'], 'a synced mailbox', { cloudMSExchRecipientDisplayType: 1073741824n }, values(true)),
  sample(['&HFF) = 0'], 'another recipient', { cloudMSExchRecipientDisplayType: 6n }, values(false)),
  sample(['&HFF) = 0'], 'no recipient', {}, values(false)),
  sample(['50000'], 'a small group', { memberCount: 50000n }, { kind: 'ignore-this-flow' }),
  sample(
    ['50000'],
    'a large group',
    { memberCount: 50001n },
    { kind: 'error', message: 'Maximum Group member count exceeded' },
  ),
  sample(['50000'], 'no count', {}, { kind: 'ignore-this-flow' }),
  sample(
    ['[cloudMSExchSafeSendersHash]'],
    'a cloud mailbox',
    { cloudSOAExchMailbox: true, cloudMSExchSafeSendersHash: bytes('01') },
    values(bytes('01')),
  ),
  sample(['[cloudMSExchSafeSendersHash]'], 'no cloud mailbox', {}, { kind: 'ignore-this-flow' }),
  sample(['"x500:" &'], 'a legacy name', { cloudLegacyExchangeDN: '/o=x/cn=a' }, values('x500:/o=x/cn=a')),
  sample(['"x500:" &'], 'no legacy name', {}, nothing),
  sample(
    ['Item([description],1)'],
    'a long description',
    { description: ` ${'a'.repeat(500)}` },
    values('a'.repeat(448)),
  ),
  sample(['Item([description],1)'], 'two descriptions', { description: [' a ', 'b'] }, values('a')),
  sample(['Item([description],1)'], 'no description', {}, nothing),
  sample(['Left(Trim([info]),448)'], 'no info', {}, nothing),
  sample(['[cn],[displayName]'], 'no display name', { cn: 'anna' }, values('anna')),
  sample(['[countryCode]'], 'a country', { countryCode: 49n }, values(49n)),
  sample(['[countryCode]'], 'no country', {}, { kind: 'ignore-this-flow' }),
  sample(['[userCertificate]'], 'no certificate', {}, values(true)),
  sample(['[userCertificate]'], 'certificates', { userCertificate: [bytes('01'), bytes('02')] }, nothing),
  sample(['StringFromSid'], 'a SID', { objectSid: bytes('01020000000000052000000020020000') }, values('S-1-5-32-544')),
  sample(['ValueCount'], 'two members', { member: ['CN=a', 'CN=b'] }, values(2n)),
  sample(['ValueCount'], 'no members', {}, values(0n)),
  sample(
    ['CBin('],
    'an NGC key',
    { searchableDeviceKey: bytes(key.head + key.rest) },
    values(bytes(`${key.head}200002${keyHash}${key.rest}`)),
  ),
  sample(['CBin('], 'no key', {}, nothing),
];

describe.skipIf(!present)('the expressions of a real export (needs ../shared/data/aadconnect)', () => {
  it('are all there', () => {
    expect(expressions).toHaveLength(391);
    expect(distinct).toHaveLength(86);
  });

  it.each(distinct)('%s parses without doubt, is fully known, and prints back to the same tree', (text) => {
    const result = parseExpression(text);
    expect(result).toMatchObject({ ok: true, doubts: [] });
    const expression = parsed(text);
    expect(inspectExpression(expression)).toMatchObject({ problems: [], unmodelledFunctions: [] });
    expect(withoutPlaces(parsed(printExpression(expression)))).toEqual(withoutPlaces(expression));
  });

  it.each(distinct)(
    '%s has a predictable result for an empty object, unless it needs what every object has',
    (text) => {
      const always = { dn: user.dn, userAccountControl: 512n, groupType: 8n };
      const parameters = {
        'Connector.ID': '1',
        'Domain.FQDN': 'd',
        'Domain.Netbios': 'D',
        'Forest.FQDN': 'f',
        'Forest.Netbios': 'F',
      };
      // objectGUID is on every object; the anchor rules look at its type.
      const context = contextOf({ attributes: { ...always, objectGUID: bytes('01') }, parameters });
      expect(compileExpression(parsed(text))(context).kind).not.toBe('unpredictable');
    },
  );

  it.each(samples)('$of: $when', ({ of, given, result }) => {
    expect(evaluate(expressionWith(...of), given)).toEqual(result);
  });

  it('trims attributes', () => {
    expect(
      evaluate(expressionWith('Trim([extensionAttribute15])'), { attributes: { extensionAttribute15: ' x ' } }),
    ).toEqual(values('x'));
  });

  it('takes confirmed proxy addresses only, each once', () => {
    const text = expressionWith('RemoveDuplicates(Trim(ImportedValue("proxyAddresses")))');
    const imported = { proxyAddresses: ['SMTP:a@x.com ', 'SMTP:a@x.com', 'smtp:b@x.com'] };
    expect(evaluate(text, { imported })).toEqual(values('SMTP:a@x.com', 'smtp:b@x.com'));
    expect(evaluate(text, { attributes: imported })).toEqual(nothing);
  });

  it('builds a user principal name, and fails without an account name', () => {
    const text = expressionWith(...userPrincipalName);
    const parameters = { 'Domain.FQDN': 'contoso.com' };
    expect(evaluate(text, { attributes: { sAMAccountName: 'anna' }, parameters })).toEqual(values('anna@contoso.com'));
    expect(evaluate(text, { attributes: { userPrincipalName: 'a@x.com' }, parameters })).toEqual(values('a@x.com'));
    expect(evaluate(text, { parameters })).toEqual({ kind: 'error', message: 'AccountName is not present' });
  });

  it('names the connector', () => {
    expect(evaluate(expressionWith('%Connector.ID%'), { parameters: { 'Connector.ID': '{1}' } })).toEqual(
      values('{1}'),
    );
  });
});
