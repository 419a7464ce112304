import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';

const useStyles = makeStyles({
  notice: {
    padding: tokens.spacingHorizontalM,
    borderRadius: tokens.borderRadiusMedium,
    border: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke1}`,
    borderInlineStartWidth: tokens.strokeWidthThickest,
    display: 'flex',
    flexDirection: 'column',
    rowGap: tokens.spacingVerticalS,
    '& > *': { margin: 0 },
  },
  bad: {
    backgroundColor: tokens.colorStatusDangerBackground1,
    borderInlineStartColor: tokens.colorStatusDangerBorder2,
  },
  attention: {
    backgroundColor: tokens.colorStatusWarningBackground1,
    borderInlineStartColor: tokens.colorStatusWarningBorder2,
  },
  good: {
    backgroundColor: tokens.colorStatusSuccessBackground1,
    borderInlineStartColor: tokens.colorStatusSuccessBorder2,
  },
  plain: { backgroundColor: tokens.colorNeutralBackground3, borderInlineStartColor: tokens.colorBrandStroke1 },
});

interface NoticeProps {
  readonly kind: 'bad' | 'attention' | 'good' | 'plain';
  readonly children: ReactNode;
  /** `alert` where it appears after something was asked for. */
  readonly role?: 'alert' | 'status';
}

/** A framed remark; what kind it is must be said by its words too. */
export function Notice({ kind, children, role }: NoticeProps) {
  const styles = useStyles();
  return (
    <div className={mergeClasses(styles.notice, styles[kind])} role={role}>
      {children}
    </div>
  );
}
