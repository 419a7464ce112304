import { describe, expect, it } from 'vitest';
import { csvOf } from '../../../shared/report/csv.ts';

function linesOf(cell: string): string {
  return csvOf({ id: 'list', title: 'List', columns: ['Name'], rows: [[cell]] });
}

/** The cells of a text that is read with another separator than the one it was written with, as a spreadsheet begins them. */
function cellsBetweenSemicolons(text: string): readonly string[] {
  return text.split(/[;\r\n]/).map((cell) => cell.replace(/^[\s"\uFEFF]+/u, ''));
}

describe('a list for a spreadsheet', () => {
  it.each([
    "=cmd|' /C calc'!A0",
    '+1',
    '-1',
    '@SUM(A1)',
    "x;=cmd|' /C calc'!A0",
    'x; +1',
    'x;"=1+1',
    'x;;@SUM(A1)',
    'x;-2',
  ])('has no cell that it would run, whether read with a comma or a semicolon: %s', (cell) => {
    for (const begun of cellsBetweenSemicolons(linesOf(cell))) expect(begun).not.toMatch(/^[=+@-]/);
  });

  it('leaves other semicolons as they are', () => {
    expect(linesOf('SMTP:a@contoso.com;smtp:b@contoso.com')).toContain('"SMTP:a@contoso.com;smtp:b@contoso.com"');
  });
});
