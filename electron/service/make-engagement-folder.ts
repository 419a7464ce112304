import { enclosingRecord, type EnclosingRecord } from '../disk/enclosing-record.ts';
import { makeFolder } from '../disk/make-folder.ts';

/** Makes the folder of an engagement, and returns nothing; where it lies in a run folder or a lab, makes none and returns that. */
export async function makeEngagementFolder(path: string): Promise<EnclosingRecord | undefined> {
  const record = await enclosingRecord(path);
  if (record === undefined) await makeFolder(path);
  return record;
}
