/** What a page offers to be referred to. */
export interface Page {
  /** Numbers of its headings, `3` and `3.4`. */
  readonly sections: ReadonlySet<string>;
  /** Numbered items by the section that they stand under, `9 item 3`; also by a heading that is a name, `assess item 5`. */
  readonly items: ReadonlySet<string>;
  /** Names in code font. */
  readonly names: ReadonlySet<string>;
  /** Headings as GitHub turns them into anchors. */
  readonly anchors: ReadonlySet<string>;
}

/** A place of a page that a text refers to. */
export interface Reference {
  readonly page: string;
  readonly kind: 'section' | 'item' | 'name';
  readonly place: string;
}

export function readPage(markdown: string): Page {
  const sections = new Set<string>();
  const items = new Set<string>();
  const anchors = new Set<string>();
  let heading = '';
  for (const line of withoutFences(markdown).split('\n')) {
    const title = /^#{1,6} (.*)$/.exec(line)?.[1];
    if (title !== undefined) {
      anchors.add(anchorOf(title));
      heading = /^(\d+(?:\.\d+)*)\.? /.exec(title)?.[1] ?? /^`([^`]+)`/.exec(title)?.[1] ?? '';
      if (/^\d/.test(heading)) sections.add(heading);
    }
    const item = /^(\d+)\. /.exec(line)?.[1];
    if (item !== undefined && heading !== '') items.add(`${heading} item ${item}`);
  }
  const names = new Set([...markdown.matchAll(/`([^`\n]+)`/g)].map(([, name]) => name!));
  return { sections, items, names, anchors };
}

const numbered = /([a-z][a-z0-9-]*)\.md((?:(?:,|;| and)? ?(?:§|section )\d+(?:\.\d+)*(?: item \d+)?)+)/g;
const named = /([a-z][a-z0-9-]*)\.md(?:,| \() ?`([a-z-]+)`(?: (\d+))?/g;

/** Every `page.md §3.4`, `page.md §9 item 3` and page.md, `name` 5 of a text; a comment may break it over two lines. */
export function referencesIn(text: string): readonly Reference[] {
  const line = onOneLine(text);
  return [
    ...[...line.matchAll(numbered)].flatMap(([, page, places]) =>
      [...places!.matchAll(/(\d+(?:\.\d+)*)(?: item (\d+))?/g)].map(([, section, item]): Reference =>
        item === undefined
          ? { page: page!, kind: 'section', place: section! }
          : { page: page!, kind: 'item', place: `${section} item ${item}` },
      ),
    ),
    ...[...line.matchAll(named)].map(([, page, name, item]): Reference =>
      item === undefined
        ? { page: page!, kind: 'name', place: name! }
        : { page: page!, kind: 'item', place: `${name} item ${item}` },
    ),
  ];
}

/** Section signs that belong neither to a named page nor to a published standard, each with what stands before it. */
export function strayIn(text: string): readonly string[] {
  const line = onOneLine(text).replaceAll(numbered, '');
  return [...line.matchAll(/§ ?[\d.]*/g)]
    .map(({ index, 0: found }) => ({ before: line.slice(Math.max(0, index - 30), index), found }))
    .filter(({ before }) => !/(RFC \d+|XML 1\.0|\[MS-[A-Z]+\]) $/.test(before))
    .map(({ before, found }) => `${before}${found}`);
}

/** Whether the page has what is referred to. */
export function leadsTo(page: Page | undefined, { kind, place }: Reference): boolean {
  if (page === undefined) return false;
  switch (kind) {
    case 'section':
      return page.sections.has(place);
    case 'item':
      return page.items.has(place);
    case 'name':
      return page.names.has(place);
  }
}

/** Relative links of a page, as `path` and `anchor`; either may be empty. */
export function linksIn(markdown: string): readonly { readonly path: string; readonly anchor: string }[] {
  return [...withoutFences(markdown).matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, target]) => target!)
    .filter((target) => !/^[a-z]+:/.test(target))
    .map((target) => {
      const [path = '', anchor = ''] = target.split('#');
      return { path, anchor };
    });
}

function withoutFences(markdown: string): string {
  return markdown.replaceAll(/^```[^]*?^```$/gm, '');
}

function anchorOf(title: string): string {
  return title
    .toLowerCase()
    .replaceAll(/[^\p{Letter}\p{Number}\s_-]/gu, '')
    .replaceAll(' ', '-');
}

function onOneLine(text: string): string {
  return text.replaceAll(/\r?\n[ \t]*(?:\*(?!\/)|\/\/|#)?[ \t]*/g, ' ');
}
