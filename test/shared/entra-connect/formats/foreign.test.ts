import { describe, expect, it } from 'vitest';
import { foreignTextReason } from '../../../../shared/entra-connect/formats/foreign-texts.ts';
import { foreignTextOf } from '../../../../shared/entra-connect/formats/foreign.ts';
import { recognise } from '../../../../shared/entra-connect/formats/recognise.ts';

const header = '<?xml version="1.0" encoding="utf-8"?>\n';

describe('a file that is no part of an export', () => {
  it.each([
    ['a page of the documenter', '<html><head><title>AAD Connect Config Documenter</title></head><p>Sync Rule</p></html>', 'Configuration Documenter'],
    ['another page', '\uFEFF<!DOCTYPE html><html><p>Hello</p></html>', 'a web page'],
    ['a connector', `${header}<saved-ma-configuration><ma-data/></saved-ma-configuration>`, 'a single connector'],
    ['a connector space', `${header}<cs-objects><cs-object/></cs-objects>`, 'objects of a connector space'],
    ['an export of MIM', `${header}<Results><ExportObject/></Results>`, 'Microsoft Identity Manager'],
    ['other objects of PowerShell', '<Objs Version="1.1.0.1"><S>x</S></Objs>', 'Export-Clixml'],
    ['other XML', `${header}<project/>`, 'begins with <project>'],
    ['YAML of DSC', 'AADSyncRules:\n  - Name: In from AD\n    AttributeFlowMappings:\n      - Source: cn\n', 'YAML of a DSC configuration'],
    ['rules as Format-List shows them', 'Identifier            : 1\nAttributeFlowMappings : {a}\n', 'shows on the screen'],
    ['a table of rules', '"Identifier","Name","AttributeFlowMappings"\n"1","a","b"\n', 'a table of rules'],
    ['a table of rules of Windows PowerShell', '#TYPE Microsoft.IdentityManagement.PowerShell.ObjectModel.SynchronizationRule\n"Identifier","Name","AttributeFlowMappings"\n', 'a table of rules'],
    ['another table', 'Name;Mail;City\na;b;c\n', 'a table (CSV)'],
    ['other JSON', '{ "a": 1 }', 'it is JSON'],
    ['a note about the cmdlets', 'We ran New-ADSyncRule yesterday.', 'mentions the cmdlets'],
  ])('is named, with what to send instead: %s', (_what, text, named) => {
    expect(recognise({ path: 'x', text })).toBeUndefined();
    const reason = foreignTextReason(foreignTextOf({ path: 'x', text }));
    expect(reason).toContain(named);
    expect(reason).toMatch(/Send the folder|send the folder|Save the script/);
  }); // prettier-ignore

  it('that tells nothing of itself is said to be none of those that are read', () => {
    expect(foreignTextReason(foreignTextOf({ path: 'x', text: 'hello' }))).toContain('neither XML nor JSON');
  });
});
