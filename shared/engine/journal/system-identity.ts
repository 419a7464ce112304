import { z } from 'zod';

/** Which system a run was made on: what tells one Entra Connect server from every other. */
export const systemIdentity = z.strictObject({
  /** Name of the machine; null where the system does not tell. */
  server: z.string().nullable(),
  /** The installation: two that follow each other on one machine differ. */
  instance: z.string().nullable(),
  /** Identifier of the tenant; null while it is not connected. */
  tenant: z.string().nullable(),
  connectors: z.array(z.strictObject({ id: z.string(), name: z.string() })),
});
export type SystemIdentity = Readonly<z.infer<typeof systemIdentity>>;

/** One reason why a system is not the one that a run was made on. */
export type SystemDifference =
  | { readonly kind: 'server' | 'instance' | 'tenant'; readonly recorded: string | null; readonly found: string | null }
  | { readonly kind: 'connector'; readonly id: string; readonly name: string };

/**
 * What tells the system found from the one recorded; empty: it is the same one. A tenant that was not connected, then or
 * now, says nothing, and connectors may have been added: the server is still the same.
 */
export function systemDifferences(recorded: SystemIdentity, found: SystemIdentity): readonly SystemDifference[] {
  const present = new Set(found.connectors.map(({ id }) => id.toLowerCase()));
  const isSame = (one: string | null, other: string | null) => one?.toLowerCase() === other?.toLowerCase();
  return [
    ...(['server', 'instance', 'tenant'] as const).flatMap((kind): readonly SystemDifference[] => {
      const both = { recorded: recorded[kind], found: found[kind] };
      if (kind === 'tenant' && (both.recorded === null || both.found === null)) return [];
      return isSame(both.recorded, both.found) ? [] : [{ kind, ...both }];
    }),
    ...recorded.connectors
      .filter(({ id }) => !present.has(id.toLowerCase()))
      .map(({ id, name }): SystemDifference => ({ kind: 'connector', id, name })),
  ];
}
