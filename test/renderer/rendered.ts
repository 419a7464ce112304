import { createElement, type ComponentType } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';

/** The words that a component shows at first, without what a person then does to it. */
export function wordsOf<Props extends object>(component: ComponentType<Props>, props: Props): string {
  return textOf(markupOf(component, props));
}

/** The same as markup, for what is called otherwise than it is seen. */
export function markupOf<Props extends object>(component: ComponentType<Props>, props: Props): string {
  return renderToStaticMarkup(createElement(component, props));
}

function textOf(html: string): string {
  const named = [
    ['&lt;', '<'],
    ['&gt;', '>'],
    ['&quot;', '"'],
    ['&#x27;', "'"],
    ['&amp;', '&'],
  ] as const;
  const text = html.replaceAll(/<[^>]*>/g, '\n').replaceAll(/\n+/g, '\n');
  return named.reduce((words, [entity, letter]) => words.replaceAll(entity, letter), text);
}
