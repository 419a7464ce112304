import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { ArrowUndoRegular } from '@fluentui/react-icons/svg/arrow-undo';
import { ArrowSyncRegular } from '@fluentui/react-icons/svg/arrow-sync';
import { CheckmarkCircleFilled } from '@fluentui/react-icons/svg/checkmark-circle';
import { CircleRegular } from '@fluentui/react-icons/svg/circle';
import { DismissCircleFilled } from '@fluentui/react-icons/svg/dismiss-circle';
import { QuestionCircleFilled } from '@fluentui/react-icons/svg/question-circle';
import { SubtractCircleRegular } from '@fluentui/react-icons/svg/subtract-circle';
import { WarningFilled } from '@fluentui/react-icons/svg/warning';
import type { FluentIcon } from '@fluentui/react-icons';

/** What a mark means; the word beside it says the same. */
export type Mark = 'good' | 'bad' | 'attention' | 'unknown' | 'neutral' | 'open' | 'working' | 'taken-back';

const icons: Readonly<Record<Mark, FluentIcon>> = {
  good: CheckmarkCircleFilled,
  bad: DismissCircleFilled,
  attention: WarningFilled,
  unknown: QuestionCircleFilled,
  neutral: SubtractCircleRegular,
  open: CircleRegular,
  working: ArrowSyncRegular,
  'taken-back': ArrowUndoRegular,
};

const useStyles = makeStyles({
  badge: {
    display: 'inline-flex',
    verticalAlign: 'bottom',
    alignItems: 'center',
    columnGap: tokens.spacingHorizontalXS,
    fontWeight: tokens.fontWeightSemibold,
    '& svg': { flexShrink: 0, fontSize: tokens.fontSizeBase500, width: '1em', height: '1em' },
  },
  good: { color: tokens.colorStatusSuccessForeground1 },
  bad: { color: tokens.colorStatusDangerForeground3 },
  attention: { color: tokens.colorStatusWarningForeground3 },
  unknown: { color: tokens.colorStatusWarningForeground3 },
  neutral: { color: tokens.colorNeutralForeground2 },
  open: { color: tokens.colorNeutralForeground2 },
  working: { color: tokens.colorBrandForeground1 },
  'taken-back': { color: tokens.colorNeutralForeground2 },
});

/** Icon, word and colour: each of the first two is enough. */
export function OutcomeBadge({ mark, word }: { readonly mark: Mark; readonly word: string }) {
  const styles = useStyles();
  const Icon = icons[mark];
  return (
    <span className={mergeClasses(styles.badge, styles[mark])}>
      <Icon aria-hidden />
      <span>{word}</span>
    </span>
  );
}
