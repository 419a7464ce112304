import { expect, it } from 'vitest';
import { deletionThresholdOf } from '../../../../shared/systems/sync-server/deletion-threshold.ts';

const enabled = 'Microsoft.OptionalFeature.ExportDeletionThreshold';
const count = 'Microsoft.OptionalFeature.ExportDeletionThresholdValue';

it.each([
  ['both say so', { [enabled]: 'True', [count]: '250' }, { enabled: true, count: 250 }],
  ['it is switched off', { [enabled]: 'false', [count]: '250' }, { enabled: false, count: 250 }],
  ['nothing is said: the product’s default', {}, { enabled: true, count: 500 }],
  ['the number is empty', { [enabled]: 'True', [count]: ' ' }, { enabled: true, count: 500 }],
  ['the number is none', { [enabled]: 'True', [count]: 'many' }, { enabled: true, count: 500 }],
  ['the number is zero', { [enabled]: 'True', [count]: '0' }, { enabled: true, count: 0 }],
])('the deletion threshold where %s', (_what, parameters, expected) => {
  expect(deletionThresholdOf(new Map(Object.entries(parameters)))).toEqual(expected);
});
