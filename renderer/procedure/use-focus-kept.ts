import { useEffect, useRef, type RefObject } from 'react';

/**
 * Keeps the focus on the page: when the button that began something is gone, the focus goes to where the result shows.
 * `moment` changes whenever what is shown there may have changed.
 */
export function useFocusKept(moment: string): RefObject<HTMLDivElement | null> {
  const place = useRef<HTMLDivElement>(null);
  const former = useRef(moment);
  useEffect(() => {
    if (former.current !== moment && document.activeElement === document.body) place.current?.focus();
    former.current = moment;
  }, [moment]);
  return place;
}
