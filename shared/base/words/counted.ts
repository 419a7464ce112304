/** A whole number with its thousands apart, “20,000”. Not by Intl: loading its data is a twentieth of a short command. */
export function grouped(count: number): string {
  return String(count).replaceAll(/\B(?=(?:\d{3})+$)/g, ',');
}

/** “1 user”, “342 users”; the plural is given where it is not the singular with an s. */
export function counted(count: number, singular: string, plural = `${singular}s`): string {
  return `${grouped(count)} ${count === 1 ? singular : plural}`;
}

/** “a”, “a and b”, “a, b and c”, each in quotation marks. */
export function quotedList(names: readonly string[]): string {
  return enumerated(names.map((name) => `“${name}”`));
}

/** “a”, “a and b”, “a, b and c”, as they are. */
export function enumerated(texts: readonly string[]): string {
  const last = texts.at(-1) ?? '';
  return texts.length < 2 ? last : `${texts.slice(0, -1).join(', ')} and ${last}`;
}

/** The same of a list that may be long: more than `most` are counted, “a, b and 3 other rules”; one alone is never counted. */
export function enumeratedUpTo<Item>(
  most: number,
  items: readonly Item[],
  textOf: (item: Item) => string,
  other: string,
): string {
  const others = items.length - most;
  return enumerated(
    others > 1
      ? [...items.slice(0, most).map((item) => textOf(item)), counted(others, other)]
      : items.map((item) => textOf(item)),
  );
}

/** How the question of an undo was answered, behind what it was asked for; nothing where its standard holds. */
export function answeredWith(answer: string | undefined): string {
  return answer === undefined ? '' : `, with the answer ${answer}`;
}

/** What was chosen, behind what it was chosen for: “, with name=value”; nothing for nothing. */
export function chosenWith(options: Readonly<Record<string, string>> = {}): string {
  const texts = Object.entries(options).map(([name, value]) => `${name}=${value}`);
  return texts.length === 0 ? '' : `, with ${enumerated(texts)}`;
}
