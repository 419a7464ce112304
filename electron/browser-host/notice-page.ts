import { browserHostTexts } from '../../shared/messages/browser-host.ts';
import { markup } from '../../shared/report/markup.ts';

interface Notice {
  readonly title: string;
  readonly text: string;
  /** Text of the button that takes over. */
  readonly takeOver?: string;
}

const style = `:root { color-scheme: light dark; } body { font: 1rem/1.5 "Segoe UI", system-ui, sans-serif; margin: 15vh auto;
max-width: 36rem; padding: 0 1.5rem; } h1 { font-size: 1.4rem; } button { font: inherit; padding: .4rem 1rem; }`;

/** A page of the host itself, without script. */
export function noticePage({ title, text, takeOver }: Notice, nonce: string): string {
  const form =
    takeOver === undefined
      ? ''
      : markup`<form method="post" action="/take-over"><button type="submit">${takeOver}</button></form>`;
  return markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} – ${browserHostTexts.product}</title>
<style nonce="${nonce}">${{ markup: style }}</style>
</head>
<body>
<main>
<h1>${title}</h1>
<p>${text}</p>
${form}
</main>
</body>
</html>
`.markup;
}
