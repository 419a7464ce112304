/** Texts kept at once before the older half is forgotten. */
const generationSize = 100_000;

/** Remembers lately seen values by key, in two generations, so that its own memory stays bounded. */
class RecentValues<Value> {
  #present = new Map<string, Value>();
  #past = new Map<string, Value>();

  /** The value first seen under this key. */
  kept(key: string, value: Value): Value {
    const known = this.#present.get(key);
    if (known !== undefined) return known;
    const kept = this.#past.get(key) ?? value;
    this.#present.set(key, kept);
    if (this.#present.size >= generationSize) {
      this.#past = this.#present;
      this.#present = new Map();
    }
    return kept;
  }
}

/**
 * Makes equal values one value while a lab is read: a user's texts stand in the directory, both connector spaces,
 * the metaverse and the cloud.
 */
export class Interner {
  readonly #texts = new RecentValues<string>();
  readonly #bytes = new RecentValues<Uint8Array>();
  readonly #lists = new RecentValues<readonly unknown[]>();

  text(value: string): string {
    return this.#texts.kept(value, value);
  }

  /** `key` is a text that two byte arrays share exactly when they are equal; so below. */
  bytes(value: Uint8Array, key: string): Uint8Array {
    return this.#bytes.kept(key, value);
  }

  list<Item>(value: readonly Item[], key: string): readonly Item[] {
    return this.#lists.kept(key, value) as readonly Item[];
  }
}
