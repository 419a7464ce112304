import { productName } from '../../shared/base/words/product.ts';
import { makeStyles, tokens } from '@fluentui/react-components';
import { useEffect, useRef, type ReactNode } from 'react';

const useStyles = makeStyles({
  screen: {
    display: 'flex',
    flexDirection: 'column',
    rowGap: tokens.spacingVerticalL,
    padding: `${tokens.spacingVerticalM} ${tokens.spacingHorizontalXXL} ${tokens.spacingVerticalXXL}`,
    maxWidth: '90rem',
    minWidth: 0,
    '@media (max-width: 640px)': { paddingInline: tokens.spacingHorizontalM },
  },
  heading: {
    margin: 0,
    fontSize: tokens.fontSizeBase600,
    lineHeight: tokens.lineHeightBase600,
    fontWeight: tokens.fontWeightSemibold,
  },
});

/** A screen under its heading, which receives the focus when the screen comes up. */
export function Screen({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  const styles = useStyles();
  const heading = useFocusedHeading(title);
  useEffect(() => {
    document.title = `${title} – ${productName}`;
  }, [title]);
  return (
    <div className={styles.screen}>
      <h1 ref={heading} tabIndex={-1} className={styles.heading}>
        {title}
      </h1>
      {children}
    </div>
  );
}

let somethingWasShown = false;

/** Moves the focus to the heading whenever it announces something new; not when the window has just opened. */
function useFocusedHeading(title: string) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (somethingWasShown) heading.current?.focus();
    somethingWasShown = true;
  }, [title]);
  return heading;
}
