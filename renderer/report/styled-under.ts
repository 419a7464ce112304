/**
 * The page with its own style sheet allowed under the window's Content Security Policy: a srcdoc frame inherits the
 * policy of the page around it, so the sheet needs the nonce. The page's own policy lets it through by other means.
 */
export function styledUnder(page: string, nonce: string): string {
  return page.replace('<style>', `<style nonce="${nonce}">`);
}
