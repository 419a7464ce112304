import {
  compareTexts as texts,
  connectorConsequences,
  connectorDifferenceTexts,
  connectorMatchTexts,
  connectorParameterTexts,
  domainMatchTexts,
  metaverseDifferenceTexts,
  ruleMatchTexts,
} from './texts.ts';
import { changedGuids } from './mailbox-guid.ts';
import { ruleLine, type ConnectorNames } from './rule-line.ts';
import { wholeRules } from './whole-rules.ts';
import { comparedPart } from '../../entra-connect/rules/rule-comparison.ts';
import { compareConfigurations, type ConfigurationComparison } from '../../entra-connect/comparison/compare.ts';
import { apartFromBaseline, type ComparedRule, type RuleAspect } from '../../entra-connect/comparison/compare-rules.ts';
import { knownConnectors, type KnownConnector } from '../../entra-connect/comparison/pair-connectors.ts';
import type { ExportContent } from '../../entra-connect/formats/content.ts';
import type { SyncRule } from '../../entra-connect/rules/model.ts';
import type { ConnectorDifference } from '../../entra-connect/comparison/compare-connectors.ts';
import type { SchemaDifference } from '../../entra-connect/comparison/compare-schemas.ts';
import type { DomainMap, PartitionPair } from '../../entra-connect/comparison/domain-map.ts';
import type { WinnerChange } from '../../entra-connect/comparison/winners.ts';
import { compareSchemaId, type ChangedRule, type ChangedWinner, type ComparedAspect, type ConnectorChange, type MetaverseChange, type ServerComparison } from './document.ts'; // prettier-ignore

/** A side of a comparison: what it is called, and what is known of it. */
export interface ComparedSide {
  readonly title: string;
  readonly content: ExportContent;
  /** Of default rules that stand for a server. */
  readonly baselineVersion?: string;
}

/** Compares two sides and tells the result in words. */
export function serverComparison(
  on: ComparedSide,
  other: ComparedSide,
  domains: DomainMap = new Map(),
): ServerComparison {
  const compared = compareConfigurations(on.content, other.content, domains);
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
    metaverse: compared.metaverse.length,
    settings: compared.settings.length,
  };
  const notComparable: ServerComparison['rules']['notComparable'] = [
    ...compared.headers.map((pair) => ({ on: named(pair.on), with: named(pair.with) })),
    ...compared.headersOnlyOn.map((rule) => ({ on: named(rule) })),
    ...compared.headersOnlyWith.map((rule) => ({ with: named(rule) })),
  ];
  const differs =
    summary.added + summary.removed + summary.changed + summary.connectors + summary.metaverse + summary.settings > 0 ||
    notComparable.some(({ on: one, with: two }) => one?.precedence !== two?.precedence);
  return {
    schema: compareSchemaId,
    on: on.title,
    with: other.title,
    ...(other.baselineVersion !== undefined && { baselineVersion: other.baselineVersion }),
    outcome: differs ? 'different' : 'same',
    summary,
    rules: {
      added: wholeRules(compared.rulesOnlyWith, other.content, 'after', names),
      removed: wholeRules(compared.rulesOnlyOn, on.content, 'before', names),
      changed: changed.map((rule) => changedRule(rule, names)),
      swaps: compared.swaps.map(({ first, second, attributes }) => ({
        ...{ first: line(first), second: line(second), attributes },
      })),
      winners: isBaseline ? [] : compared.winners.map((change) => changedWinner(change, names)),
      mailboxGuid: isBaseline ? [] : changedGuids(compared, on.content, other.content, names),
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
      domains: compared.connectors.flatMap(({ domains: pairs }) => pairs.map(domainPair)),
    },
    metaverse: compared.metaverse.map(metaverseChange),
    settings: compared.settings.map((setting) => ({
      name: setting.name,
      ...(setting.on !== undefined && { on: setting.on }),
      ...(setting.with !== undefined && { with: setting.with }),
    })),
    remarks: [
      ...(other.baselineVersion === undefined ? [] : [texts.baselineRemark(other.baselineVersion)]),
      ...compared.connectors.flatMap(({ domains: pairs }) =>
        pairs.map((pair) => texts.domainMatched(pair.on.distinguishedName, pair.with.distinguishedName)),
      ),
      ...unmatchedRemarks(compared, names),
      ...versionRemarks(rules, isBaseline),
      ...compared.incomplete
        .filter(({ side }) => !isBaseline || side === 'on')
        .map(({ side, part, reason }) =>
          texts.incomplete(side === 'on' ? on.title : other.title, texts.parts[part], reason),
        ),
    ],
  };
}

