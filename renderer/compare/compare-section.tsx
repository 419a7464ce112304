import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import type { CallInput } from '../../shared/ipc/calls.ts';
import { compareScreenTexts as texts } from './texts.ts';
import type { ServerComparison } from '../../shared/report/server-comparison/document.ts';
import { useAppState } from '../app/store.ts';
import { useCall } from '../app/use-call.ts';
import { FolderField } from '../common/folder-field.tsx';
import { ProblemNotice } from '../common/problem-notice.tsx';
import { Section } from '../common/section.tsx';
import { ComparisonView } from './comparison-view.tsx';

const useStyles = makeStyles({
  form: { display: 'flex', flexDirection: 'column', rowGap: tokens.spacingVerticalS, maxWidth: '40rem' },
  buttons: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
});

/** What is open beside another export, another lab, or the default rules. */
export function CompareSection() {
  const styles = useStyles();
  const isBusy = useAppState(({ activity }) => activity !== null);
  const { call, pending, problem, dismiss } = useCall();
  const [folder, setFolder] = useState('');
  const [comparison, setComparison] = useState<ServerComparison>();
  const isDisabled = isBusy || pending;
  const compare = async (wanted: CallInput<'compare'>) => {
    // What is shown, and what is selected in it, is never of another comparison than the one that was asked for.
    setComparison(undefined);
    const answer = await call('compare', wanted);
    setComparison(answer?.value.comparison);
  };
  const chosen = folder.trim();
  return (
    <Section heading={texts.heading}>
      <p>{texts.intro}</p>
      <div className={styles.form}>
        <FolderField label={texts.other} value={folder} onChange={setFolder} mayBeFile />
        <div className={styles.buttons}>
          <Button
            disabledFocusable={isDisabled || chosen === ''}
            onClick={() => void compare({ kind: 'export', folder: chosen })}
          >
            {texts.withExport}
          </Button>
          <Button
            disabledFocusable={isDisabled || chosen === ''}
            onClick={() => void compare({ kind: 'lab', folder: chosen })}
          >
            {texts.withLab}
          </Button>
          <Button disabledFocusable={isDisabled} onClick={() => void compare({ kind: 'defaults' })}>
            {texts.withDefaults}
          </Button>
        </div>
      </div>
      {problem === undefined ? null : <ProblemNotice problem={problem} onDismiss={dismiss} />}
      {comparison === undefined ? null : <ComparisonView comparison={comparison} />}
    </Section>
  );
}
