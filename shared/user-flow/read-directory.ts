import type { Result } from '../base/failure.ts';
import { readingTexts as texts } from './texts.ts';
import type { DirectoryReader, DirectoryRecipient } from '../systems/directory.ts';
import { progressOf, type Gathering } from './object-census.ts';
import { readAll } from '../systems/paging.ts';

/** Visits every user of a forest. */
export async function visitForest(
  directory: DirectoryReader,
  forest: string,
  gathering: Gathering,
  visit: (recipient: DirectoryRecipient) => void,
): Promise<Result<void>> {
  const during = texts.forest(forest);
  return readAll(
    gathering,
    during,
    (window) => directory.recipients(forest, window, gathering),
    (recipients, done, total) => {
      recipients.forEach(visit);
      gathering.progress(progressOf(during, done, total));
    },
  );
}
