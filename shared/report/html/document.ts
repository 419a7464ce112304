import { reportTexts } from '../texts.ts';
import { markup, type Markup } from '../markup.ts';
import { styleSheet } from './style-sheet.ts';

export interface Section {
  readonly id: string;
  readonly heading: string;
  readonly content: Markup;
}

/** One self-contained page: no script, nothing fetched, a table of contents, sections with headings. */
export function documentPage(title: string, header: Markup, sections: readonly Section[]): string {
  return markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${title}</title>
<style>${{ markup: styleSheet }}</style>
</head>
<body>
<header>
<h1>${title}</h1>
${header}
</header>
<nav aria-label="${reportTexts.contents}"><h2>${reportTexts.contents}</h2><ol>${sections.map(
    (section) => markup`<li><a href="#${section.id}">${section.heading}</a></li>`,
  )}</ol></nav>
<main>
${sections.map(
  (section) =>
    markup`<section aria-labelledby="${section.id}"><h2 id="${section.id}">${section.heading}</h2>${section.content}</section>\n`,
)}
</main>
</body>
</html>
`.markup;
}
