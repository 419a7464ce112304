/** A nominal type: two brands over the same text do not mix. */
export type Brand<Base, Name extends string> = Base & { readonly __brand: Name };
