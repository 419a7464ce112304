import type { MergeType } from './model.ts';

/** How values of several rules come together. */
export type MergeKind = 'one' | 'all' | 'all-ignoring-case';

/** Replace is the same as Update (declarative-provisioning doc). */
export function mergeKindOf(type: MergeType): MergeKind {
  switch (type) {
    case 'Update':
    case 'Replace':
      return 'one';
    case 'Merge':
      return 'all';
    case 'MergeCaseInsensitive':
      return 'all-ignoring-case';
  }
}
