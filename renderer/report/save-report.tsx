import { reportScreenTexts as texts } from './texts.ts';
import { useAppState } from '../app/store.ts';
import { Section } from '../common/section.tsx';
import { SaveForm } from './save-form.tsx';

const words = { folder: texts.folder, action: texts.saveAction, saved: texts.savedReport };

/** Writes the report with journal and evidence into a folder. */
export function SaveReport() {
  const isClosed = useAppState(({ run }) => run?.run.kind === 'closed');
  // What is filed is the report of a closed run, beside its folder; where an early look goes, nobody can guess.
  const proposed = useAppState(({ run }) => (run?.run.kind === 'closed' ? `${run.folder}-report` : ''));
  return (
    <Section heading={texts.save}>
      <p>{texts.saveIntro}</p>
      <SaveForm call="saveReport" isMain={isClosed} proposed={proposed} words={words} />
    </Section>
  );
}
