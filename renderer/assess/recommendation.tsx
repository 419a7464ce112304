import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import type { Assessment } from '../../shared/procedures/assess/assessment.ts';
import {
  changePlanScreenTexts as planTexts,
  recommendationScreenTexts as texts,
} from '../../shared/messages/window-assess.ts';
import { goTo } from '../app/navigation.ts';
import { useAppState } from '../app/store.ts';
import { Notice } from '../common/notice.tsx';
import { Section } from '../common/section.tsx';
import { ApprovedPlan } from './approved-plan.tsx';
import { PathForm } from './path-form.tsx';
import { nameOf } from './path-name.ts';

const useStyles = makeStyles({
  list: { margin: 0, paddingInlineStart: tokens.spacingHorizontalXL },
  name: { fontSize: tokens.fontSizeBase400, fontWeight: tokens.fontWeightSemibold },
});

/** Where the summary leads. */
export const recommendationId = 'recommendation';

type Path = Assessment['recommendation']['alternatives'][number];

/** The path to take with its reasons, the alternatives, and the way into it. */
export function RecommendationView({ assessment }: { readonly assessment: Assessment }) {
  const styles = useStyles();
  const { recommendation, consequences } = assessment;
  const [chosen, setChosen] = useState<string>();
  const hasRun = useAppState(({ run }) => run !== null);
  const mayWrite = useAppState(({ target }) => target.kind === 'open' && target.canWrite);
  return (
    <>
      <Section heading={texts.consequences}>
        <ul className={styles.list}>
          {consequences.map(({ id, text }) => (
            <li key={id}>{text}</li>
          ))}
        </ul>
      </Section>
      <Section heading={texts.heading} id={recommendationId}>
        <p className={styles.name}>{nameOf(recommendation)}</p>
        <Reasons reasons={recommendation.reasons} />
        {chosen === undefined ? (
          <TakeButton path={recommendation} label={texts.take} isMain onTake={setChosen} />
        ) : null}
        {chosen === undefined ? null : (
          <PathForm
            procedureId={chosen}
            recommended={recommendation.procedure}
            mayBegin={mayWrite}
            onCancel={() => setChosen(undefined)}
          />
        )}
        {recommendation.alternatives.length === 0 ? null : (
          <Section level={3} heading={texts.alternatives}>
            <ul className={styles.list}>
              {recommendation.alternatives.map((path) => (
                <li key={path.procedure}>
                  <strong>{nameOf(path)}</strong>
                  <Reasons reasons={path.reasons} />
                  {chosen === undefined ? (
                    <TakeButton path={path} label={texts.takeAlternative(nameOf(path))} onTake={setChosen} />
                  ) : null}
                </li>
              ))}
            </ul>
          </Section>
        )}
        {mayWrite && !hasRun ? <ApprovedPlan recommended={recommendation.procedure} /> : null}
      </Section>
    </>
  );
}

function Reasons({ reasons }: { readonly reasons: readonly string[] }) {
  const styles = useStyles();
  return (
    <ul className={styles.list}>
      {reasons.map((reason) => (
        <li key={reason}>{reason}</li>
      ))}
    </ul>
  );
}

interface TakeButtonProps {
  readonly path: Path;
  readonly label: string;
  readonly isMain?: boolean;
  readonly onTake: (procedure: string) => void;
}

/** The button, or why there is none. */
function TakeButton({ path, label, isMain = false, onTake }: TakeButtonProps) {
  const procedures = useAppState(({ about }) => about.procedures);
  const target = useAppState((state) => state.target);
  const hasRun = useAppState(({ run }) => run !== null);
  const isBusy = useAppState(({ activity }) => activity !== null);
  if (path.procedure === 'none') return null;
  if (procedures.every(({ id }) => id !== path.procedure)) return <p>{texts.notAvailable}</p>;
  if (target.kind === 'open' && !target.canWrite) {
    return (
      <>
        <Notice kind="attention">{texts.readOnly}</Notice>
        <div>
          <Button disabledFocusable={isBusy} onClick={() => onTake(path.procedure)}>
            {isMain ? planTexts.open : planTexts.openOf(nameOf(path))}
          </Button>
        </div>
      </>
    );
  }
  if (hasRun) {
    return (
      <p>
        {texts.runPresent} <Button onClick={() => goTo('procedure')}>{texts.goToRun}</Button>
      </p>
    );
  }
  return (
    <div>
      <Button
        appearance={isMain ? 'primary' : 'secondary'}
        disabledFocusable={isBusy}
        onClick={() => onTake(path.procedure)}
      >
        {label}
      </Button>
    </div>
  );
}
