/** A command as a filed document names it: it is read where nobody knows how the program was started. */
export function anyInvocation(words: string): string {
  return `hybrid-preflight ${words} (in a checkout: npm run -s cli -- ${words})`;
}
