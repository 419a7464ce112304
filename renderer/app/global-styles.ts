import { makeStaticStyles, tokens } from '@fluentui/react-components';

/** What holds for the whole page. */
export const useGlobalStyles = makeStaticStyles({
  'html, body': { margin: 0, padding: 0, height: '100%' },
  // What gets the focus is scrolled clear of the bar that stays at the bottom of a step's page.
  '@media (min-height: 480px)': { html: { scrollPaddingBottom: '7rem' } },
  '*, *::before, *::after': { boxSizing: 'border-box' },
  // Names of 256 characters without a space, and paths.
  body: { overflowWrap: 'anywhere' },
  p: { margin: 0 },
  'h1:focus': { outlineStyle: 'none' },
  'h1:focus-visible, [tabindex]:focus-visible, summary:focus-visible, a:focus-visible, input[type="checkbox"]:focus-visible':
    {
      outlineWidth: tokens.strokeWidthThick,
      outlineStyle: 'solid',
      outlineColor: tokens.colorStrokeFocus2,
      outlineOffset: '1px',
    },
  summary: { cursor: 'pointer' },
  '@media (prefers-reduced-motion: reduce)': {
    '*, *::before, *::after': {
      animationDuration: '0.01ms !important',
      animationIterationCount: '1 !important',
      transitionDuration: '0.01ms !important',
      scrollBehavior: 'auto !important',
    },
  },
});
