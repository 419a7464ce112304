import { mkdir, readFile, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createEvidenceStore } from '../../../../electron/disk/run-folder/evidence-store.ts';
import { isSafePath } from '../../../../shared/engine/journal/safe-path.ts';
import { sha256Hex } from '../../../../shared/base/hash.ts';
import { emptyFolder } from '../temporary-folder.ts';

describe('the evidence store', () => {
  it('seals a file with its size and hash in bytes, and gives it back', async () => {
    const folder = await emptyFolder();
    const store = createEvidenceStore(folder);
    const text = '\uFEFF<rule>Grüße</rule>\r\n';
    const sealed = await store.seal('rules/In from AD – User.xml', text);
    expect(sealed).toEqual({ ok: true, value: { size: Buffer.byteLength(text), sha256: sha256Hex(text) } });
    expect(await store.read('rules/In from AD – User.xml')).toEqual({ ok: true, value: text });
    expect(await readFile(join(folder, 'evidence/rules/In from AD – User.xml'), 'utf8')).toBe(text);
  });

  it('seals the same text twice, and refuses another one', async () => {
    const store = createEvidenceStore(await emptyFolder());
    await store.seal('a.json', 'one');
    expect(await store.seal('a.json', 'one')).toMatchObject({ ok: true });
    expect(await store.seal('a.json', 'two')).toMatchObject({ ok: false, failure: { code: 'object-conflict' } });
    expect(await store.read('a.json')).toEqual({ ok: true, value: 'one' });
  });

  it('refuses a path that differs in case only, which Windows takes for the same file', async () => {
    const store = createEvidenceStore(await emptyFolder());
    await store.seal('Rules/a.json', 'one');
    expect(await store.seal('rules/b.json', 'x')).toMatchObject({ ok: false, failure: { code: 'object-conflict' } });
  });

  it('does not follow a link out of the run folder', async () => {
    const folder = await emptyFolder();
    await mkdir(join(folder, 'evidence'));
    await symlink(await emptyFolder(), join(folder, 'evidence', 'out'));
    const sealed = await createEvidenceStore(folder).seal('out/a.json', 'x');
    expect(sealed).toMatchObject({ ok: false, failure: { code: 'invalid-input' } });
  });

  it.each(['../a', 'a/../../b', '/etc/a', 'C:/a', 'C:a', '\\\\server\\a', 'a\\b', 'a//b', '', '.', 'a/', './a'])(
    'refuses the path %j',
    async (path) => {
      const store = createEvidenceStore(await emptyFolder());
      expect(await store.seal(path, 'x')).toMatchObject({ ok: false, failure: { code: 'invalid-input' } });
      expect(await store.read(path)).toMatchObject({ ok: false, failure: { code: 'invalid-input' } });
    },
  );

  it.each(['con', 'NUL.txt', 'a/com1.json', 'lpt9', 'name.', 'name ', 'a:b', 'a?', 'a\u0000b', 'a\nb', '\ud800'])(
    'refuses the name %j, which Windows would refuse or change',
    (path) => {
      expect(isSafePath(path)).toBe(false);
    },
  );

  it.each(['Connectors/Connector_{b891884f-051e-4a83-95af-2544101c9083}.xml', "O'Brien & Söhne.csv", 'console.txt'])(
    'takes the name %j',
    (path) => {
      expect(isSafePath(path)).toBe(true);
    },
  );

  it('calls no path safe that leads out of the folder', () => {
    const name = fc.oneof(fc.constantFrom('..', '.', '', 'a', 'C:', '\\'), fc.string({ maxLength: 4 }));
    fc.assert(
      fc.property(fc.array(name, { minLength: 1, maxLength: 5 }), (names) => {
        const path = names.join('/');
        fc.pre(isSafePath(path));
        expect(join('/run', path).startsWith('/run/')).toBe(true);
        expect(path).not.toMatch(/\\|:/);
      }),
    );
  });
});
