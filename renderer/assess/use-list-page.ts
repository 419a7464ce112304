import { useEffect, useState } from 'react';
import type { CallInput } from '../../shared/ipc/calls.ts';
import type { Answer } from '../../shared/ipc/state.ts';
import type { ListPage } from '../../shared/assessment/lists/list-search.ts';
import { askService } from '../app/store.ts';

/** Reads a part of a list whenever another one is wanted; undefined: none has come yet. An answer that is overtaken counts for nothing. */
export function useListPage({
  assessment,
  list,
  filter,
  start,
  count,
}: CallInput<'listPage'>): Answer<ListPage> | undefined {
  const [answer, setAnswer] = useState<Answer<ListPage>>();
  useEffect(() => {
    let isWanted = true;
    void askService('listPage', { assessment, list, filter, start, count }).then((told) => {
      if (isWanted) setAnswer(told);
    });
    return () => {
      isWanted = false;
    };
  }, [assessment, list, filter, start, count]);
  return answer;
}
