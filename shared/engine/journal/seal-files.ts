import { failed, success, type Result } from '../../base/failure.ts';
import type { CapturedFile } from './journal-parts.ts';
import type { Session } from '../acts/run-log.ts';
import type { FileToSeal, SystemTypes } from '../contract/step.ts';

/** Attempts at one step whose files differ. */
const mostAttempts = 1000;

/** Puts the files of a step on the disk, before the line that names them; the first that cannot be written ends it. */
export async function sealFiles<Systems extends SystemTypes>(
  session: Session<Systems>,
  files: readonly FileToSeal[],
): Promise<Result<CapturedFile[]>> {
  const sealed: CapturedFile[] = [];
  for (const { path, text } of files) {
    const file = await sealFile(session, path, text);
    if (!file.ok) return file;
    sealed.push(file.value);
  }
  return success(sealed);
}

/** An earlier attempt's file is never overwritten: where its text differs, this attempt gets a folder of its own. */
async function sealFile<Systems extends SystemTypes>(
  session: Session<Systems>,
  path: string,
  text: string,
): Promise<Result<CapturedFile>> {
  for (let attempt = 1; attempt <= mostAttempts; attempt++) {
    const storedAs = attempt === 1 ? path : `attempt-${attempt}/${path}`;
    const sealed = await session.parts.evidence.seal(storedAs, text);
    if (sealed.ok) return success({ path, storedAs, ...sealed.value });
    if (sealed.failure.code !== 'object-conflict') return sealed;
  }
  const raw = `${mostAttempts} attempts have left different files`;
  return failed({ code: 'object-conflict', during: `evidence file ${path}`, raw, retry: 'pointless' });
}
