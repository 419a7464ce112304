import { describe, expect, it } from 'vitest';
import { takeText } from '../../../../electron/disk/export-files/take-text.ts';
import { recreationScript } from '../../../../shared/entra-connect/formats/powershell/recreation-script.ts';
import { exchangeRule } from '../../../shared/entra-connect/rules/rule-builder.ts';

describe('a script in the code page of Windows', () => {
  it.each([
    ['without a comment', ''],
    ['with a comment first', '# Regeln für die Umstellung\n'],
    ['with a comment of several lines first', '\n<#\n Regeln für die Umstellung\n#>\n'],
  ])('is taken, and told how it was read: %s', (_what, comment) => {
    const text = `${comment}${recreationScript({ ...exchangeRule(108), description: 'Für alle' })}`;
    const taken = takeText('rules.ps1', Buffer.from(text, 'latin1'), false);
    expect(taken).toMatchObject({ file: { text }, remark: expect.stringContaining('Windows-1252') as string });
  });
});
