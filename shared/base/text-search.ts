/** Finds texts by the words they hold, whatever the case. They are made once, when words are first looked for. */
export class TextSearch {
  readonly #make: () => readonly string[];
  #texts: readonly string[] | undefined;

  constructor(make: () => readonly string[]) {
    this.#make = make;
  }

  /** Places of the texts that hold every word, in their order; undefined: there is no word in the filter. */
  find(filter: string): readonly number[] | undefined {
    const words = lowerCase(filter).split(/\s+/).filter(Boolean);
    if (words.length === 0) return undefined;
    const texts = (this.#texts ??= this.#make().map(lowerCase));
    return texts.flatMap((text, place) => (words.every((word) => text.includes(word)) ? [place] : []));
  }
}

function lowerCase(text: string): string {
  return text.toLocaleLowerCase('en-US');
}
