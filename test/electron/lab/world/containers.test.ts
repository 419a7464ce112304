import { describe, expect, it } from 'vitest';
import { containersOf, isSynchronized } from '../../../../electron/lab/world/containers.ts';
import { defaultConfiguration } from '../../../../electron/lab/world/default-rules/configuration.ts';
import type { Connector, Partition } from '../../../../shared/entra-connect/rules/model.ts';

const [, adConnector] = defaultConfiguration(['fabrikam.com']).connectors as [Connector, Connector];
const domain = 'DC=fabrikam,DC=com';

function scoped(containerInclusions: readonly string[], containerExclusions: readonly string[]): Partition {
  return { ...adConnector.partitions[0]!, containerInclusions, containerExclusions };
}

function containers(inclusions: readonly string[], exclusions: readonly string[]) {
  return containersOf({ ...adConnector, partitions: [scoped(inclusions, exclusions)] });
}

describe('the containers of a connector', () => {
  it('are those included, with a place outside', () => {
    expect(containers([`OU=A,${domain}`, `OU=B,${domain}`], [domain])).toMatchObject({
      synchronized: [`OU=A,${domain}`, `OU=B,${domain}`],
      other: `OU=Not Synchronized,${domain}`,
    });
  });

  it('are the whole domain, with nothing outside, where nothing is listed', () => {
    expect(containers([], [])).toMatchObject({ synchronized: [domain], other: undefined });
  });

  it('leave out an inclusion that a longer exclusion takes away', () => {
    expect(containers([domain, `OU=A,${domain}`], [`OU=A,${domain}`, domain])?.synchronized).toEqual([
      domain,
      `OU=A,${domain}`,
    ]);
    expect(isSynchronized(scoped([domain], [`OU=A,${domain}`]), `CN=x,OU=A,${domain}`)).toBe(false);
  });

  it('do not exist for a connector without a selected domain', () => {
    const unselected = { ...scoped([], []), selected: false };
    expect(containersOf({ ...adConnector, partitions: [unselected] })).toBeUndefined();
  });

  it('compare without regard to case, and not in the middle of a name', () => {
    const partition = scoped([`OU=Corp,${domain}`], [domain]);
    expect(isSynchronized(partition, `CN=x,ou=CORP,dc=FABRIKAM,dc=com`)).toBe(true);
    expect(isSynchronized(partition, `CN=x,OU=NotCorp,${domain}`)).toBe(false);
  });
});
