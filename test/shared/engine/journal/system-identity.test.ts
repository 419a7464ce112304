import { describe, expect, it } from 'vitest';
import { systemDifferences, type SystemIdentity } from '../../../../shared/engine/journal/system-identity.ts';
import { toyIdentity } from '../toy-run.ts';

const kindsBetween = (recorded: SystemIdentity, found: SystemIdentity) =>
  systemDifferences(recorded, found).map(({ kind }) => kind);

describe('a system', () => {
  it.each<[string, Partial<SystemIdentity>]>([
    ['as it was', {}],
    ['whose name is spelled in another case', { server: 'sync01' }],
    ['whose tenant is not connected now', { tenant: null }],
    [
      'to which a connector was added',
      { connectors: [...toyIdentity.connectors, { id: 'connector 2', name: 'fabrikam.com' }] },
    ],
    ['whose connector was renamed', { connectors: [{ id: 'CONNECTOR 1', name: 'contoso' }] }],
  ])('%s is the one that the run was made on', (_, now) => {
    expect(systemDifferences(toyIdentity, { ...toyIdentity, ...now })).toEqual([]);
  });

  it('is the one that the run was made on although its tenant was not connected then', () => {
    expect(systemDifferences({ ...toyIdentity, tenant: null }, toyIdentity)).toEqual([]);
  });

  it.each<[string, Partial<SystemIdentity>, string]>([
    ['on another machine', { server: 'SYNC02' }, 'server'],
    ['that does not tell its machine any more', { server: null }, 'server'],
    ['that was installed again', { instance: 'installation 2' }, 'instance'],
    ['of another tenant', { tenant: 'tenant 2' }, 'tenant'],
    ['without a connector of the run', { connectors: [{ id: 'connector 2', name: 'contoso.com' }] }, 'connector'],
  ])('%s is another one', (_, now, kind) => {
    expect(kindsBetween(toyIdentity, { ...toyIdentity, ...now })).toEqual([kind]);
  });
});
