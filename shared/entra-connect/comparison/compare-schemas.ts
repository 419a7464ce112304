import type { Schema } from '../rules/model.ts';

/** What the metaverse differs in; `on` and `with` undefined: it is not there. */
export interface SchemaDifference {
  readonly about: 'attribute' | 'multi-valued' | 'syntax' | 'object-type' | 'attribute-of-type';
  /** Name of the attribute, or of the object type. */
  readonly name: string;
  /** The object type, where it is about an attribute of one. */
  readonly objectType: string;
  readonly on: string | undefined;
  readonly with: string | undefined;
}

export function compareSchemas(on: Schema, other: Schema): readonly SchemaDifference[] {
  return [
    ...namesOf(on.attributes, other.attributes).flatMap((name): readonly SchemaDifference[] => {
      const [left, right] = [on.attributes.get(name), other.attributes.get(name)];
      if (left === undefined || right === undefined) {
        return [{ about: 'attribute', name, objectType: '', on: left?.syntax, with: right?.syntax }];
      }
      return [
        ...(left.syntax === right.syntax
          ? []
          : [{ about: 'syntax', name, objectType: '', on: left.syntax, with: right.syntax } as const]),
        ...(left.multiValued === right.multiValued
          ? []
          : [
              {
                ...({ about: 'multi-valued', name, objectType: '' } as const),
                ...{ on: String(left.multiValued), with: String(right.multiValued) },
              },
            ]),
      ];
    }),
    ...namesOf(on.objectTypes, other.objectTypes).flatMap((objectType): readonly SchemaDifference[] => {
      const [left, right] = [on.objectTypes.get(objectType), other.objectTypes.get(objectType)];
      if (left === undefined || right === undefined) {
        return [{ about: 'object-type', name: objectType, objectType, on: left && '', with: right && '' }];
      }
      const [own, theirs] = [new Set(left), new Set(right)];
      return (
        [...own, ...theirs]
          .filter((name) => own.has(name) !== theirs.has(name))
          // An attribute that only one side has at all is told once.
          .filter((name) => on.attributes.has(name) && other.attributes.has(name))
          .toSorted()
          .map((name) => ({
            ...({ about: 'attribute-of-type', name, objectType } as const),
            ...{ on: own.has(name) ? objectType : undefined, with: theirs.has(name) ? objectType : undefined },
          }))
      );
    }),
  ];
}

function namesOf(left: ReadonlyMap<string, unknown>, right: ReadonlyMap<string, unknown>): readonly string[] {
  return [...new Set([...left.keys(), ...right.keys()])].toSorted();
}
