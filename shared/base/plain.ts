/** The same data as a type that JSON fits: interfaces have no index signature, mapped types do. */
export type Plain<Value> = Value extends string | number | boolean | null
  ? Value
  : { readonly [Key in keyof Value]: Plain<Value[Key]> };
