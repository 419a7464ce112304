import { success, type Result } from '../../../base/failure.ts';
import { mailboxGuidAttribute } from '../../../entra-connect/attributes.ts';
import type { Schema, SyncRule } from '../../../entra-connect/rules/model.ts';
import { Predictor } from '../../../entra-connect/prediction/predict.ts';
import { persistently } from '../../../systems/patience.ts';
import type { Reading } from '../../../systems/contexts.ts';
import { readRuleSituation, type RuleSituation } from '../idle/situation.ts';

/** What rules do to the users of a server, and what that was made of. */
export interface ServerPredictor {
  readonly predictor: Predictor;
  readonly situation: RuleSituation;
  readonly schema: Schema;
}

/** Reads what a prediction for a server's users needs. `rules`: others than it has now; `more`: attributes besides the mailbox GUID. */
export async function readPredictor(
  context: Reading,
  { rules, more = [] }: { readonly rules?: readonly SyncRule[]; readonly more?: readonly string[] } = {},
): Promise<Result<ServerPredictor>> {
  const situation = await readRuleSituation(context);
  if (!situation.ok) return situation;
  const schema = await persistently(context, () => context.systems.syncServer.metaverseSchema(context));
  if (!schema.ok) return schema;
  const { connectors } = situation.value;
  const predictor = new Predictor(
    mailboxGuidAttribute,
    { rules: rules ?? situation.value.rules, connectors, metaverseSchema: schema.value },
    { readings: { applyOnceNull: 'clears' }, now: context.clock.now().getTime() },
    more,
  );
  return success({ predictor, situation: situation.value, schema: schema.value });
}
