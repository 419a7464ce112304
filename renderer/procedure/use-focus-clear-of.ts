import { useEffect, useRef, type RefObject } from 'react';

/**
 * Scrolls the page on when what gets the focus by the keyboard stands under a bar that stays at the bottom. What is pressed
 * with the mouse is in sight, and must not move away under the press.
 */
export function useFocusClearOf(): RefObject<HTMLDivElement | null> {
  const bar = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const clear = ({ target }: FocusEvent) => {
      if (bar.current === null || !(target instanceof Element) || bar.current.contains(target)) return;
      if (!target.matches(':focus-visible')) return;
      const top = bar.current.getBoundingClientRect().top;
      const box = target.getBoundingClientRect();
      if (box.bottom > top && box.height < top) scrollBy({ top: box.bottom - top + 8, behavior: 'instant' });
    };
    document.addEventListener('focusin', clear);
    return () => document.removeEventListener('focusin', clear);
  }, []);
  return bar;
}
