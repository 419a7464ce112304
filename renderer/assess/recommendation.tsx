import { Button, makeStyles, tokens } from '@fluentui/react-components';
import type { Assessment } from '../../shared/assessment/assessment.ts';
import { ofProcedure, recommendationName } from '../../shared/assessment/recommendation-texts.ts';
import { changePlanScreenTexts as planTexts, recommendationScreenTexts as texts } from './texts.ts';
import { listScreenTexts } from './list-texts.ts';
import { listBehind, remoteList } from '../../shared/assessment/lists/find-list.ts';
import type { NamedList } from '../../shared/assessment/lists/offered-list.ts';
import { goTo } from '../app/navigation.ts';
import { useAppState } from '../app/store.ts';
import { Notice } from '../common/notice.tsx';
import { Section } from '../common/section.tsx';
import { CountButton } from './count-button.tsx';
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

interface RecommendationViewProps {
  readonly assessment: Assessment;
  /** The procedure whose options are open. */
  readonly chosen: string | undefined;
  readonly onChoose: (procedure: string | undefined) => void;
}

/** What to do first, the path to take with its reasons, the alternatives, and the way into each. */
export function RecommendationView({ assessment, chosen, onChoose }: RecommendationViewProps) {
  const styles = useStyles();
  const { recommendation } = assessment;
  const { first, afterwards, alternatives } = recommendation;
  const hasRun = useAppState(({ run }) => run !== null);
  const mayWrite = useAppState(({ target }) => target.kind === 'open' && target.canWrite);
  const way = (path: Path, label: string, isMain = false) => (
    <WayInto
      path={path}
      label={label}
      isMain={isMain}
      isChosen={chosen === path.procedure}
      recommended={recommendation.procedure}
      onChoose={onChoose}
    />
  );
  return (
    <>
      <Consequences assessment={assessment} chosen={chosen} />
      <Section heading={texts.heading} id={recommendationId}>
        {first.length === 0 ? null : (
          <Notice kind="attention">
            <strong>{texts.first}</strong>
            <ul className={styles.list}>
              {first.map(({ finding, title, action }) => (
                <li key={finding}>
                  {title}: {action}
                </li>
              ))}
            </ul>
          </Notice>
        )}
        <p className={styles.name}>{recommendationName(recommendation)}</p>
        <Reasons path={recommendation} lists={assessment.lists} />
        {way(recommendation, texts.take, true)}
        {afterwards === undefined ? null : (
          <Section level={3} heading={texts.afterwards}>
            <p className={styles.name}>{nameOf(afterwards)}</p>
            <Reasons path={afterwards} lists={assessment.lists} />
            {/* Nothing can be begun before what comes first is done; an export can be planned for. */}
            {mayWrite ? null : way(afterwards, texts.take, true)}
          </Section>
        )}
        {alternatives.length === 0 ? null : (
          <Section level={3} heading={texts.alternatives}>
            {alternatives.map((path) => (
              <Section level={4} key={path.procedure} heading={nameOf(path)}>
                <Reasons path={path} lists={assessment.lists} />
                {way(path, texts.takeAlternative(nameOf(path)))}
              </Section>
            ))}
          </Section>
        )}
        {mayWrite && !hasRun ? <ApprovedPlan recommended={recommendation.procedure} /> : null}
      </Section>
    </>
  );
}

/** What the path whose options are open will do, or the recommended one. */
function Consequences({
  assessment,
  chosen,
}: {
  readonly assessment: Assessment;
  readonly chosen: string | undefined;
}) {
  const styles = useStyles();
  const { recommendation, consequences } = assessment;
  const alternative = recommendation.alternatives.find(({ procedure }) => procedure === chosen);
  const path = alternative ?? recommendation.afterwards ?? recommendation;
  return (
    <Section heading={texts.consequences}>
      {path.procedure === 'none' ? null : <p>{ofProcedure(path.procedure)}</p>}
      <ul className={styles.list}>
        {(alternative?.consequences ?? consequences).map(({ id, count, text }) => (
          <li key={id}>
            {text} <ConsequenceCount list={listBehind({ id, count, text }, assessment.lists, alternative?.procedure)} />
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** The way to the names behind a consequence. */
function ConsequenceCount({ list }: { readonly list: NamedList | undefined }) {
  if (list === undefined) return null;
  const text = listScreenTexts.showUsers(list.count);
  return <CountButton isInline list={list} text={text} name={`${text}: ${list.title}`} />;
}

interface WayIntoProps {
  readonly path: Path;
  readonly label: string;
  readonly isMain: boolean;
  readonly isChosen: boolean;
  readonly recommended: string;
  readonly onChoose: (procedure: string | undefined) => void;
}

/** The button of a path, or its options under its own name once it is chosen. */
function WayInto({ path, label, isMain, isChosen, recommended, onChoose }: WayIntoProps) {
  const mayWrite = useAppState(({ target }) => target.kind === 'open' && target.canWrite);
  return isChosen ? (
    <PathForm path={path} recommended={recommended} mayBegin={mayWrite} onCancel={() => onChoose(undefined)} />
  ) : (
    <TakeButton path={path} label={label} isMain={isMain} onTake={onChoose} />
  );
}

interface ReasonsProps {
  readonly path: Path;
  readonly lists: readonly NamedList[];
}

/** What speaks for a path, with the names of the remote mailboxes that its reasons count. */
function Reasons({ path: { procedure, reasons }, lists }: ReasonsProps) {
  const styles = useStyles();
  const remote = procedure === 'null-clone' || procedure === 'null-override' ? remoteList(lists) : undefined;
  return (
    <>
      <ul className={styles.list}>
        {reasons.map((reason) => (
          <li key={reason}>{reason}</li>
        ))}
      </ul>
      {remote === undefined ? null : (
        <div>
          <CountButton list={remote} text={listScreenTexts.countOf(remote.title, remote.count)} />
        </div>
      )}
    </>
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
