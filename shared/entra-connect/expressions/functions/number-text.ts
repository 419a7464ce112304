/** A whole number in plain decimal digits that every culture reads alike. */
export function isPlainNumber(text: string): boolean {
  return /^-?\d{1,18}$/.test(text);
}

/** True for texts that some parser of some culture may take for a number: signs, separators, exponents, blanks, `&H`. */
export function mayBeNumber(text: string): boolean {
  return /\d/.test(text) && /^[\s\d.,'’+\-()$€£%eE&HhA-Fa-fxX\u00a0\u202f]*$/.test(text);
}
