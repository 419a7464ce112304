import { Button, Field, Input, makeStyles, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import type { Engagement } from '../../shared/ipc/state.ts';
import { startTexts } from './texts.ts';
import { windowTexts } from '../common/texts.ts';
import { useAppState } from '../app/store.ts';
import { useCall } from '../app/use-call.ts';
import { Facts } from '../common/facts.tsx';
import { FolderField } from '../common/folder-field.tsx';
import { ProblemNotice } from '../common/problem-notice.tsx';
import { Section } from '../common/section.tsx';

const texts = startTexts.engagement;

const useStyles = makeStyles({
  form: { display: 'flex', flexDirection: 'column', rowGap: tokens.spacingVerticalS },
  buttons: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
});

/** The engagement that is open, or the form that begins one. */
export function EngagementForm() {
  const engagement = useAppState((state) => state.engagement);
  const isTargetOpen = useAppState(({ target }) => target.kind === 'open');
  const [isChanging, setIsChanging] = useState(false);
  if (engagement === null || isChanging) {
    return <Form present={engagement} onEnd={() => setIsChanging(false)} />;
  }
  const orNone = (text: string) => (text === '' ? texts.none : <bdi>{text}</bdi>);
  return (
    <Section heading={texts.present}>
      <Facts
        facts={[
          [texts.customer, orNone(engagement.customer)],
          [texts.ticket, orNone(engagement.ticket)],
          [texts.operator, orNone(engagement.operator)],
          [texts.folder, orNone(engagement.folder)],
        ]}
      />
      {isTargetOpen ? null : (
        <div>
          <Button size="small" onClick={() => setIsChanging(true)}>
            {texts.change}
          </Button>
        </div>
      )}
    </Section>
  );
}

function Form({ present, onEnd }: { readonly present: Engagement | null; readonly onEnd: () => void }) {
  const styles = useStyles();
  const about = useAppState((state) => state.about);
  const [customer, setCustomer] = useState(present?.customer ?? '');
  const [ticket, setTicket] = useState(present?.ticket ?? '');
  const [operator, setOperator] = useState(present?.operator ?? about.operator);
  const [folder, setFolder] = useState(present?.folder ?? about.folder);
  const [wasAsked, setWasAsked] = useState(false);
  const { call, pending, problem, dismiss } = useCall();
  const operatorError = operator.trim() === '' ? texts.missingOperator : undefined;
  const folderError = folder.trim() === '' ? texts.missingFolder : undefined;

  const begin = async () => {
    setWasAsked(true);
    if (operatorError !== undefined || folderError !== undefined) return;
    const begun = await call('startEngagement', {
      customer: customer.trim(),
      ticket: ticket.trim(),
      operator: operator.trim(),
      folder: folder.trim(),
    });
    if (begun !== undefined) onEnd();
  };

  return (
    <Section heading={texts.heading}>
      <form
        className={styles.form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void begin();
        }}
      >
        <Field label={texts.customer}>
          <Input value={customer} maxLength={256} onChange={(_, { value }) => setCustomer(value)} autoComplete="off" />
        </Field>
        <Field label={texts.ticket}>
          <Input value={ticket} maxLength={256} onChange={(_, { value }) => setTicket(value)} autoComplete="off" />
        </Field>
        <Field
          label={texts.operator}
          hint={texts.operatorHint}
          required
          {...(wasAsked && operatorError !== undefined && { validationMessage: operatorError })}
        >
          <Input value={operator} maxLength={256} onChange={(_, { value }) => setOperator(value)} autoComplete="off" />
        </Field>
        <FolderField
          label={texts.folder}
          hint={texts.folderHint}
          value={folder}
          onChange={setFolder}
          mayBeNew
          error={wasAsked ? folderError : undefined}
        />
        {problem === undefined ? null : <ProblemNotice problem={problem} onDismiss={dismiss} />}
        <div className={styles.buttons}>
          <Button type="submit" appearance="primary" disabledFocusable={pending}>
            {texts.begin}
          </Button>
          {present === null ? null : <Button onClick={onEnd}>{windowTexts.cancel}</Button>}
        </div>
      </form>
    </Section>
  );
}
