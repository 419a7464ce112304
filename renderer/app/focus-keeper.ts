import { useEffect } from 'react';

/** Where the focus can go when what had it is no longer there. */
const places = 'section, form, [role="group"], main';

/**
 * Keeps the focus in the page: when what had it is taken away (a form that was sent, a notice that was dismissed), the part
 * of the page around it receives it. Without that a keyboard begins at the top again, and a screen reader falls silent.
 */
export function useFocusKeptInPage(): void {
  useEffect(() => {
    let trail: readonly Element[] = [];
    const remember = ({ target }: FocusEvent) => {
      trail = target instanceof Element ? selfAndAncestors(target) : [];
    };
    const restore = () => {
      if (document.activeElement !== document.body || trail[0]?.isConnected !== false) return;
      const place = trail.find((element) => element.isConnected && element.matches(places));
      if (place instanceof HTMLElement) focusOn(place);
    };
    // After the effects of what was drawn: they may have a better place for the focus.
    const observer = new MutationObserver(() => requestAnimationFrame(() => setTimeout(restore)));
    observer.observe(document.body, { childList: true, subtree: true });
    document.addEventListener('focusin', remember);
    return () => {
      observer.disconnect();
      document.removeEventListener('focusin', remember);
    };
  }, []);
}

function selfAndAncestors(element: Element): readonly Element[] {
  const trail: Element[] = [];
  for (let each: Element | null = element; each !== null; each = each.parentElement) trail.push(each);
  return trail;
}

/** Also on what cannot have the focus otherwise; it stays out of the order of Tab. */
function focusOn(place: HTMLElement): void {
  if (!place.hasAttribute('tabindex')) place.tabIndex = -1;
  place.focus({ preventScroll: true });
}
