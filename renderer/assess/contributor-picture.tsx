import { makeStyles, mergeClasses, shorthands, tokens } from '@fluentui/react-components';
import { useMemo } from 'react';
import { contributionTexts } from '../../shared/entra-connect/contributors/texts.ts';
import { pictureTexts as texts } from './texts.ts';
import type { Assessment } from '../../shared/assessment/assessment.ts';
import { Section } from '../common/section.tsx';
import { pictureOf, type ContributorPath, type PathRule } from './contributor-path.ts';

const useStyles = makeStyles({
  path: {
    display: 'flex',
    flexDirection: 'column',
    rowGap: tokens.spacingVerticalS,
    padding: tokens.spacingHorizontalM,
    border: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusMedium,
  },
  /** Now beside after; below it where there is no room for both. */
  sides: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(min(22rem, 100%), 1fr))',
    gap: `${tokens.spacingVerticalM} ${tokens.spacingHorizontalXL}`,
  },
  side: { display: 'flex', flexDirection: 'column', rowGap: tokens.spacingVerticalXS, minWidth: 0 },
  caption: { fontSize: tokens.fontSizeBase200, color: tokens.colorNeutralForeground2 },
  list: {
    listStyleType: 'none',
    margin: 0,
    padding: 0,
    display: 'flex',
    flexDirection: 'column',
    rowGap: tokens.spacingVerticalXS,
  },
  rule: {
    border: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke1}`,
    borderRadius: tokens.borderRadiusMedium,
    padding: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalS}`,
    display: 'grid',
    gridTemplateColumns: '2.5em minmax(0, 1fr)',
    columnGap: tokens.spacingHorizontalS,
  },
  decisive: {
    ...shorthands.borderWidth(tokens.strokeWidthThick),
    ...shorthands.borderColor(tokens.colorBrandStroke1),
  },
  off: { ...shorthands.borderStyle('dashed'), color: tokens.colorNeutralForeground2 },
  number: { fontVariantNumeric: 'tabular-nums', fontWeight: tokens.fontWeightSemibold },
  title: { display: 'flex', flexWrap: 'wrap', columnGap: tokens.spacingHorizontalM, overflowWrap: 'anywhere' },
  standing: { marginInlineStart: 'auto', fontWeight: tokens.fontWeightSemibold },
  detail: {
    gridColumnStart: 2,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    color: tokens.colorNeutralForeground2,
    overflowWrap: 'anywhere',
  },
  end: {
    // What both sides come to stands at one height.
    marginTop: 'auto',
    padding: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalS}`,
    backgroundColor: tokens.colorNeutralBackground3,
    borderRadius: tokens.borderRadiusMedium,
    fontWeight: tokens.fontWeightSemibold,
  },
});

interface ContributorPicturesProps {
  readonly assessment: Assessment;
  /** The procedure that the person looks at; undefined: the recommended one. */
  readonly chosen: string | undefined;
}

/** Connectors, rules in order of precedence, the winner, the way out to the cloud; now and after the change that is looked at. */
export function ContributorPictures({ assessment, chosen }: ContributorPicturesProps) {
  const picture = useMemo(() => pictureOf(assessment, chosen), [assessment, chosen]);
  if (picture === undefined) return null;
  const { change, paths, now, after, idle } = picture;
  return (
    <Section heading={texts.heading}>
      <p>{texts.intro}</p>
      {after === undefined ? <p>{texts.noChange}</p> : null}
      {paths.length === 0 ? <p>{texts.noContributor}</p> : null}
      {paths.map((path) => (
        <Path key={path.key} path={path} change={change} />
      ))}
      {idle.length === 0 ? null : <p>{contributionTexts.idle(idle)}</p>}
      <Cloud now={texts[now]} after={after === undefined ? undefined : texts[after]} change={change} />
    </Section>
  );
}

function Path({
  path: { heading, now, after },
  change = '',
}: {
  readonly path: ContributorPath;
  readonly change: string | undefined;
}) {
  const styles = useStyles();
  return (
    <div className={styles.path}>
      <Section level={3} heading={heading}>
        <div className={styles.sides}>
          <Side caption={contributionTexts.now} {...now} />
          {after === undefined ? null : after === 'same' ? (
            <Side caption={change} rules={[]} joined={[]} end={texts.unchanged} />
          ) : (
            <Side caption={change} {...after} />
          )}
        </div>
      </Section>
    </div>
  );
}

interface SideProps {
  readonly caption: string;
  readonly rules: readonly PathRule[];
  readonly joined: readonly PathRule[];
  readonly end: string;
}

function Side({ caption, rules, joined, end }: SideProps) {
  const styles = useStyles();
  return (
    <div className={styles.side}>
      <span className={styles.caption}>{caption}</span>
      <RuleList rules={rules} />
      {joined.length === 0 ? null : (
        <details>
          <summary>{contributionTexts.joined(joined.length)}</summary>
          <RuleList rules={joined} />
        </details>
      )}
      <span className={styles.end}>{end}</span>
    </div>
  );
}

function RuleList({ rules }: { readonly rules: readonly PathRule[] }) {
  const styles = useStyles();
  if (rules.length === 0) return null;
  return (
    <ol className={styles.list}>
      {rules.map(({ key, name, precedence, flow, standing, text, isNew }) => (
        <li
          key={key}
          className={mergeClasses(
            styles.rule,
            (standing === 'wins' || standing === 'clears' || isNew) && styles.decisive,
            (standing === 'disabled' || standing === 'deleted') && styles.off,
          )}
        >
          <span className={styles.number} title={texts.precedence(precedence)}>
            {precedence}
          </span>
          <span className={styles.title}>
            <bdi>{name}</bdi>
            <span className={styles.standing}>
              {isNew ? texts.isNew(texts.standing[standing]) : texts.standing[standing]}
            </span>
          </span>
          <span className={styles.detail}>
            {flow}
            {standing === 'deleted' ? null : ` – ${text}`}
          </span>
        </li>
      ))}
    </ol>
  );
}

function Cloud({
  now,
  after,
  change = '',
}: {
  readonly now: string;
  readonly after: string | undefined;
  readonly change: string | undefined;
}) {
  const styles = useStyles();
  return (
    <div className={styles.path}>
      <Section level={3} heading={texts.cloud}>
        <div className={styles.sides}>
          <Side caption={contributionTexts.now} rules={[]} joined={[]} end={now} />
          {after === undefined ? null : <Side caption={change} rules={[]} joined={[]} end={after} />}
        </div>
      </Section>
    </div>
  );
}
