import fc from 'fast-check';

import { parseGuid, zeroGuid, type Guid } from '../../../../shared/base/guid.ts';
import type { RuleId } from '../../../../shared/base/identifiers.ts';
import {
  comparisonOperators,
  type AttributeFlow,
  type FlowSource,
  type SyncRule,
} from '../../../../shared/entra-connect/rules/model.ts';
import { forestConnectorId } from './rule-builder.ts';

/** Texts that break careless quoting: markup, every kind of quote, expansions, emoji, blanks, line ends. */
const hostilePieces = [
  '<', '>', '&', '"', "'", '‘', '’', '‚', '‛', '“', '”', '„', '$', '$(', ')', '`', '`n', '@{', '#', ';', '|', '\\',
  ' ', '\t', '\n', '\r', '\r\n', ']]>', '<!--', '-->', '&amp;', '&#0;', '<?xml', '%Connector.ID%', 'ä', 'ß', 'İ',
  '日本', '👩‍👩‍👧', '\u0085', '\u00a0', '\u2028', '\u202e', '\ufeff', '--%', 'User', 'name', '', '"@', "'@", '`0',
]; // prettier-ignore

/** A hostile text of characters that XML 1.0 can hold. */
export const hostileText = fc
  .array(fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...hostilePieces) }, fc.string({ unit: 'grapheme' })), {
    maxLength: 6,
  })
  .map((pieces) => pieces.join(''))
  // eslint-disable-next-line no-control-regex -- what XML cannot hold is left out here
  .map((text) => text.replaceAll(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g, ''));

/** A hostile text with the control characters that XML cannot hold but PowerShell can. */
export const hostileBinaryText = fc
  .array(fc.oneof(hostileText, fc.string({ unit: 'binary' }), fc.constantFrom('\0', '\u0001', '\u001a', '\u007f')), {
    maxLength: 5,
  })
  .map((pieces) => pieces.join('').toWellFormed());

const guid = fc.uuid().map((text): Guid => parseGuid(text) ?? zeroGuid);

const source: fc.Arbitrary<FlowSource> = fc.oneof(
  fc.record({
    type: fc.constant('direct' as const),
    attributes: fc.array(hostileText, { minLength: 1, maxLength: 3 }),
  }),
  fc.record({ type: fc.constant('constant' as const), value: hostileText }),
  fc.record({
    type: fc.constant('expression' as const),
    expression: hostileText,
    attributes: fc.array(hostileText, { maxLength: 3 }),
  }),
);

const flow: fc.Arbitrary<AttributeFlow> = fc.record({
  destination: hostileText,
  source,
  applyOnce: fc.boolean(),
  mergeType: fc.constantFrom('Update', 'Replace', 'Merge', 'MergeCaseInsensitive'),
  uninterpreted: fc.constantFrom([], [keptElement('synchronizationRule/attribute-mappings/mapping', 'hint')]),
});

const joinCondition = fc.record({
  connectorSpaceAttribute: hostileText,
  metaverseAttribute: hostileText,
  caseSensitive: fc.boolean(),
});

const scopeCondition = fc.record({
  attribute: hostileText,
  operator: fc.constantFrom(...comparisonOperators),
  value: hostileText,
});

/** Any rule the model can hold and XML can carry. */
export const arbitraryRule: fc.Arbitrary<SyncRule> = fc.record({
  id: guid.map((id) => id as RuleId),
  internalId: guid,
  version: fc.nat(),
  name: hostileText,
  description: hostileText,
  immutableTag: hostileText,
  direction: fc.constantFrom('inbound', 'outbound'),
  disabled: fc.boolean(),
  connectorId: fc.constant(forestConnectorId),
  sourceObjectType: hostileText,
  targetObjectType: hostileText,
  linkType: fc.constantFrom('Provision', 'Join', 'StickyJoin', 'JoinNoFlow'),
  precedence: fc.nat(),
  precedenceAfter: guid,
  precedenceBefore: guid,
  softDeleteExpiryInterval: fc.constantFrom('00:00:00', '30.00:00:00', '01:02:03.0000004'),
  enablePasswordSync: fc.boolean(),
  flows: fc.array(flow, { maxLength: 4 }),
  joinGroups: fc.array(fc.array(joinCondition, { maxLength: 3 }), { maxLength: 3 }),
  scopeGroups: fc.array(fc.array(scopeCondition, { maxLength: 3 }), { maxLength: 3 }),
  // In the order of reading: a leaf's attributes before what follows the known elements.
  uninterpreted: fc.constantFrom(
    [],
    [
      { path: 'synchronizationRule/name/@lang', xml: 'lang="de &quot;x&quot;"' },
      keptElement('synchronizationRule', 'future'),
    ],
  ),
});

function keptElement(parent: string, name: string) {
  return { path: `${parent}/${name}`, xml: `<${name} a="1"><b>x &amp; y</b></${name}>` };
}
