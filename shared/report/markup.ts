/** HTML that is safe to put into a document as it is. */
export interface Markup {
  readonly markup: string;
}

type Part = Markup | string | number | undefined | readonly Part[];

/** Builds markup from a template; every text put into it is escaped, so that a hostile name stays text. */
export function markup(strings: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  return { markup: strings.reduce((text, string, index) => text + rendered(parts[index - 1]) + string) };
}

function rendered(part: Part): string {
  if (part === undefined) return '';
  if (typeof part === 'string') return escapeText(part);
  if (typeof part === 'number') return String(part);
  if (isList(part)) return part.map(rendered).join('');
  return part.markup;
}

function isList(part: Part): part is readonly Part[] {
  return Array.isArray(part);
}

const replacements: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/**
 * Text for element content and quoted attributes. Characters that HTML cannot hold become U+FFFD; those that turn the direction
 * of whatever follows are shown instead of obeyed, because a name may stand in the middle of a sentence.
 */
export function escapeText(text: string): string {
  return (
    text
      .toWellFormed()
      // eslint-disable-next-line no-control-regex -- control characters are what this is about
      .replace(/[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]/g, '�')
      .replace(/[\u202a-\u202e\u2066-\u2069]/g, (character) => `\\u${character.charCodeAt(0).toString(16)}`)
      .replace(/[&<>"']/g, (character) => replacements[character] ?? character)
  );
}
