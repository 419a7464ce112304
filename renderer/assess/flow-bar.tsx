import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import type { Bucket } from '../../shared/user-flow/buckets.ts';

const thickness = '12px';

const useStyles = makeStyles({
  // As high as a line of text.
  track: { minWidth: '6rem', paddingBlock: `calc((${tokens.lineHeightBase300} - ${thickness}) / 2)` },
  // Borders stay in forced colors, where backgrounds go; what stops is told there from what goes on by a double line.
  bar: { minWidth: '3px', borderTopWidth: thickness, borderTopStyle: 'solid' },
  station: { borderTopColor: tokens.colorBrandStroke2 },
  stop: { '@media (forced-colors: active)': { borderTopStyle: 'double' } },
  left: { borderTopColor: tokens.colorNeutralForeground3 },
  blocked: { borderTopColor: tokens.colorStatusDangerBorderActive },
  attention: { borderTopColor: tokens.colorStatusWarningBorderActive },
  good: { borderTopColor: tokens.colorStatusSuccessBorderActive },
});

type Look = 'station' | 'left' | 'blocked' | 'attention' | 'good';

/** What becomes of the users of a bucket as things are: only at the last stations does it matter for a mailbox. */
const looks: Readonly<Record<Bucket, Look>> = {
  'gone-from-directory': 'left',
  'not-in-scope': 'left',
  'no-nickname': 'left',
  'not-joined': 'left',
  'not-provisioned': 'left',
  'waiting-for-export': 'left',
  'export-error': 'attention',
  'not-in-tenant': 'attention',
  'guid-in-entra': 'blocked',
  'no-guid-in-entra': 'good',
  'provisioning-error': 'attention',
  'no-recipient': 'attention',
  blocked: 'blocked',
  'cloud-mailbox': 'good',
  'other-mailbox': 'attention',
  'no-guid': 'good',
};

interface FlowBarProps {
  readonly kind: 'station' | Bucket;
  /** Where it begins and ends, in users of the whole. */
  readonly from: number;
  readonly to: number;
  readonly whole: number;
}

/** Users as a part of all of them, each bar below where the one before it ends; the row says the same in words and numbers. */
export function FlowBar({ kind, from, to, whole }: FlowBarProps) {
  const styles = useStyles();
  const look = kind === 'station' ? 'station' : looks[kind];
  const share = (users: number) => `${((users / whole) * 100).toFixed(2)}%`;
  return (
    <div aria-hidden="true" className={styles.track}>
      <div
        className={mergeClasses(styles.bar, kind !== 'station' && styles.stop, styles[look])}
        style={{ marginInlineStart: share(from), width: share(to - from) }}
      />
    </div>
  );
}
