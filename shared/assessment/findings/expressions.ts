import { contributorFindings as texts } from '../texts.ts';
import { inspectExpression } from '../../entra-connect/expressions/inspect.ts';
import { doubtMessage, unpredictableMessage } from '../../entra-connect/expressions/messages.ts';
import { parseExpression } from '../../entra-connect/expressions/parse.ts';
import type { SyncRule } from '../../entra-connect/rules/model.ts';
import { investigate, passed, type Judgement } from './finding.ts';

/** What is not understood of the expressions of rules is named, never guessed at; `nameOf` tells namesakes apart. */
export function expressionJudgement(rules: readonly SyncRule[], nameOf: (rule: SyncRule) => string): Judgement {
  // Many rules hold the same expressions.
  const known = new Map<string, readonly string[]>();
  const doubtsAbout = (expression: string): readonly string[] => {
    const doubts = known.get(expression) ?? doubtsIn(expression);
    known.set(expression, doubts);
    return doubts;
  };
  const expressions = rules.flatMap((rule) =>
    rule.flows.flatMap(({ destination, source }) =>
      source.type === 'expression'
        ? [{ label: texts.doubtAbout(nameOf(rule), destination), doubts: doubtsAbout(source.expression) }]
        : [],
    ),
  );
  const doubtful = expressions.filter(({ doubts }) => doubts.length > 0);
  if (expressions.length === 0) return passed(texts.noExpressions);
  if (doubtful.length === 0) return passed(texts.predictable(expressions.length));
  const count = doubtful.reduce((sum, { doubts }) => sum + doubts.length, 0);
  return investigate(
    texts.doubtful(count, doubtful.length),
    texts.doubtfulRemedy,
    Object.fromEntries(doubtful.map(({ label, doubts }) => [label, doubts])),
  );
}

/** Why the value of an expression cannot be foretold for every object; empty: it can. */
function doubtsIn(expression: string): readonly string[] {
  const parsed = parseExpression(expression);
  if (!parsed.ok) return [texts.unreadable(parsed.error.message, expression)];
  const { problems, unmodelledFunctions } = inspectExpression(parsed.expression);
  return [
    ...new Set([
      ...problems.map(({ message }) => message),
      ...unmodelledFunctions.map(({ name }) => unpredictableMessage(name, 'not-modelled')),
      ...parsed.doubts.map(({ kind }) => doubtMessage(kind)),
    ]),
  ];
}
