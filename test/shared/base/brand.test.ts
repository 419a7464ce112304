import { expectTypeOf, it } from 'vitest';
import type { Guid } from '../../../shared/base/guid.ts';
import type { ConnectorId, RuleId } from '../../../shared/base/identifiers.ts';

it('lets an identifier be a GUID as well', () => {
  expectTypeOf<RuleId>().not.toBeNever();
  expectTypeOf<RuleId>().toExtend<Guid>();
});

it('keeps identifiers of two kinds, plain GUIDs and plain text apart', () => {
  expectTypeOf<RuleId>().not.toExtend<ConnectorId>();
  expectTypeOf<Guid>().not.toExtend<RuleId>();
  expectTypeOf<string>().not.toExtend<Guid>();
});
