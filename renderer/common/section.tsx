import { makeStyles, tokens } from '@fluentui/react-components';
import { useId, type ReactNode } from 'react';

const useStyles = makeStyles({
  section: { display: 'flex', flexDirection: 'column', rowGap: tokens.spacingVerticalS, minWidth: 0 },
  heading: {
    margin: 0,
    fontSize: tokens.fontSizeBase400,
    lineHeight: tokens.lineHeightBase400,
    fontWeight: tokens.fontWeightSemibold,
  },
});

interface SectionProps {
  readonly heading: string;
  readonly level?: 2 | 3;
  readonly children: ReactNode;
}

/** A part of a screen under its own heading. */
export function Section({ heading, level = 2, children }: SectionProps) {
  const styles = useStyles();
  const id = useId();
  const Heading = `h${level}` as const;
  return (
    <section aria-labelledby={id} className={styles.section}>
      <Heading id={id} className={styles.heading}>
        {heading}
      </Heading>
      {children}
    </section>
  );
}
