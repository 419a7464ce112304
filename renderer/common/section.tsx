import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { useId, type ReactNode } from 'react';

const useStyles = makeStyles({
  section: { display: 'flex', flexDirection: 'column', rowGap: tokens.spacingVerticalS, minWidth: 0 },
  heading: {
    margin: 0,
    fontSize: tokens.fontSizeBase400,
    lineHeight: tokens.lineHeightBase400,
    fontWeight: tokens.fontWeightSemibold,
  },
  subheading: { fontSize: tokens.fontSizeBase300, lineHeight: tokens.lineHeightBase300 },
});

interface SectionProps {
  readonly heading: string;
  readonly level?: 2 | 3 | 4;
  /** Where something on the page leads here. */
  readonly id?: string;
  readonly children: ReactNode;
}

/** A part of a screen under its own heading. */
export function Section({ heading, level = 2, id, children }: SectionProps) {
  const styles = useStyles();
  const ownId = useId();
  const headingId = id ?? ownId;
  const Heading = `h${level}` as const;
  return (
    <section aria-labelledby={headingId} className={styles.section}>
      <Heading
        id={headingId}
        tabIndex={id === undefined ? undefined : -1}
        className={mergeClasses(styles.heading, level > 2 && styles.subheading)}
      >
        {heading}
      </Heading>
      {children}
    </section>
  );
}
