import fc from 'fast-check';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { operations } from '../../../../../electron/systems/sync-server/wire/operations.ts';
import {
  greetingSchema,
  lineOf,
  markTexts,
  requestSchema,
} from '../../../../../electron/systems/sync-server/wire/frames.ts';
import { attributeValues } from '../../../../../electron/systems/sync-server/wire/codecs.ts';
import type { Json } from '../../../../../shared/base/json.ts';
import type { ConnectorSpaceObject } from '../../../../../shared/systems/sync-server/sync-server.ts';
import { entraConnectorId } from '../../../../../shared/base/identifiers.ts';
import { call, ruleNamed, runningLab, valueOf } from '../../../lab/running-lab.ts';

const window = { start: 0, count: 50, attributes: ['mailNickname', 'msExchMailboxGuid', 'userAccountControl', 'cn'] };

/** Through JSON and back, as between two processes. */
function sent<Schema extends z.ZodType>(schema: Schema, value: z.output<Schema>): z.output<Schema> {
  return z.decode(schema, JSON.parse(JSON.stringify(z.encode(schema, value))) as z.input<Schema>);
}

it('carries every answer of a server without loss', async () => {
  const { server, state } = runningLab();
  const user = [...(state.connectorSpaces.get(state.server.connectors[0]!.id)?.objects.values() ?? [])][0]!;
  const connectorId = state.server.connectors[0]!.id;
  const forest = state.forests[0]!.connectorId;
  const [person] = valueOf(await server.connectorSpace(forest, window, call)).items.filter(
    ({ objectType }) => objectType === 'user',
  ) as [ConnectorSpaceObject];
  const answers = {
    serverFacts: valueOf(await server.facts(call)),
    scheduler: valueOf(await server.scheduler(call)),
    rules: valueOf(await server.rules(call)),
    globalParameters: valueOf(await server.globalParameters(call)),
    exportConfiguration: valueOf(await server.exportConfiguration(call)),
    autoUpgrade: valueOf(await server.autoUpgrade(call)),
    credentialKind: valueOf(await server.credentialKind(call)),
    connectorStatistics: valueOf(await server.connectorStatistics(entraConnectorId, call)),
    runHistory: valueOf(await server.runHistory('2000-01-01T00:00:00Z', call)),
    connectorSpace: valueOf(await server.connectorSpace(connectorId, window, call)),
    metaverse: valueOf(await server.metaverse(connectorId, window, call)),
    synchronizeObject: {
      ...valueOf(await server.synchronizeObject(forest, person.distinguishedName, call)),
      stopped: undefined,
    },
    preview: valueOf(await server.preview(connectorId, user.distinguishedName, call)),
  } as const;
  for (const [name, answer] of Object.entries(answers)) {
    const { result } = operations[name as keyof typeof answers];
    expect(sent<z.ZodType>(result, answer), name).toEqual(answer);
  }
});

it('carries a rule without loss', () => {
  const rule = ruleNamed(runningLab(), 'In from AD - User Join');
  expect(sent(operations.putRule.arguments, { rule })).toEqual({ rule });
});

it('carries any value of an attribute without loss', () => {
  const value = fc.oneof(fc.string({ unit: 'binary' }), fc.boolean(), fc.bigInt(), fc.uint8Array());
  fc.assert(
    fc.property(fc.array(value), (values) => {
      expect(sent(attributeValues, values)).toEqual(values);
    }),
  );
});

it.each([
  ['an integer that is none', [{ integer: '1e3' }]],
  ['bytes that are not base64', [{ binary: '%' }]],
  ['a number', [5]],
])('refuses %s as a value', (_what, encoded) => {
  expect(attributeValues.safeDecode(encoded as never).success).toBe(false);
});

it('refuses an answer with a member too many or too few', () => {
  const { result } = operations.connectorRunStatus;
  expect(result.safeDecode([{ connectorName: 'a', runState: 'Busy', more: 1 }] as never).success).toBe(false);
  expect(result.safeDecode([{ connectorName: 'a' }] as never).success).toBe(false);
});

it('puts a character before every text on its way to PowerShell, however deep, and nowhere else', () => {
  const given: Json = { name: '2026-01-01T00:00:00Z', list: ['', 1, null, true, { deep: '/Date(0)/' }] };
  expect(markTexts(given)).toEqual({
    name: ':2026-01-01T00:00:00Z',
    list: [':', 1, null, true, { deep: ':/Date(0)/' }],
  });
});

it('sends one line of ASCII, whatever the texts are', () => {
  const deadline = '2026-11-21T10:00:00.000Z';
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.string({ minLength: 22 }), (text, marker) => {
      const request = { id: 1, operation: 'preview', arguments: { text }, deadline };
      const greeting = { marker, module: text };
      for (const line of [lineOf(request), lineOf(greeting)]) expect(line).toMatch(/^[ -~]+\n$/);
      expect(requestSchema.parse(JSON.parse(lineOf(request)))).toEqual(request);
      expect(greetingSchema.parse(JSON.parse(lineOf(greeting)))).toEqual(greeting);
    }),
  );
});
