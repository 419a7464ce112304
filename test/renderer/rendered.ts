import { createElement, type ComponentType } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';

/** The words that a component shows at first, without what a person then does to it. */
export function wordsOf<Props extends object>(component: ComponentType<Props>, props: Props): string {
  return textOf(renderToStaticMarkup(createElement(component, props)));
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
