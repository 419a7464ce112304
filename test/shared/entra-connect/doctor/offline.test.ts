import { describe, expect, it } from 'vitest';
import { leftoverScenarios } from '../../../../electron/lab/world/scenarios/leftovers.ts';
import { assumedConnectors, unknownSchema } from '../../../../shared/entra-connect/doctor/assumed-connectors.ts';
import { examine, type Examined } from '../../../../shared/entra-connect/doctor/diagnose.ts';
import { readConfiguration } from '../../../../shared/entra-connect/formats/export/read-configuration.ts';
import { documentOf, writeConfiguration } from '../../../../shared/entra-connect/formats/export/write-configuration.ts';
import { examinedLab, worldOf } from '../../../electron/lab/world/scenarios/examined-lab.ts';

/** What an export cannot know. */
const offline = { holders: () => undefined };

function toldOf(examined: Examined): readonly string[] {
  const { diagnoses } = examine(examined);
  return diagnoses.map(({ state, place, effect }) => [state, place?.objectType ?? '', effect.fate].join(' '));
}

describe.each(leftoverScenarios.map(({ id }) => id))('an export of %s', (id) => {
  const { server } = worldOf(id, 40);
  const live: Examined = { ...examinedLab(worldOf(id, 40)), ...offline };

  it('tells the doctor what the server itself does', () => {
    const written = writeConfiguration(documentOf({ ...server, serverName: server.name }));
    if (!written.ok) throw new Error(JSON.stringify(written.errors));
    const read = readConfiguration(written.files);
    if (!read.ok) throw new Error(JSON.stringify(read.errors));
    const { configuration } = read.document;
    expect(toldOf({ ...live, ...configuration })).toEqual(toldOf(live));
  });

  it('tells the same with nothing but its rules', () => {
    const bare = { rules: server.rules, connectors: assumedConnectors(server.rules), metaverseSchema: unknownSchema };
    expect([...toldOf({ ...live, ...bare })].sort()).toEqual([...toldOf(live)].sort());
  });
});
