import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { leadsTo, linksIn, readPage, referencesIn, strayIn } from './doc-references.ts';

const root = resolve(import.meta.dirname, '../..');
const readable = /\.(ts|tsx|mjs|js|ps1|psm1|psd1|cs|css|html|md)$/;
const roots = ['.github', 'build', 'docs', 'electron', 'renderer', 'shared', 'test'];

const files = [
  ...readdirSync(root).filter((name) => readable.test(name)),
  ...roots
    .filter((name) => existsSync(join(root, name)))
    .flatMap((name) =>
      readdirSync(join(root, name), { recursive: true, encoding: 'utf8' }).map((path) => join(name, path)),
    )
    .filter((path) => readable.test(path)),
]
  .map((path) => path.replaceAll('\\', '/'))
  // Its references are invented, and most of them lead nowhere on purpose.
  .filter((path) => !path.startsWith('test/build/doc-references.'));
const texts = new Map(files.map((path) => [path, readFileSync(join(root, path), 'utf8')]));
const pages = new Map(
  [...texts].filter(([path]) => path.endsWith('.md')).map(([path, text]) => [path, readPage(text)]),
);

describe('the documents', () => {
  it('have every section that a source, a test, a script, or a page refers to', () => {
    const dead = [...texts].flatMap(([path, text]) =>
      referencesIn(text)
        .filter((reference) => !leadsTo(pages.get(`docs/${reference.page}.md`), reference))
        .map(({ page, place }) => `${path}: ${page}.md ${place}`),
    );

    expect(dead).toEqual([]);
  });

  it('are named wherever a section is referred to, except within the page that has it', () => {
    const stray = [...texts].flatMap(([path, text]) =>
      strayIn(text)
        .filter((found) => pages.get(path)?.sections.has(found.split(/§ ?/).at(-1)!.replace(/\.$/, '')) !== true)
        .map((found) => `${path}: ${found}`),
    );

    expect(stray).toEqual([]);
  });

  it('and the pages beside them have no link to a file or heading that is not there', () => {
    const dead = [...texts]
      .filter(([path]) => path.endsWith('.md'))
      .flatMap(([path, text]) =>
        linksIn(text)
          .filter(({ path: to, anchor }) => {
            const target = to === '' ? path : join(dirname(path), to).replaceAll('\\', '/');
            const there = existsSync(join(root, target));
            return !there || (anchor !== '' && pages.get(target)?.anchors.has(anchor) !== true);
          })
          .map(({ path: to, anchor }) => `${path}: ${to}#${anchor}`),
      );

    expect(dead).toEqual([]);
  });
});

describe('a reference to a document', () => {
  const sign = '\u00A7';
  const page = readPage('# Facts\n\n## 1. First\n\n### 1.1 Names `here`\n\n1. one\n2. two\n\n## `assess`\n\n5. five\n');

  function deadIn(text: string): readonly string[] {
    return referencesIn(text)
      .filter((reference) => !(reference.page === 'facts' && leadsTo(page, reference)))
      .map(({ page: name, place }) => `${name} ${place}`);
  }

  it.each([
    [`(facts.md ${sign}1)`],
    [`facts.md ${sign}1, ${sign}1.1`],
    ['facts.md section 1.1'],
    [`facts.md ${sign}1.1 item 2`],
    ['facts.md, `assess` 5'],
    ['facts.md, `here`'],
    [`facts.md\n * ${sign}1.1`],
    ['concept-of-another-repository.md'],
  ])('that leads somewhere is accepted: %j', (text) => {
    expect(deadIn(text)).toEqual([]);
  });

  it.each([
    [`facts.md ${sign}2`, 'facts 2'],
    [`facts.md ${sign}1, ${sign}1.2`, 'facts 1.2'],
    ['facts.md section 3', 'facts 3'],
    [`facts.md ${sign}1.1 item 3`, 'facts 1.1 item 3'],
    ['facts.md, `assess` 6', 'facts assess item 6'],
    ['facts.md (`there`)', 'facts there'],
    [`facts.md\n * ${sign}9`, 'facts 9'],
    [`nowhere.md ${sign}1`, 'nowhere 1'],
  ])('that leads nowhere is found: %j', (text, dead) => {
    expect(deadIn(text)).toEqual([dead]);
  });

  it('needs the name of its page, unless it is a published standard', () => {
    expect(strayIn(`RFC 4514 ${sign}2.4, XML 1.0 ${sign}2.2, [MS-PSRP] ${sign}2.2.5, facts.md ${sign}1`)).toEqual([]);
    expect(strayIn(`the trap of ${sign}0.1`)).toEqual([`the trap of ${sign}0.1`]);
  });
});

describe('a link of a page', () => {
  it('is a relative one, with its heading, outside of code', () => {
    const markdown = '[a](docs/a.md#first) ![b](b.png) [c](https://example.com/x) [d](#here)\n```\n[e](e.md)\n```\n';

    expect(linksIn(markdown)).toEqual([
      { path: 'docs/a.md', anchor: 'first' },
      { path: 'b.png', anchor: '' },
      { path: '', anchor: 'here' },
    ]);
  });

  it('finds its heading as GitHub names it', () => {
    expect(readPage('### 1.1 `--on live`: on the server, itself\n').anchors).toContain(
      '11---on-live-on-the-server-itself',
    );
  });
});
