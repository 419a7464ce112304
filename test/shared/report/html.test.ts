import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { buildReport } from '../../../shared/report/build-report.ts';
import { csvOf } from '../../../shared/report/csv.ts';
import { reportPage } from '../../../shared/report/html/page.ts';
import { escapeText, markup } from '../../../shared/report/markup.ts';
import type { ReportStep } from '../../../shared/report/model.ts';
import { journalOf, opened, surroundings, verifiedStep } from './sample-run.ts';

function pageWith(name: string): string {
  const { entries, head } = journalOf([opened, ...verifiedStep('prepare', [[name]])]);
  return reportPage(buildReport(entries, head, { ...surroundings, customer: name }).report);
}

/** The page of a run whose first step is as given. */
function pageOf(step: Partial<ReportStep>): string {
  const { entries, head } = journalOf([opened, ...verifiedStep('prepare')]);
  const { report } = buildReport(entries, head, surroundings);
  return reportPage({ ...report, steps: report.steps.map((one, index) => (index === 0 ? { ...one, ...step } : one)) });
}

describe('report.html', () => {
  test('holds no script and fetches nothing', () => {
    expect(pageWith('Anna')).not.toMatch(/<script|<link|<img|<iframe|\bsrc=|url\(|@import|https?:\/\//i);
  });

  test('shows a hostile name as text', () => {
    const page = pageWith(`"><img src=x onerror=alert('1')>&amp;\u202eabc`);
    expect(page).not.toContain('<img');
    expect(page).toContain('&quot;&gt;&lt;img src=x onerror=alert(&#39;1&#39;)&gt;&amp;amp;');
  });

  test('shows what would turn the direction of a sentence instead of obeying it', () => {
    const page = pageWith('Anna\u202egnp\u2066x');
    expect(page).toContain('Anna\\u202egnp\\u2066x');
    expect(page).not.toMatch(/[\u202a-\u202e\u2066-\u2069]/u);
  });

  test('says each outcome as a word, not by colour alone', () => {
    expect(pageWith('Anna')).toMatch(/class="mark Passed"><span aria-hidden="true">✔<\/span> Passed/);
  });

  test('shows of two rules side by side what differs, and folds away and counts the rest', () => {
    const { entries, head } = journalOf([opened, ...verifiedStep('prepare')]);
    const { report } = buildReport(entries, head, surroundings);
    const same = {
      part: 'Transformations',
      label: 'mail',
      standing: 'same',
      before: 'Direct',
      after: 'Direct',
    } as const;
    const changed = { ...same, label: '<guid>', standing: 'changed', after: 'NULL' } as const;
    const comparison = { title: 'Rule and copy', before: 'Original', after: 'Copy', parts: [same, changed] };
    const page = reportPage({ ...report, steps: report.steps.map((step) => ({ ...step, comparisons: [comparison] })) });
    expect(page).toContain('1 difference; 1 part the same');
    expect(page).toMatch(/<bdi>&lt;guid&gt;<\/bdi><\/td><td>changed<\/td>/);
    expect(page).toMatch(/<details><summary>1 part the same<.*<\/summary>.*mail/s);
  });

  test('shows an empty list in words and the items of a list one by one, never as JSON', () => {
    const page = pageOf({
      evidence: [
        { label: 'Numbers that several rules share', after: [] },
        { label: 'Rules in force', after: ['Rule A', 'Rule B'] },
      ],
    });
    expect(page).toContain('<td><bdi>Numbers that several rules share</bdi></td><td><bdi>none</bdi></td>');
    expect(page).toContain('<ul><li><bdi>Rule A</bdi></li><li><bdi>Rule B</bdi></li></ul>');
    expect(page).not.toMatch(/\[\]|\[&quot;/);
  });

  test('has a column for what was before only where something was', () => {
    expect(pageOf({ evidence: [{ label: 'Rules', after: 2 }] })).toContain(
      '<th scope="col">What</th><th scope="col">Read back</th></tr>',
    );
    const mixed = pageOf({
      evidence: [
        { label: 'Rules', after: 2 },
        { label: 'Objects', before: 4, after: 3 },
      ],
    });
    expect(mixed).toContain('<td><bdi>Rules</bdi></td><td>–</td><td><bdi>2</bdi></td>');
    expect(mixed).toContain('<td><bdi>Objects</bdi></td><td><bdi>4</bdi></td><td><bdi>3</bdi></td>');
  });

  test('has the first lines of long commands in sight and folds the others away, counted, none of them lost', () => {
    const lines = Array.from({ length: 100 }, (_, index) => `Line-${index};`);
    const page = pageOf({ commands: lines });
    expect(page).toMatch(/Line-29;<\/pre><details><summary>70 more lines<[^]*?<\/summary><pre>Line-30;/);
    for (const line of lines) expect(page).toContain(line);
    expect(pageOf({ commands: lines.slice(0, 40) })).not.toContain('<details>');
  });

  test('lets a name break between its parts and never alters it', () => {
    const name = 'CN=Anna Müller,OU=Staff,DC=fabrikam,DC=com';
    const page = pageOf({ evidence: [{ label: 'Object', after: name }] });
    expect(page).toContain('<bdi>CN=Anna Müller,<wbr>OU=Staff,<wbr>DC=fabrikam,<wbr>DC=com</bdi>');
    expect(page.replaceAll('<wbr>', '')).toContain(`<bdi>${name}</bdi>`);
  });

  test('has no heading without content', () => {
    expect(pageOf({})).not.toMatch(/<\/h2><\/section>/);
  });

  test('has one first-level heading, a language, and a caption for every table', () => {
    const page = pageWith('Anna');
    expect(page.match(/<h1/g)).toHaveLength(1);
    expect(page).toContain('<html lang="en">');
    expect(page.match(/<table /g)).toHaveLength(page.match(/<caption/g)?.length ?? 0);
  });
});

describe('Markup', () => {
  test('escaped text never opens an element, an entity or an attribute, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const escaped = escapeText(text);
        expect(escaped).not.toMatch(/[<>"']|&(?!amp;|lt;|gt;|quot;|#39;)/);
      }),
    );
  });

  test('markup in markup stays markup, text in markup becomes text', () => {
    expect(markup`<p>${markup`<b>${'<i>'}</b>`}${['a', '&']}</p>`.markup).toBe('<p><b>&lt;i&gt;</b>a&amp;</p>');
  });
});

describe('CSV lists', () => {
  const table = (cell: string) => csvOf({ id: 't', title: 'T', columns: ['Name'], rows: [[cell]] });

  test('a cell that a spreadsheet would run as a formula is text', () => {
    for (const sign of ['=', '+', '-', '@'])
      expect(table(`${sign}HYPERLINK("x")`)).toContain(`"'${sign}HYPERLINK(""x"")"`);
  });

  test('Excel reads it as UTF-8, with the line ends of Windows', () => {
    expect(table('Jürgen "J" 👩')).toBe('\ufeff"Name"\r\n"Jürgen ""J"" 👩"\r\n');
  });
});
