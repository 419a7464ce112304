/** No input of a call comes near these. */
const mostValues = 500;
const mostCharacters = 300_000;

/** Whether a value is small enough to be looked at: a call from outside must not keep the program busy. */
export function isOfReasonableSize(value: unknown): boolean {
  let values = 0;
  let characters = 0;
  const waiting: unknown[] = [value];
  while (waiting.length > 0) {
    const next = waiting.pop();
    values += 1;
    if (typeof next === 'string') characters += next.length;
    // Electron's channel brings more than JSON does. To list the keys of a large buffer would itself be the harm.
    else if (ArrayBuffer.isView(next)) return false;
    else if (typeof next === 'object' && next !== null) {
      const keys = Object.keys(next);
      if (values + waiting.length + keys.length > mostValues) return false;
      for (const key of keys) {
        characters += key.length;
        waiting.push((next as Readonly<Record<string, unknown>>)[key]);
      }
    }
    if (values > mostValues || characters > mostCharacters) return false;
  }
  return true;
}
