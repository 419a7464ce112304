import { useEffect, useRef, type RefObject } from 'react';

/** Scrolls the page on when what gets the focus stands under a bar that stays at the bottom. */
export function useFocusClearOf(): RefObject<HTMLDivElement | null> {
  const bar = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const clear = ({ target }: FocusEvent) => {
      if (bar.current === null || !(target instanceof Element) || bar.current.contains(target)) return;
      const top = bar.current.getBoundingClientRect().top;
      const box = target.getBoundingClientRect();
      if (box.bottom > top && box.height < top) scrollBy({ top: box.bottom - top + 8, behavior: 'instant' });
    };
    document.addEventListener('focusin', clear);
    return () => document.removeEventListener('focusin', clear);
  }, []);
  return bar;
}
