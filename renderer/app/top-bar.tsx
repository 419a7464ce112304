import { productName } from '../../shared/base/words/product.ts';
import { Button, makeStyles, mergeClasses, tokens, Tooltip } from '@fluentui/react-components';
import { ArrowExitRegular } from '@fluentui/react-icons/svg/arrow-exit';
import { useCall } from './use-call.ts';
import { windowTexts } from '../common/texts.ts';
import { ProblemNotice } from '../common/problem-notice.tsx';
import { goTo } from './navigation.ts';
import { reasonAgainst, screens, type ScreenName } from './screens.ts';
import { useAppState } from './store.ts';

const useStyles = makeStyles({
  bar: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    columnGap: tokens.spacingHorizontalM,
    paddingInline: tokens.spacingHorizontalXXL,
    backgroundColor: tokens.colorNeutralBackground3,
    borderBottom: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke1}`,
    '@media (max-width: 640px)': { paddingInline: tokens.spacingHorizontalM },
  },
  product: { fontWeight: tokens.fontWeightSemibold, paddingBlock: tokens.spacingVerticalS },
  list: { display: 'flex', flexWrap: 'wrap', listStyleType: 'none', margin: 0, padding: 0 },
  screen: {
    minWidth: 'auto',
    borderRadius: 0,
    borderBottom: `${tokens.strokeWidthThicker} solid transparent`,
    '@media (forced-colors: active)': {
      borderTopColor: 'Canvas',
      borderRightColor: 'Canvas',
      borderLeftColor: 'Canvas',
      borderBottomColor: 'Canvas',
    },
  },
  current: {
    borderBottomColor: tokens.colorCompoundBrandStroke,
    '@media (forced-colors: active)': { borderBottomColor: 'Highlight' },
    fontWeight: tokens.fontWeightSemibold,
  },
  target: {
    marginInlineStart: 'auto',
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    columnGap: tokens.spacingHorizontalS,
    color: tokens.colorNeutralForeground2,
    minWidth: 0,
  },
  skip: {
    position: 'absolute',
    insetInlineStart: tokens.spacingHorizontalS,
    top: '-10rem',
    zIndex: 2,
    backgroundColor: tokens.colorNeutralBackground1,
    color: tokens.colorNeutralForeground1,
    padding: tokens.spacingHorizontalS,
    ':focus': { top: 0 },
  },
});

/** Product, screens, and what is being worked on. */
export function TopBar({ screen }: { readonly screen: ScreenName }) {
  const styles = useStyles();
  const run = useAppState((state) => state.run);
  const target = useAppState((state) => state.target);
  const engagement = useAppState((state) => state.engagement);
  const isBusy = useAppState(({ activity }) => activity !== null);
  const { call, problem, dismiss } = useCall();
  const leave = async () => {
    if ((await call('leave', {})) !== undefined) goTo('start');
  };
  return (
    <header>
      <a
        className={styles.skip}
        href="#content"
        onClick={(event) => {
          event.preventDefault();
          document.getElementById('content')?.focus();
        }}
      >
        {windowTexts.skipToContent}
      </a>
      <div className={styles.bar}>
        <span className={styles.product}>{productName}</span>
        <nav aria-label={windowTexts.navigation}>
          <ul className={styles.list}>
            {screens.map((name) => (
              <li key={name}>
                <ScreenButton name={name} isCurrent={name === screen} reason={reasonAgainst(name, { run, target })} />
              </li>
            ))}
          </ul>
        </nav>
        {target.kind === 'open' ? (
          <div className={styles.target}>
            <span>
              {windowTexts.workingOn} <bdi>{target.title}</bdi>
              {engagement === null || engagement.customer === '' ? null : (
                <>
                  {' '}
                  · <bdi>{engagement.customer}</bdi>
                </>
              )}
            </span>
            <Tooltip content={windowTexts.leaveHint} relationship="description">
              <Button
                size="small"
                appearance="subtle"
                icon={<ArrowExitRegular />}
                disabledFocusable={isBusy}
                onClick={() => void leave()}
              >
                {windowTexts.leave}
              </Button>
            </Tooltip>
          </div>
        ) : null}
      </div>
      {problem === undefined ? null : <ProblemNotice problem={problem} onDismiss={dismiss} />}
    </header>
  );
}

interface ScreenButtonProps {
  readonly name: ScreenName;
  readonly isCurrent: boolean;
  readonly reason: string | undefined;
}

function ScreenButton({ name, isCurrent, reason }: ScreenButtonProps) {
  const styles = useStyles();
  const button = (
    <Button
      appearance="subtle"
      className={mergeClasses(styles.screen, isCurrent && styles.current)}
      aria-current={isCurrent ? 'page' : undefined}
      disabledFocusable={reason !== undefined}
      onClick={() => goTo(name)}
    >
      {windowTexts.screens[name]}
    </Button>
  );
  return reason === undefined ? (
    button
  ) : (
    <Tooltip content={reason} relationship="description">
      {button}
    </Tooltip>
  );
}
