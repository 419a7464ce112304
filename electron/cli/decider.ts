import type { Decider, Remedy } from '../../shared/engine/drive.ts';
import type { StepRecord } from '../../shared/engine/run-state.ts';
import { cliTexts } from '../../shared/messages/cli.ts';
import type { Output } from './output.ts';
import { presentCommands, presentPlan } from './terminal/present.ts';
import type { Questioner } from './terminal/ask.ts';

/** Answers given on the command line before anybody can be asked. */
export interface Answers {
  readonly yes: boolean;
  /** Step → number typed. */
  readonly confirm: ReadonlyMap<string, string>;
  /** Step → reason. */
  readonly accept: ReadonlyMap<string, string>;
}

/** The decider of the command line: options first, then a person, never a guess. */
export function createDecider(output: Output, answers: Answers, questioner: Questioner | undefined): Decider {
  const accepted = new Set<string>();
  return {
    async approvePlan(step, planned) {
      presentPlan(output, planned, step.risk);
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
    async recoverUnknown(step) {
      output.line(cliTexts.unknownStep(step.title));
      if (answers.yes) output.line(cliTexts.adoptedByYes);
      if (answers.yes || questioner === undefined) return answers.yes ? 'adopt' : 'stop';
      const letter = await questioner.choice(cliTexts.askUnknown, ['a', 'u', 's']);
      return letter === 'a' ? 'adopt' : letter === 'u' ? 'undo' : 'stop';
    },
  };
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
