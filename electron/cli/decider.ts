import type { Decider, Remedy } from '../../shared/engine/drive.ts';
import type { StepRecord } from '../../shared/engine/run/run-state.ts';
import type { UndoQuestion } from '../../shared/engine/contract/step.ts';
import type { UndoChoice } from '../../shared/engine/acts/undo.ts';
import { cliTexts } from './texts.ts';
import type { Output } from './output.ts';
import { presentCommands, presentPlan, presentQuestion } from './terminal/present.ts';
import type { Questioner } from './terminal/ask.ts';

/** What `--confirm` calls the number of users with a mailbox. */
const ownersAnswer = 'mailbox-owners';

/** Answers given on the command line before anybody can be asked. */
export interface Answers {
  readonly yes: boolean;
  /** Step → number typed. */
  readonly confirm: ReadonlyMap<string, string>;
  /** Step → reason. */
  readonly accept: ReadonlyMap<string, string>;
  /** What becomes of users with a mailbox in Exchange Online, when a run is undone. */
  readonly mailboxOwners?: string | undefined;
}

/** The decider of the command line: options first, then a person, never a guess. */
export function createDecider(output: Output, answers: Answers, questioner: Questioner | undefined): Decider {
  const accepted = new Set<string>();
  return {
    async approvePlan(step, planned) {
      presentPlan(output, planned, step);
      if (answers.yes || questioner === undefined) return answers.yes ? 'apply' : 'stop';
      for (;;) {
        const letter = await questioner.choice(cliTexts.askApply, ['a', 'd', 's']);
        if (letter === 'd') presentCommands(output, planned);
        else return letter === 'a' ? 'apply' : 'stop';
      }
    },
    async confirmDestructive(step, { of }) {
      const given = answers.confirm.get(step.id) ?? (await questioner?.text(cliTexts.askCount(of)));
      if (given !== undefined) return /^\d+$/.test(given) ? Number(given) : undefined;
      output.line(cliTexts.confirmationByOption(step.id, of));
      return undefined;
    },
    async onBlockedOrFailed(step) {
      const reason = answers.accept.get(step.id);
      if (reason !== undefined && !accepted.has(step.id) && step.risk !== 'destructive') {
        accepted.add(step.id);
        return { kind: 'override', reason };
      }
      return answers.yes || questioner === undefined ? { kind: 'stop' } : askRemedy(step, questioner);
    },
    answerUndo: async (question) => answerUndo(output, question, answers, questioner),
    async recoverUnknown(step) {
      output.line(cliTexts.unknownStep(step.title));
      if (answers.yes) output.line(cliTexts.adoptedByYes);
      if (answers.yes || questioner === undefined) return answers.yes ? 'adopt' : 'stop';
      const letter = await questioner.choice(cliTexts.askUnknown, ['a', 'u', 's']);
      return letter === 'a' ? 'adopt' : letter === 'u' ? 'undo' : 'stop';
    },
  };
}

/** Shows whom an undo concerns, then answers with what was given, with the standard, or with what a person says. */
async function answerUndo(
  output: Output,
  question: UndoQuestion,
  { yes, confirm, mailboxOwners }: Answers,
  questioner: Questioner | undefined,
): Promise<UndoChoice | 'stop'> {
  presentQuestion(output, question);
  const chosen = mailboxOwners ?? (yes ? question.standard : await askAnswer(question, questioner));
  const answer = question.answers.find(({ value }) => value === chosen);
  if (answer === undefined) return 'stop';
  output.line(`  ${cliTexts.answered(answer.label, answer.value)}`);
  if (answer.confirmation === undefined) return { answer: answer.value };
  const { of } = answer.confirmation;
  const typed = confirm.get(ownersAnswer) ?? (yes ? undefined : await questioner?.text(cliTexts.askNumber(of)));
  if (typed === undefined) output.line(cliTexts.answerConfirmedByOption(ownersAnswer, of));
  return { answer: answer.value, confirmation: typed !== undefined && /^\d+$/.test(typed) ? Number(typed) : undefined };
}

/** The letter of each answer is its number: answers are many, letters are few. */
async function askAnswer({ answers }: UndoQuestion, questioner: Questioner | undefined): Promise<string | undefined> {
  const possible = answers.filter(({ impossible }) => impossible === undefined);
  const numbers = possible.map((_, index) => String(index + 1));
  const list = possible.map(({ label }, index) => `[${String(index + 1)}] ${label}`).join(', ');
  const number = await questioner?.choice(`${list}: `, numbers);
  return possible[numbers.indexOf(number ?? '')]?.value;
}

async function askRemedy(step: StepRecord, questioner: Questioner): Promise<Remedy> {
  const destructive = step.risk === 'destructive';
  const letter = destructive
    ? await questioner.choice(cliTexts.askFailedDestructive, ['r', 'u', 's'])
    : await questioner.choice(cliTexts.askFailed, ['r', 'u', 'c', 's']);
  switch (letter) {
    case 'r':
      return { kind: 'retry' };
    case 'u':
      return { kind: 'undo' };
    case 'c': {
      const reason = await questioner.text(cliTexts.askReason);
      return reason === undefined || reason === '' ? { kind: 'stop' } : { kind: 'override', reason };
    }
    case 's':
    case undefined:
      return { kind: 'stop' };
  }
}
