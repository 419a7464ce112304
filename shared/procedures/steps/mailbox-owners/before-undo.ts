import type { Procedure } from '../../../engine/contract/step.ts';
import type { Round } from '../rules/rule-change.ts';
import type { HybridSystems } from '../../../systems/contexts.ts';
import { keepOwnersStep } from './keep-owners.ts';
import { listOwnersStep } from './list-owners.ts';
import { askAboutOwners } from './undo-question.ts';

/** What an undo of a procedure that changes rules does, and asks, before it restores the first of them. */
export function aroundOwners(
  procedure: string,
  first: Round,
): Pick<Procedure<HybridSystems>, 'beforeUndo' | 'undoQuestion'> {
  return {
    beforeUndo: [listOwnersStep(first), keepOwnersStep(procedure, first)],
    undoQuestion: async (context) => askAboutOwners(context, procedure, first),
  };
}
