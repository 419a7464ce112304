/** A power of two: values remembered at once. */
const slotCount = 1 << 18;
/** Characters from each end of a text that its slot depends on. */
const sampled = 12;

/**
 * Remembers the value last seen in each slot; a newer one takes the place of an older. Without a `Map`, because millions
 * of texts pass by while a lab is read and most are never seen again.
 */
class RecentValues<Value> {
  readonly #keys: (string | undefined)[] = new Array<string | undefined>(slotCount).fill(undefined);
  readonly #values: (Value | undefined)[] = new Array<Value | undefined>(slotCount).fill(undefined);

  /** The value remembered under this key, or the one that is made now. */
  kept(key: string, make: (key: string) => Value): Value {
    const slot = slotOf(key);
    const known = this.#values[slot];
    if (known !== undefined && this.#keys[slot] === key) return known;
    const value = make(key);
    this.#keys[slot] = key;
    this.#values[slot] = value;
    return value;
  }
}

/**
 * Makes equal values one value while a lab is read: a user's texts stand in the directory, both connector spaces,
 * the metaverse and the cloud.
 */
export class Interner {
  readonly #texts = new RecentValues<string>();
  readonly #others = new RecentValues<object>();

  text(value: string): string {
    return this.#texts.kept(value, itself);
  }

  /** The object made of a text, made once for equal texts; one interner makes one kind of object of one text. */
  made<Value extends object>(key: string, make: (key: string) => Value): Value {
    return this.#others.kept(key, make) as Value;
  }
}

function itself(value: string): string {
  return value;
}

/** FNV-1a over the ends of a text and its length. */
function slotOf(text: string): number {
  let hash = 0x811c9dc5 ^ text.length;
  const head = Math.min(text.length, sampled);
  for (let index = 0; index < head; index += 1) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  for (let index = Math.max(head, text.length - sampled); index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  return (hash ^ (hash >>> 15)) & (slotCount - 1);
}