/** Names of the connectors of both sides, by identifier. */
function connectorNames(on: ExportContent, other: ExportContent): ConnectorNames {
  const known = [...knownConnectors(other), ...knownConnectors(on)];
  return new Map(known.toSorted((one, two) => Number(one.connector !== undefined) - Number(two.connector !== undefined)).map((one) => [one.id, nameOf(one)])); // prettier-ignore
}

function nameOf({ id, connector }: KnownConnector): string {
  return connector === undefined ? texts.unknownConnector(id) : connector.name;
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

function consequenceOf({ about }: ConnectorDifference): Pick<ConnectorChange, 'consequence'> {
  const consequence = connectorConsequences[about];
  return consequence === undefined ? {} : { consequence };
}

function subjectOf({ about, subject }: ConnectorDifference): string {
  return about === 'parameter' ? (connectorParameterTexts[subject] ?? subject) : subject;
}

function domainPair({ on, with: other, matchedBy }: PartitionPair) {
  return { on: on.distinguishedName, with: other.distinguishedName, matchedBy: domainMatchTexts[matchedBy] };
}

function metaverseChange({ about, name, objectType, on, with: other }: SchemaDifference): MetaverseChange {
  const isOfType = about === 'attribute-of-type';
  const told = (text: string | undefined) => (about === 'object-type' && text !== undefined ? name : text);
  const [left, right] = [told(on), told(other)];
  return {
    name: isOfType ? `${objectType}: ${name}` : name,
    what: metaverseDifferenceTexts[about],
    ...(left !== undefined && { on: left }),
    ...(right !== undefined && { with: right }),
  };
}

/** Rules of a connector that is only known by them, and that was taken for none of the other side. */
function unmatchedRemarks(
  { connectorsOnlyOn, connectorsOnlyWith }: ConfigurationComparison,
  names: ConnectorNames,
): readonly string[] {
  const remarksOf = (own: readonly KnownConnector[], others: readonly KnownConnector[]) =>
    own
      .filter(({ connector }) => connector === undefined)
      .map(({ id }) => texts.unmatchedConnector(names.get(id) ?? texts.unknownConnector(id), others.map(nameOf)));
  return [...remarksOf(connectorsOnlyOn, connectorsOnlyWith), ...remarksOf(connectorsOnlyWith, connectorsOnlyOn)];
}

function versionRemarks(rules: readonly ComparedRule[], isBaseline: boolean): readonly string[] {
  const ofOther = rules.filter(({ aspects }) => aspects.includes('version') && aspects.length > 1);
  return isBaseline || ofOther.length === 0 ? [] : [texts.otherVersion(ofOther.length)];
}

function changedWinner(change: WinnerChange, names: ConnectorNames): ChangedWinner {
  const { attribute, on, with: other } = change;
  return { attribute, objects: objectsText(change, names), on: named(on), with: named(other) };
}

function objectsText(
  { connectorId, sourceObjectType, targetObjectType }: Pick<SyncRule, 'connectorId' | 'sourceObjectType' | 'targetObjectType'>, // prettier-ignore
  names: ConnectorNames,
): string {
  return texts.objectsOf(names.get(connectorId) ?? texts.unknownConnector(connectorId), sourceObjectType, targetObjectType); // prettier-ignore
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
        partition: subjectOf(difference),
        what: connectorDifferenceTexts[difference.about],
        on: difference.on,
        with: difference.with,
        // What is not imported from AD is deleted; the connector of Microsoft Entra ID is where it is deleted.
        ...(pair.on.connector?.kind === 'ad' ? consequenceOf(difference) : {}),
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
