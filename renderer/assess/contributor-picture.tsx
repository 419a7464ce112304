import { makeStyles, mergeClasses, shorthands, tokens } from '@fluentui/react-components';
import type { Assessment } from '../../shared/procedures/assess/assessment.ts';
import { pictureTexts as texts } from '../../shared/messages/window-assess.ts';
import { Section } from '../common/section.tsx';
import {
  pictureAfterNullClone,
  pictureNow,
  type ContributorPath,
  type ContributorPicture,
  type PathRule,
} from './contributor-path.ts';

const useStyles = makeStyles({
  pair: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(min(24rem, 100%), 1fr))',
    gap: tokens.spacingHorizontalL,
  },
  picture: {
    display: 'flex',
    flexDirection: 'column',
    rowGap: tokens.spacingVerticalS,
    padding: tokens.spacingHorizontalM,
    border: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusMedium,
    minWidth: 0,
  },
  list: {
    listStyleType: 'none',
    margin: 0,
    padding: 0,
    display: 'flex',
    flexDirection: 'column',
    rowGap: tokens.spacingVerticalXS,
  },
  box: {
    border: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke1}`,
    borderRadius: tokens.borderRadiusMedium,
    padding: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalS}`,
    display: 'flex',
    flexWrap: 'wrap',
    columnGap: tokens.spacingHorizontalM,
    backgroundColor: tokens.colorNeutralBackground1,
  },
  decisive: {
    ...shorthands.borderWidth(tokens.strokeWidthThick),
    ...shorthands.borderColor(tokens.colorBrandStroke1),
  },
  off: { ...shorthands.borderStyle('dashed'), color: tokens.colorNeutralForeground2 },
  place: { backgroundColor: tokens.colorNeutralBackground3 },
  number: { fontVariantNumeric: 'tabular-nums', fontWeight: tokens.fontWeightSemibold },
  standing: { marginInlineStart: 'auto', fontWeight: tokens.fontWeightSemibold },
  flow: { flexBasis: '100%', fontSize: tokens.fontSizeBase200, color: tokens.colorNeutralForeground2 },
  arrow: { textAlign: 'center', lineHeight: 1, color: tokens.colorNeutralForeground2 },
});

/** Connectors, rules in order of precedence, the winner, the way out to the cloud; now and after the planned change. */
export function ContributorPictures({ assessment }: { readonly assessment: Assessment }) {
  const styles = useStyles();
  const after = assessment.recommendation.procedure === 'null-clone' ? pictureAfterNullClone(assessment) : undefined;
  return (
    <Section heading={texts.heading}>
      <p>{texts.intro}</p>
      <div className={styles.pair}>
        <Picture heading={texts.before} picture={pictureNow(assessment)} />
        {after === undefined ? null : <Picture heading={texts.after} note={texts.afterNote} picture={after} />}
      </div>
      {after === undefined ? <p>{texts.noChange}</p> : null}
    </Section>
  );
}

interface PictureProps {
  readonly heading: string;
  readonly note?: string;
  readonly picture: ContributorPicture;
}

function Picture({ heading, note, picture }: PictureProps) {
  const styles = useStyles();
  const { paths, outbound } = picture;
  const isValued = paths.some(({ value }) => value === 'valued' || value === 'perhaps');
  const waysOut = outbound.filter(({ standing }) => standing !== 'disabled');
  return (
    <div className={styles.picture}>
      <Section level={3} heading={heading}>
        {note === undefined ? null : <p>{note}</p>}
        {paths.length === 0 ? <p>{texts.noContributor}</p> : null}
        {paths.map((path) => (
          <Path key={path.key} path={path} />
        ))}
        <Arrow />
        <strong>{texts.cloud}</strong>
        <RuleList rules={outbound} />
        <div className={mergeClasses(styles.box, styles.place)}>
          {waysOut.length === 0 ? texts.noWayOut : isValued ? texts.goesOut : texts.goesOutEmpty}
        </div>
      </Section>
    </div>
  );
}

function Path({ path }: { readonly path: ContributorPath }) {
  const styles = useStyles();
  return (
    <>
      <div className={mergeClasses(styles.box, styles.place)}>
        {texts.source} <bdi>{path.connector}</bdi> ({path.objectType})
      </div>
      <Arrow />
      <RuleList rules={path.rules} />
      <Arrow />
      <div className={mergeClasses(styles.box, styles.place)}>
        {texts.metaverse}: <strong>{texts[path.value]}</strong>
      </div>
    </>
  );
}

function RuleList({ rules }: { readonly rules: readonly PathRule[] }) {
  const styles = useStyles();
  return (
    <ol className={styles.list}>
      {rules.map(({ key, name, precedence, flow, standing, isNew }) => (
        <li
          key={key}
          className={mergeClasses(
            styles.box,
            (standing === 'wins' || standing === 'clears' || isNew) && styles.decisive,
            (standing === 'disabled' || standing === 'deleted') && styles.off,
          )}
        >
          <span className={styles.number} title={texts.precedence(precedence)}>
            {precedence}
          </span>
          <bdi>{name}</bdi>
          <span className={styles.standing}>
            {isNew ? `${texts.standing.new}, ` : ''}
            {texts.standing[standing]}
          </span>
          <span className={styles.flow}>{flow}</span>
        </li>
      ))}
    </ol>
  );
}

/** What comes next stands below; the order of the lists says the same. */
function Arrow() {
  const styles = useStyles();
  return (
    <div aria-hidden className={styles.arrow}>
      ↓
    </div>
  );
}
