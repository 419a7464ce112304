/** A nominal type: two brands over the same text do not mix, and a value can carry several. */
export type Brand<Base, Name extends string> = Base & { readonly __brand: { readonly [Key in Name]: true } };
