import { guidOfText } from '../../guid-of-text.ts';
import { scriptProblemText } from '../../messages/export-formats.ts';
import type { ConfigurationFile } from '../export/layout.ts';
import { lineIn, reportError, reportNote, type FileReport } from '../export/problems.ts';
import type { JoinCondition, ScopeCondition, SyncRule } from '../model.ts';
import { changedBy, commandOf, namedIn, namesOfNewRules, type Call } from './command.ts';
import { conditionOf, draftOf, flowOf, itemsOf, ruleIn, unreadableDraft, type Draft } from './draft.ts';
import { statementsOf, type Statement } from './statements.ts';
import { unknown, type Value } from './values.ts';

/** A rule of a script and the offset of the statement that begins it. */
export interface ScriptedRule {
  readonly rule: SyncRule;
  readonly start: number;
}

const ruleCmdlet = /(?:New|Add)-ADSync(?:Rule|AttributeFlowMapping)\b/i;
const ruleCmdletOnNewLine = new RegExp(`[\\r\\n][^\\S\\r\\n]*${ruleCmdlet.source}`, 'i');

/** Whether a text is a script that makes rules: the file's name does not tell. */
export function isRuleScript(text: string): boolean {
  return ruleCmdlet.test(text);
}

/**
 * Reads the rules of a Sync Rules Editor export without running it (entra-connect.md §3.1). A rule about which a statement
 * was not understood is left out; the report names each such statement and rule.
 */
export function readScript({ path, text }: ConfigurationFile, report: FileReport): readonly ScriptedRule[] {
  const reader = new ScriptReader(path, report);
  for (const statement of statementsOf(text)) {
    if ('problem' in statement) {
      reportError(report, 'script-not-readable', statement.offset, scriptProblemText(statement.problem));
      return [];
    }
    reader.read(statement);
  }
  return reader.finish();
}

class ScriptReader {
  readonly #path: string;
  readonly #report: FileReport;
  readonly #variables = new Map<string, Value>();
  readonly #drafts: Draft[] = [];

  constructor(path: string, report: FileReport) {
    this.#path = path;
    this.#report = report;
  }

  read(statement: Statement): void {
    if (this.#swallowsAnother(statement)) {
      this.#notUnderstood(statement, true);
      return;
    }
    const command = commandOf(statement, this.#variables);
    switch (command.kind) {
      case 'harmless':
        this.#noteRulesIn(statement);
        return;
      case 'assignment':
        this.#noteRulesIn(statement);
        this.#set(command.variable, command.value);
        return;
      case 'foreign':
        this.#notUnderstood(statement, command.touches);
        return;
      case 'cmdlet':
        this.#call(command.cmdlet, command.call, statement);
    }
  }

  /** A quotation mark too many or too few makes a text of the statements behind it, up to the next one. */
  #swallowsAnother({ tokens }: Statement): boolean {
    return tokens.some(
      ({ kind, start, end }) => kind === 'string' && ruleCmdletOnNewLine.test(this.#report.text.slice(start, end)),
    );
  }

  /** Of a statement that makes no rule, and of which otherwise nothing is said. */
  #noteRulesIn(statement: Statement): void {
    if (isRuleScript(this.#report.text.slice(statement.start, statement.end))) this.#note(statement);
  }

  #call(cmdlet: string, call: Call, statement: Statement): void {
    const result = this.#resultOf(cmdlet, call, statement);
    if (result === undefined) {
      this.#notUnderstood(statement, true);
      return;
    }
    for (const variable of call.results) this.#set(variable, result);
  }

  /** What the cmdlet hands out; undefined: the statement is not of the known shape. */
  #resultOf(cmdlet: string, call: Call, statement: Statement): Value | undefined {
    if (cmdlet === 'New-ADSyncRule') return this.#newRule(call, statement);
    if (cmdlet === 'New-Object') return conditionOf(call);
    const draft = ruleIn(call);
    if (draft === undefined) return undefined;
    switch (cmdlet) {
      case 'Add-ADSyncAttributeFlowMapping': {
        const flow = flowOf(call);
        if (flow === undefined) return undefined;
        draft.flows.push(flow);
        break;
      }
      case 'Add-ADSyncScopeConditionGroup': {
        const conditions = itemsIn(call, 'ScopeConditions', scopeConditionIn);
        if (conditions === undefined) return undefined;
        draft.scopeGroups.push(conditions);
        break;
      }
      case 'Add-ADSyncJoinConditionGroup': {
        const conditions = itemsIn(call, 'JoinConditions', joinConditionIn);
        if (conditions === undefined) return undefined;
        draft.joinGroups.push(conditions);
        break;
      }
      case 'Add-ADSyncRule':
        draft.added = true;
        break;
      default:
        return undefined;
    }
    return { kind: 'rule', draft };
  }

  #newRule(call: Call, statement: Statement): Value {
    const identify = (name: string) => {
      reportNote(this.#report, 'identifier-made-up', statement.start, name);
      return guidOfText(`${this.#path}\n${String(this.#drafts.length)}\n${name}`);
    };
    const draft = draftOf(call, statement.start, identify);
    if (draft.header === undefined) this.#note(statement);
    this.#drafts.push(draft);
    return { kind: 'rule', draft };
  }

  #notUnderstood(statement: Statement, touches: boolean): void {
    this.#note(statement);
    if (touches) {
      for (const value of namedIn(statement, this.#variables).flatMap(itemsOf)) {
        if (value.kind === 'rule') value.draft.spoiledAt ??= statement.start;
      }
    }
    for (const variable of changedBy(statement)) this.#set(variable, unknown);
    for (const name of namesOfNewRules(statement)) this.#drafts.push(unreadableDraft(name, statement.start));
  }

  #note(statement: Statement): void {
    reportNote(this.#report, 'statement-not-interpreted', statement.start, beginningOf(this.#report.text, statement));
  }

  #set(variable: string, value: Value): void {
    this.#variables.set(variable.toLowerCase(), value);
  }

  finish(): readonly ScriptedRule[] {
    return this.#drafts.flatMap(({ header, name, start, spoiledAt, added, flows, scopeGroups, joinGroups }) => {
      if (header !== undefined && spoiledAt === undefined && added) {
        return [{ rule: { ...header, flows, scopeGroups, joinGroups }, start }];
      }
      if (spoiledAt === undefined) reportNote(this.#report, 'rule-not-finished', start, name);
      else reportNote(this.#report, 'rule-left-out', start, `${name}\n${String(lineIn(this.#report, spoiledAt))}`);
      return [];
    });
  }
}

/** What a parameter hands over, item by item; undefined when one of them is something else. */
function itemsIn<Item>(
  call: Call,
  parameter: string,
  read: (value: Value) => Item | undefined,
): readonly Item[] | undefined {
  const value = call.arguments.get(parameter);
  if (value === undefined) return undefined;
  const items = itemsOf(value).map(read);
  return items.every((item) => item !== undefined) ? items : undefined;
}

function scopeConditionIn(value: Value): ScopeCondition | undefined {
  return value.kind === 'scope-condition' ? value.condition : undefined;
}

function joinConditionIn(value: Value): JoinCondition | undefined {
  return value.kind === 'join-condition' ? value.condition : undefined;
}

/** The first words of a statement, for a person to find it again. */
function beginningOf(text: string, { start, end }: Statement): string {
  const longest = 80;
  const [line = ''] = text.slice(start, Math.min(end, start + 4 * longest)).split(/\r|\n/, 1);
  return line.trimEnd().slice(0, longest).toWellFormed();
}
