import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openTarget } from '../../../electron/targets/open-target.ts';
import type { OpenedTarget, Target } from '../../../electron/targets/target.ts';
import { command, documentOf } from '../cli/child.ts';
import { errorDocument } from '../cli/documents.ts';
import { emptyFolder } from '../disk/temporary-folder.ts';

const { signal } = new AbortController();

function problemOf(opened: OpenedTarget) {
  if (opened.ok) throw new Error('The target opened');
  return opened.problem;
}

function targetOf(opened: OpenedTarget): Target {
  if (!opened.ok) throw new Error(opened.problem.problems.join('\n'));
  return opened.target;
}

/** An export of a small lab, as the server would write it. */
async function smallExport(): Promise<string> {
  const folder = await emptyFolder();
  await command('lab', 'create', 'clean', '--at', join(folder, 'lab'), '--users', '20');
  await command('lab', 'export-config', '--at', join(folder, 'lab'), '--out', join(folder, 'export'));
  return join(folder, 'export');
}

describe('a text that names no target', () => {
  it.each(['', 'lab', 'lab:', 'export:', 'Live', 'live:', 'C:\\lab', 'moon:base'])(
    '%j says what a target is',
    async (text) => {
      const { kind, remedy } = problemOf(await openTarget(text, signal));
      expect(kind).toBe('address');
      expect(remedy).toContain('lab:<folder>');
    },
  );
});

describe('an export', { timeout: 60_000 }, () => {
  it('answers what it holds, and says of everything else that it is not there', async () => {
    const target = targetOf(await openTarget(`export:${await smallExport()}`, signal));
    expect(target.writers).toBeUndefined();
    const { syncServer, tenant, directory, exchangeOnline } = target.readers;
    const rules = await syncServer.rules({ signal });
    expect(rules.ok && rules.value.length).toBeGreaterThan(30);
    const scheduler = await syncServer.scheduler({ signal });
    expect(scheduler.ok && scheduler.value).toMatchObject({ syncCycleEnabled: true, syncCycleInProgress: undefined });
    for (const answer of [
      await syncServer.connectorRunStatus({ signal }),
      await tenant.organization({ signal }),
      await directory.forests({ signal }),
      await exchangeOnline.organization({ signal }),
    ]) {
      expect(answer).toMatchObject({ ok: false, failure: { code: 'not-available', retry: 'pointless' } });
    }
  });

  it('with half a file is refused with file and line, exit code 3', async () => {
    const folder = await emptyFolder();
    await mkdir(join(folder, 'SynchronizationRules'));
    await mkdir(join(folder, 'Connectors'));
    await mkdir(join(folder, 'GlobalSettings'));
    await writeFile(
      join(folder, 'SynchronizationRules', 'half.xml'),
      '<?xml version="1.0"?>\n<synchronizationRule>\n<name>x',
    );
    const end = await command('assess', '--on', `export:${folder}`, '--json');
    expect(end.code).toBe(3);
    expect(errorDocument.parse(documentOf(end)).message).toMatch(/half\.xml, line 3/);
  });

  it('that is a file, or empty, is refused with exit code 3', async () => {
    const folder = await emptyFolder();
    await writeFile(join(folder, 'file'), 'x');
    for (const place of [folder, join(folder, 'file')]) {
      const end = await command('assess', '--on', `export:${place}`, '--json');
      expect(end.code).toBe(3);
      expect(errorDocument.parse(documentOf(end)).message).not.toBe('');
    }
  });
});
