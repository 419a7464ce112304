import { recommendationScreenTexts } from '../../shared/messages/window-assess.ts';

/** What a path is called on the page Assessment. */
export function nameOf({ procedure }: { readonly procedure: string }): string {
  return recommendationScreenTexts.names[procedure] ?? procedure;
}
