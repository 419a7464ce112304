import { zeroGuid } from '../../../base/guid.ts';
import type { ConnectorId, RuleId } from '../../../base/identifiers.ts';
import { dumpTexts } from './texts.ts';
import type { ConfigurationFile } from '../export/layout.ts';
import { reportNote, type FileReport } from '../export/problems.ts';
import {
  comparisonOperators,
  type AttributeFlow,
  type FlowSource,
  type JoinCondition,
  type LinkType,
  type MergeType,
  type ScopeCondition,
  type SyncRule,
} from '../../rules/model.ts';
import { JsonOffsets } from '../wizard-json/json-offset.ts';
import { JsonReader } from '../wizard-json/json-reader.ts';
import { parseJson } from '../wizard-json/parse-json.ts';
import { readClixml } from './clixml.ts';
import { isJsonDump, type Dump } from './dump.ts';
import { isIncomplete, lossesIn } from './losses.ts';

/** A rule of a dump and the offset where it begins. */
export interface DumpedRule {
  readonly rule: SyncRule;
  readonly start: number;
}

/** The enumerations of the module by their numbers (metadata of the module 2.2.8.0). */
const directions = ['inbound', 'outbound'] as const;
const linkTypes: readonly LinkType[] = ['Provision', 'StickyJoin', 'Join', 'JoinNoFlow'];
const flowTypes = ['Direct', 'Constant', 'Expression'] as const;
const mergeTypes: readonly MergeType[] = ['Update', 'Replace', 'MergeCaseInsensitive', 'Merge'];
const ticksPerSecond = 10_000_000;

/** Reads what `Get-ADSyncRule` handed out (entra-connect.md §3.3); a rule of which parts were lost is left out by name. */
export function readDump({ text }: ConfigurationFile, report: FileReport): readonly DumpedRule[] {
  const dump = isJsonDump(text) ? jsonDump(text, report) : readClixml(text, report);
  if (dump === undefined) return [];
  const { items, offsets } = dump;
  const losses = items.map(lossesIn);
  const lost = losses.filter(isIncomplete);
  if (lost.length > 0) reportNote(report, 'rules-lost', undefined, dumpTexts.lost(lost));
  return items.flatMap((item, index): readonly DumpedRule[] => {
    const loss = losses[index];
    if (loss !== undefined && isIncomplete(loss)) return [];
    const start = offsets.of([index]);
    const errorsBefore = report.errors.length;
    const value = typeof item === 'object' && item !== null ? item : {};
    const rule = readRule(new JsonReader(value, report, [index], offsets));
    return report.errors.length === errorsBefore ? [{ rule, start }] : [];
  });
}

function jsonDump(text: string, report: FileReport): Dump | undefined {
  const parsed = parseJson(text, report);
  if (parsed === undefined) return undefined;
  const plain = unwrapped(parsed.value);
  const isList = Array.isArray(plain);
  const offsets = new JsonOffsets(text);
  return {
    items: isList ? (plain as readonly unknown[]) : [plain],
    offsets: isList ? offsets : { of: ([, ...path]) => offsets.of(path) },
  };
}

/** Windows PowerShell 5.1 writes some lists as `{"value": […], "Count": n}`. */
function unwrapped(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(unwrapped);
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value);
  const [list, count] = [members.find(([name]) => name === 'value'), members.find(([name]) => name === 'Count')];
  if (members.length === 2 && count !== undefined && Array.isArray(list?.[1])) return unwrapped(list[1]);
  return Object.fromEntries(members.map(([name, member]) => [name, unwrapped(member)]));
}

function readRule(rule: JsonReader): SyncRule {
  const read: SyncRule = {
    id: rule.guid('Identifier') as RuleId,
    internalId: rule.has('InternalId') ? rule.guid('InternalId') : rule.guid('Identifier'),
    version: rule.has('Version') ? rule.count('Version') : 1,
    name: rule.text('Name'),
    description: rule.text('Description', ''),
    immutableTag: tagOf(rule),
    direction: numbered(rule, 'Direction', directions),
    disabled: rule.boolean('Disabled'),
    connectorId: rule.guid('Connector') as ConnectorId,
    sourceObjectType: rule.text('SourceObjectType'),
    targetObjectType: rule.text('TargetObjectType'),
    linkType: numbered(rule, 'LinkType', linkTypes),
    precedence: rule.count('Precedence'),
    precedenceAfter: rule.has('PrecedenceAfter') ? rule.guid('PrecedenceAfter') : zeroGuid,
    precedenceBefore: rule.has('PrecedenceBefore') ? rule.guid('PrecedenceBefore') : zeroGuid,
    softDeleteExpiryInterval: intervalOf(rule),
    enablePasswordSync: rule.boolean('EnablePasswordSync', false),
    flows: rule.objects('AttributeFlowMappings').map(flowOf),
    joinGroups: rule.groups('JoinFilter', ['JoinConditionList']).map((group) => group.map(joinOf)),
    scopeGroups: rule.groups('ScopeFilter', ['ScopeConditionList']).map((group) => group.map(scopeOf)),
    uninterpreted: [],
  };
  // Computed from the others, or of no meaning to a rule's effect.
  rule.pass('VersionAgnosticTag', 'TagVersion', 'IsStandardRule', 'IsLegacyCustomRule', 'JoinHash', 'ConnectorName');
  rule.pass('SourceNamespaceId', 'TargetNamespaceId');
  rule.finish();
  return read;
}

