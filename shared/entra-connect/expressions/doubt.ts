/** A place where the documentation and common usage read the text differently; a person should look at it. */
export interface ReadingDoubt {
  readonly kind: 'grouping' | 'hexadecimal-sign';
  readonly offset: number;
}
