import { procedureName } from '../../shared/base/words/procedure-names.ts';

/** What a path is called on the page Assessment. */
export function nameOf({ procedure }: { readonly procedure: string }): string {
  return procedureName(procedure);
}
