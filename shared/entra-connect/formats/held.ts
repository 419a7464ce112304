/** A part of a server's configuration: as a whole, in part, or not at all; the reason is for a person. */
export type Held<Value> =
  | { readonly kind: 'whole'; readonly value: Value }
  | { readonly kind: 'part'; readonly value: Value; readonly reason: string }
  | { readonly kind: 'absent'; readonly reason: string };

export function whole<Value>(value: Value): Held<Value> {
  return { kind: 'whole', value };
}

export function part<Value>(value: Value, reason: string): Held<Value> {
  return { kind: 'part', value, reason };
}

export function absent(reason: string): { readonly kind: 'absent'; readonly reason: string } {
  return { kind: 'absent', reason };
}
