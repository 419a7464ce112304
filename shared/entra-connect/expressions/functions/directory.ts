import { unpredictable, type Reference } from '../runtime.ts';
import { attributeOf, isCompound, splitDistinguishedName, valueOf } from './distinguished-names.ts';
import { integer, mapping, optional, reference, text, type FunctionTable, type Produced } from './signature.ts';

/** Directory functions of the functions reference. */
export const directoryFunctions: FunctionTable = {
  DNComponent: mapping(reference, [integer], 'undocumented', (name, { distinguishedName }, number) => {
    return componentAt(name, splitDistinguishedName(distinguishedName), number);
  }),
  DNComponentRev: mapping(reference, [integer, optional(text)], 'undocumented', componentFromRight),
  EscapeDNComponent: mapping(text, [], 'null', (name, value) => {
    const separator = /^[A-Za-z][A-Za-z0-9-]*=/.exec(value)?.[0].length ?? 0;
    const content = value.slice(separator);
    // How the product writes these is documented nowhere.
    if (/^[ #]|[ ]$|[=\p{Cc}]/u.test(content)) return unpredictable(name, 'undocumented');
    return value.slice(0, separator) + content.replace(/[,+"\\<>;]/g, String.raw`\$&`);
  }),
};

function componentFromRight(name: string, dn: Reference, number: bigint, option: string | undefined): Produced {
  const components = splitDistinguishedName(dn.distinguishedName);
  switch (option) {
    case undefined:
      return componentAt(name, components?.toReversed(), number);
    case 'DC': {
      const other = components?.filter((component) => attributeOf(component).toLowerCase() !== 'dc');
      return componentAt(name, other?.reverse(), number);
    }
    default:
      return unpredictable(name, 'undocumented');
  }
}

/** What the product does beyond the last component, or with a text that is no name, is documented nowhere. */
function componentAt(name: string, components: readonly string[] | undefined, number: bigint): Produced {
  const component = components?.[Number(number) - 1];
  return component === undefined || isCompound(component) ? unpredictable(name, 'undocumented') : valueOf(component);
}