/** An enumeration by its name (`-EnumsAsStrings`, Export-Clixml) or by its number. */
function numbered<Word extends string>(
  reader: JsonReader,
  name: string,
  words: readonly [Word, ...Word[]] | readonly Word[],
): Word {
  const text = reader.text(name).trim();
  const found = /^\d+$/.test(text)
    ? words[Number(text)]
    : words.find((word) => word.toLowerCase() === text.toLowerCase());
  if (found === undefined && text !== '') reader.problem('bad-value', name, text);
  return found ?? words[0];
}

function tagOf(rule: JsonReader): string {
  if (!rule.holdsObject('ImmutableTag')) return rule.text('ImmutableTag', '');
  return rule.object('ImmutableTag')?.text('TagValue', '') ?? '';
}

/** ConvertTo-Json writes an interval as an object of its parts. */
function intervalOf(rule: JsonReader): string {
  const name = 'SoftDeleteExpiryInterval';
  if (!rule.holdsObject(name)) return rule.text(name, '00:00:00');
  const ticks = Number(rule.object(name)?.text('Ticks') ?? 0);
  const [seconds, fraction] = [Math.floor(Math.abs(ticks) / ticksPerSecond), Math.abs(ticks) % ticksPerSecond];
  const days = Math.floor(seconds / 86_400);
  const clock = [Math.floor(seconds / 3600) % 24, Math.floor(seconds / 60) % 60, seconds % 60];
  const shown = clock.map((part) => String(part).padStart(2, '0')).join(':');
  return `${ticks < 0 ? '-' : ''}${days === 0 ? '' : `${String(days)}.`}${shown}${fraction === 0 ? '' : `.${String(fraction).padStart(7, '0')}`}`;
}

function flowOf(mapping: JsonReader): AttributeFlow {
  const flow: AttributeFlow = {
    destination: mapping.text('Destination'),
    source: sourceOf(mapping),
    applyOnce: mapping.boolean('ExecuteOnce', false),
    mergeType: numbered(mapping, 'ValueMergeType', mergeTypes),
    uninterpreted: [],
  };
  mapping.pass('AlwaysFlow', 'MappingSourceAsString');
  mapping.finish();
  return flow;
}

function sourceOf(mapping: JsonReader): FlowSource {
  const type = numbered(mapping, 'FlowType', flowTypes);
  // Beyond the depth of the dump a list is its items with blanks between them; names of attributes have none.
  const isJoined = type !== 'Constant' && mapping.holdsText('Source');
  const texts = mapping.texts('Source');
  const sources = isJoined ? texts.flatMap((text) => text.split(/\s+/)).filter((name) => name !== '') : texts;
  const expression = mapping.text('Expression', '');
  if (type === 'Expression') return { type: 'expression', expression, attributes: sources };
  if (type === 'Direct') {
    if (sources.length === 0) mapping.problem('missing-value', 'Source', 'Source');
    return { type: 'direct', attributes: sources };
  }
  return { type: 'constant', value: sources[0] ?? '' };
}

function scopeOf(clause: JsonReader): ScopeCondition {
  const condition: ScopeCondition = {
    attribute: clause.text('Attribute'),
    operator: numbered(clause, 'ComparisonOperator', comparisonOperators),
    value: clause.text('ComparisonValue', ''),
  };
  clause.finish();
  return condition;
}

function joinOf(clause: JsonReader): JoinCondition {
  const condition: JoinCondition = {
    connectorSpaceAttribute: clause.text('CSAttribute'),
    metaverseAttribute: clause.text('MVAttribute'),
    caseSensitive: clause.boolean('CaseSensitive', false),
  };
  clause.finish();
  return condition;
}
