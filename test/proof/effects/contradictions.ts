import type { AnyStep, StepPlan } from '../../../shared/engine/contract/step.ts';
import { impactOf, riskWordOf, undoSentence } from '../../../shared/procedures/steps/effect-texts.ts';
import type { HybridSystems } from '../../../shared/systems/contexts.ts';

/** Sentences by which a step says that it does nothing. */
const changesNothing = /changes? nothing|nothing (?:\w+ ){0,5}chang|no setting|only reads|reads only/i;

/** Where what a step says of itself in a plan contradicts what it does; empty: nowhere. */
export function contradictionsIn(step: AnyStep<HybridSystems>, plan: StepPlan): readonly string[] {
  const { effects, notes, changes, summary } = plan;
  const kind = step.undo.kind;
  const undo = undoSentence(effects, kind);
  const risk = riskWordOf({ risk: step.risk, effects });
  const said = [summary, ...impactOf(plan), undo];
  const holds = (extent: 'wholly' | 'not') => effects.filter((one) => one.undo === extent);
  const problems =
    effects.length === 0
      ? [
          ...problem(impactOf(plan).join('|') !== 'Only reads.', 'does nothing and tells a consequence'),
          ...problem(notes.length > 0, 'does nothing and has something to know about it'),
          ...problem(changes.length > 0, 'does nothing and changes fields'),
          ...problem(risk !== 'Read-only', 'does nothing and has a risk'),
          ...problem(!undo.startsWith('Nothing to undo'), 'does nothing and can be undone'),
        ]
      : [
          ...said
            .filter((text) => changesNothing.test(text))
            .map((text) => `has an effect and says that it changes nothing: ${text}`),
          ...problem(risk === 'Read-only', 'has an effect and no risk'),
          ...problem(step.undo.kind === 'changes-nothing', 'has an effect and is said to change nothing'),
          ...problem(kind === 'part-of-undo' && holds('wholly').length > 0, 'is part of an undo and undone'),
          ...holds('wholly').flatMap(({ subject }) =>
            problem(!(undo.startsWith('Completely') || undo.includes(`${subject} yes`)), `does not undo: ${subject}`),
          ),
          ...(kind === 'part-of-undo' ? [] : holds('not')).flatMap(({ subject }) =>
            problem(!(undo.startsWith('No. ') || undo.includes(`${subject} no`)), `undoes: ${subject}`),
          ),
        ];
  const uncounted = effects.filter(
    ({ count, text }) => count !== undefined && !text.includes(count.toLocaleString('en-US')),
  );
  return [...problems, ...uncounted.map(({ text }) => `does not tell its number: ${text}`)].map(
    (text) => `${step.id} ${text}`,
  );
}

function problem(holds: boolean, text: string): readonly string[] {
  return holds ? [text] : [];
}
