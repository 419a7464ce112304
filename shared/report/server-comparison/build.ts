import {
  compareTexts as texts,
  connectorDifferenceTexts,
  connectorMatchTexts,
  ruleMatchTexts,
} from '../../messages/compare.ts';
import { comparedPart } from '../../procedures/rule-comparison.ts';
import { compareConfigurations, type ConfigurationComparison } from '../../sync-rules/comparison/compare.ts';
import { apartFromBaseline, type ComparedRule, type RuleAspect } from '../../sync-rules/comparison/compare-rules.ts';
import { knownConnectors, type KnownConnector } from '../../sync-rules/comparison/pair-connectors.ts';
import type { ExportContent } from '../../sync-rules/formats/content.ts';
import type { SyncRule } from '../../sync-rules/model.ts';
import { clonePrefix } from '../../sync-rules/origin.ts';
import { compareSchemaId, type ChangedRule, type ComparedAspect, type ConnectorChange, type RuleLine, type ServerComparison } from './document.ts'; // prettier-ignore

/** A side of a comparison: what it is called, and what is known of it. */
export interface ComparedSide {
  readonly title: string;
  readonly content: ExportContent;
  /** Of default rules that stand for a server. */
  readonly baselineVersion?: string;
}

/** Compares two sides and tells the result in words. */
export function serverComparison(on: ComparedSide, other: ComparedSide): ServerComparison {
  const compared = compareConfigurations(on.content, other.content);
  const names = connectorNames(on.content, other.content);
  const isBaseline = other.baselineVersion !== undefined;
  const rules = isBaseline ? compared.rules.map(apartFromBaseline) : compared.rules;
  const changed = rules.filter(({ aspects }) => aspects.length > 0);
  const connectors = connectorChanges(compared);
  const line = (rule: SyncRule) => ruleLine(rule, names);
  const summary = {
    added: compared.rulesOnlyWith.length,
    removed: compared.rulesOnlyOn.length,
    changed: changed.length,
    renumbered: changed.filter(({ aspects }) => aspects.every((aspect) => aspect === 'number')).length,
    same: compared.rules.length - changed.length,
    connectors: connectors.length,
    settings: compared.settings.length,
  };
  const notComparable: ServerComparison['rules']['notComparable'] = [
    ...compared.headers.map((pair) => ({ on: named(pair.on), with: named(pair.with) })),
    ...compared.headersOnlyOn.map((rule) => ({ on: named(rule) })),
    ...compared.headersOnlyWith.map((rule) => ({ with: named(rule) })),
  ];
  const differs =
    summary.added + summary.removed + summary.changed + summary.connectors + summary.settings > 0 ||
    notComparable.some(({ on: one, with: two }) => one?.precedence !== two?.precedence);
  return {
    schema: compareSchemaId,
    on: on.title,
    with: other.title,
    ...(other.baselineVersion !== undefined && { baselineVersion: other.baselineVersion }),
    outcome: differs ? 'different' : 'same',
    summary,
    rules: {
      added: compared.rulesOnlyWith.map(line),
      removed: compared.rulesOnlyOn.map(line),
      changed: changed.map((rule) => changedRule(rule, names)),
      copies: compared.copies.map(({ copy, original, differences }) => ({
        copy: line(copy),
        original: line(original),
        differences: differences.map(comparedPart),
      })),
      notComparable,
    },
    connectors: {
      pairs: compared.connectors.map((pair) => ({
        on: nameOf(pair.on),
        with: nameOf(pair.with),
        matchedBy: connectorMatchTexts[pair.matchedBy],
      })),
      changes: connectors,
    },
    settings: compared.settings.map((setting) => ({
      name: setting.name,
      ...(setting.on !== undefined && { on: setting.on }),
      ...(setting.with !== undefined && { with: setting.with }),
    })),
    remarks: [
      ...(other.baselineVersion === undefined ? [] : [texts.baselineRemark(other.baselineVersion)]),
      ...compared.incomplete
        .filter(({ side }) => !isBaseline || side === 'on')
        .map(({ side, part, reason }) =>
          texts.incomplete(side === 'on' ? on.title : other.title, texts.parts[part], reason),
        ),
    ],
  };
}

type ConnectorNames = ReadonlyMap<string, string>;

/** Names of the connectors of both sides, by identifier. */
function connectorNames(on: ExportContent, other: ExportContent): ConnectorNames {
  const known = [...knownConnectors(other), ...knownConnectors(on)];
  return new Map(known.toSorted((one, two) => Number(one.connector !== undefined) - Number(two.connector !== undefined)).map((one) => [one.id, nameOf(one)])); // prettier-ignore
}

function nameOf({ id, connector }: KnownConnector): string {
  return connector === undefined ? texts.unknownConnector(id) : connector.name;
}

function ruleLine(rule: SyncRule, names: ConnectorNames): RuleLine {
  const { id, name, precedence, direction, sourceObjectType, targetObjectType, disabled, immutableTag } = rule;
  return {
    ...{ id, name, precedence, direction, sourceObjectType, targetObjectType, disabled },
    connector: names.get(rule.connectorId) ?? texts.unknownConnector(rule.connectorId),
    kind: immutableTag !== '' ? 'default' : name.includes(clonePrefix) ? 'copy' : 'custom',
  };
}

function changedRule(rule: ComparedRule, names: ConnectorNames): ChangedRule {
  const on = ruleLine(rule.on, names);
  return {
    name: on.name,
    connector: on.connector,
    on,
    with: ruleLine(rule.with, names),
    matchedBy: ruleMatchTexts[rule.matchedBy],
    aspects: [...new Set(rule.aspects.map(comparedAspect))],
    orderChanged: rule.aspects.includes('order'),
    differences: rule.differences.map(comparedPart),
  };
}

function comparedAspect(aspect: RuleAspect): ComparedAspect {
  return aspect === 'order' || aspect === 'number' ? 'precedence' : aspect;
}

function named({ name, precedence }: { readonly name: string; readonly precedence: number }) {
  return { name, precedence };
}

function connectorChanges(compared: ConfigurationComparison): readonly ConnectorChange[] {
  const whole = (known: KnownConnector, side: 'on' | 'with'): ConnectorChange => ({
    ...{ connector: nameOf(known), partition: '', what: texts.onlyHere, on: [], with: [] },
    [side]: [nameOf(known)],
  });
  // A connector that rules name and nothing tells of is no difference of connectors: its rules are.
  const isKnown = ({ connector }: KnownConnector) => connector !== undefined;
  return [
    ...compared.connectors.flatMap((pair) =>
      pair.differences.map((difference) => ({
        connector: nameOf(pair.on),
        partition: difference.partition,
        what: connectorDifferenceTexts[difference.about],
        on: difference.on,
        with: difference.with,
      })),
    ),
    ...(compared.incomplete.some(({ side, part }) => side === 'with' && part === 'connectors')
      ? []
      : compared.connectorsOnlyOn.filter(isKnown).map((known) => whole(known, 'on'))),
    ...(compared.incomplete.some(({ side, part }) => side === 'on' && part === 'connectors')
      ? []
      : compared.connectorsOnlyWith.filter(isKnown).map((known) => whole(known, 'with'))),
  ];
}
