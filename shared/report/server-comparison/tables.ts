import type { ObjectTable } from '../../engine/contract/step.ts';
import { aspectTexts, compareTexts as texts } from './texts.ts';
import { standingTexts } from '../../entra-connect/rules/rule-difference-texts.ts';
import type { ChangedRule, RuleLine, ServerComparison, WholeRule } from './document.ts';

/** The lists of a comparison, for the screen, the page and CSV. */
export function comparisonTables(comparison: ServerComparison): readonly ObjectTable[] {
  const { rules, connectors, metaverse, settings, baselineVersion } = comparison;
  const isBaseline = baselineVersion !== undefined;
  return [
    {
      id: 'rules-changed',
      title: isBaseline ? texts.changedDefaults : texts.changed,
      columns: texts.changedColumns,
      rows: rules.changed.map(changedRow),
    },
    {
      id: 'differences',
      title: `${isBaseline ? texts.changedDefaults : texts.changed}: details`,
      columns: texts.differenceColumns,
      rows: rules.changed.flatMap((rule) =>
        rule.differences.map(({ part, label, standing, before, after }) => [
          ...[rule.name, rule.connector, part, label, standingTexts[standing]],
          ...[before ?? texts.notThere, after ?? texts.notThere],
        ]),
      ),
    },
    {
      id: 'rules-swapped',
      title: texts.swaps,
      columns: texts.swapColumns,
      rows: rules.swaps.map(({ first, second, attributes }) => [
        ...[first.name, second.name],
        ...[
          texts.precedences(first.precedence, second.precedence),
          texts.precedences(second.precedence, first.precedence),
        ],
        attributes.join('\n'),
      ]),
    },
    {
      id: 'mailbox-guid',
      title: texts.mailboxGuid,
      columns: texts.mailboxGuidColumns,
      rows: rules.mailboxGuid.map((one) => [one.objects, one.on ?? texts.notThere, one.with ?? texts.notThere]),
    },
    {
      id: 'winners',
      title: texts.winners,
      columns: texts.winnerColumns,
      rows: rules.winners.map(({ attribute, objects, on, with: other }) => [
        ...[attribute, objects],
        ...[texts.winner(on.name, on.precedence), texts.winner(other.name, other.precedence)],
      ]),
    },
    ruleTable('rules-added', isBaseline ? texts.addedDefaults : texts.added, rules.added),
    contentTable('rules-added-content', texts.addedContent, rules.added),
    ruleTable('rules-removed', isBaseline ? texts.removedDefaults : texts.removed, rules.removed),
    contentTable('rules-removed-content', texts.removedContent, rules.removed),
    {
      id: 'copies',
      title: texts.copies,
      columns: texts.copyColumns,
      rows: rules.copies.flatMap(({ copy, original, differences }) =>
        differences.length === 0
          ? [[copy.name, original.name, '', texts.identical, '', '']]
          : differences.map(({ part, label, before, after }) => [
              ...[copy.name, original.name, part, label],
              ...[before ?? texts.notThere, after ?? texts.notThere],
            ]),
      ),
    },
    {
      id: 'rules-by-name',
      title: texts.notComparable,
      columns: texts.headerColumns,
      rows: rules.notComparable.map((pair) => [
        ...[pair.on?.name ?? texts.notThere, numberOf(pair.on)],
        ...[pair.with?.name ?? texts.notThere, numberOf(pair.with)],
      ]),
    },
    {
      id: 'connectors',
      title: texts.connectors,
      columns: texts.connectorColumns,
      rows: connectors.changes.map((change) => [
        ...[change.connector, change.partition, change.what],
        ...[change.on.join('\n'), change.with.join('\n'), change.consequence ?? ''],
      ]),
    },
    {
      id: 'metaverse',
      title: texts.metaverse,
      columns: texts.metaverseColumns,
      rows: metaverse.map((one) => [one.name, one.what, one.on ?? texts.notThere, one.with ?? texts.notThere]),
    },
    {
      id: 'settings',
      title: texts.settings,
      columns: texts.settingColumns,
      rows: settings.map((setting) => [setting.name, setting.on ?? texts.notSet, setting.with ?? texts.notSet]),
    },
    {
      id: 'connector-matches',
      title: texts.matches,
      columns: texts.matchColumns,
      rows: connectors.pairs.map((pair) => [pair.on, pair.with, pair.matchedBy]),
    },
    {
      id: 'domain-matches',
      title: texts.domains,
      columns: texts.matchColumns,
      rows: connectors.domains.map((pair) => [pair.on, pair.with, pair.matchedBy]),
    },
  ];
}

/** What differs, in words. */
export function aspectsText({ aspects }: Pick<ChangedRule, 'aspects'>): string {
  return aspects.map((aspect) => aspectTexts[aspect]).join(', ');
}

/** The result in sentences, the most important one first. */
export function comparisonSummary({ outcome, summary, rules }: ServerComparison): readonly string[] {
  const { added, removed, changed, renumbered, same, connectors, metaverse, settings } = summary;
  return [
    ...(outcome === 'same' ? [texts.same] : []),
    texts.counts(added, removed, changed, same),
    ...(renumbered === 0 ? [] : [texts.renumbered(renumbered)]),
    ...rules.swaps.map(({ first, second, attributes }) => texts.swapped(first.name, second.name, attributes)),
    ...(rules.winners.length === 0 ? [] : [texts.otherWinners(rules.winners.length)]),
    texts.otherCounts(connectors, settings),
    ...(metaverse === 0 ? [] : [texts.otherMetaverse(metaverse)]),
  ];
}

function changedRow(rule: ChangedRule): readonly string[] {
  const { name, connector, on, with: other, matchedBy } = rule;
  return [name, connector, aspectsText(rule), String(on.precedence), String(other.precedence), matchedBy];
}

function ruleTable(id: string, title: string, rules: readonly RuleLine[]): ObjectTable {
  return {
    ...{ id, title, columns: texts.ruleColumns },
    rows: rules.map((rule) => [
      String(rule.precedence),
      rule.name,
      rule.connector,
      texts.way[rule.direction],
      texts.objectTypes(rule.sourceObjectType, rule.targetObjectType),
      texts.kinds[rule.kind],
      texts.state(rule.disabled),
    ]),
  };
}

/** What each rule does, one row for each part; first what it comes to for the mailbox GUID. */
function contentTable(id: string, title: string, rules: readonly WholeRule[]): ObjectTable {
  return {
    ...{ id, title, columns: texts.contentColumns },
    rows: rules.flatMap(({ name, connector, content, mailboxGuid }) => [
      ...(mailboxGuid === undefined ? [] : [[name, connector, texts.mailboxGuid, texts.guidOf, mailboxGuid]]),
      ...content.map(({ part, label, before, after }) => [name, connector, part, label, after ?? before ?? '']),
    ]),
  };
}

function numberOf(rule: { readonly precedence: number } | undefined): string {
  return rule === undefined ? '' : String(rule.precedence);
}
