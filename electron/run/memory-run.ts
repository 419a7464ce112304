import { emptyChain } from '../../shared/engine/journal/chain.ts';
import { sha256Hex } from '../../shared/base/hash.ts';
import type { EvidencePort, JournalPort } from '../../shared/engine/contract/ports.ts';
import { failed, success } from '../../shared/base/failure.ts';

/** A journal that is kept nowhere: for a rehearsal whose only result is its plans. */
export function memoryJournal(): JournalPort {
  return { entries: [], head: emptyChain, torn: undefined, append: () => Promise.resolve() };
}

/** Evidence that is kept nowhere. */
export function memoryEvidence(): EvidencePort {
  const files = new Map<string, string>();
  return {
    seal(path, text) {
      files.set(path, text);
      return Promise.resolve(success({ size: new TextEncoder().encode(text).length, sha256: sha256Hex(text) }));
    },
    read(path) {
      const text = files.get(path);
      const missing = { code: 'not-found', during: `evidence file ${path}`, raw: '', retry: 'pointless' } as const;
      return Promise.resolve(text === undefined ? failed(missing) : success(text));
    },
  };
}
