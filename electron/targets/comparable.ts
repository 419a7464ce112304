import type { Failure, Result } from '../../shared/base/failure.ts';
import { explainFailure, failureText } from '../../shared/systems/failure-texts.ts';
import { compareTexts } from '../../shared/report/server-comparison/texts.ts';
import type { ComparedSide } from '../../shared/report/server-comparison/build.ts';
import { entraConnectorId } from '../../shared/base/identifiers.ts';
import { absent, part, whole, type Held } from '../../shared/entra-connect/formats/held.ts';
import { knownConnectors } from '../../shared/entra-connect/comparison/pair-connectors.ts';
import { currentServerVersion } from '../lab/world/default-rules/global-parameters.ts';
import { defaultRules } from '../lab/world/default-rules/rules.ts';
import type { Target, TargetProblem } from './target.ts';

type Comparable =
  { readonly ok: true; readonly side: ComparedSide } | { readonly ok: false; readonly problem: TargetProblem };

/** What a target tells of its configuration, as one side of a comparison. */
export async function comparableOf(
  { readers: { syncServer }, partial, text }: Target,
  signal: AbortSignal,
): Promise<Comparable> {
  const call = { signal };
  const rules = held(await syncServer.rules(call), partial?.rules);
  if ('code' in rules) return unreadable(rules);
  const connectors = held(await syncServer.connectors(call), partial?.connectors);
  if ('code' in connectors) return unreadable(connectors);
  const metaverseSchema = held(await syncServer.metaverseSchema(call), undefined);
  if ('code' in metaverseSchema) return unreadable(metaverseSchema);
  const globalParameters = held(await syncServer.globalParameters(call), partial?.globalParameters);
  if ('code' in globalParameters) return unreadable(globalParameters);
  return {
    ok: true,
    side: {
      title: text,
      content: {
        format: rules.kind === 'whole' ? 'configuration' : 'rules',
        serverName: undefined,
        ruleHeaders: partial?.ruleHeaders ?? [],
        ...{ rules, connectors, globalParameters, metaverseSchema },
        document: undefined,
      },
    },
  };
}

/** The out-of-box rules that a server with the connectors of the other side would have. */
export function defaultsFor({ content }: ComparedSide): ComparedSide {
  const forests = knownConnectors(content).filter(
    ({ id, connector }) => id !== entraConnectorId && (connector === undefined || connector.kind === 'ad'),
  );
  return {
    title: compareTexts.defaults(currentServerVersion),
    baselineVersion: currentServerVersion,
    content: {
      format: 'configuration',
      serverName: undefined,
      rules: whole(defaultRules(forests.map(({ id }) => id))),
      ruleHeaders: [],
      connectors: absent(''),
      globalParameters: absent(''),
      metaverseSchema: absent(''),
      document: undefined,
    },
  };
}

/** A reading that a target does not hold is known in part or not at all; any other failure stays one. */
function held<Value>(
  result: Result<Value>,
  known: { readonly value: Value; readonly reason: string } | undefined,
): Held<Value> | Failure {
  if (result.ok) return whole(result.value);
  if (known !== undefined) return part(known.value, known.reason);
  return result.failure.code === 'not-available' ? absent(result.failure.raw) : result.failure;
}

function unreadable(failure: Failure): { readonly ok: false; readonly problem: TargetProblem } {
  const { remedy } = explainFailure(failure);
  return { ok: false, problem: { kind: 'unreachable', problems: [failureText(failure)], remedy } };
}
