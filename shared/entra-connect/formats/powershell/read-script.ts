import { guidOfText } from '../../../base/guid-of-text.ts';
import type { Guid } from '../../../base/guid.ts';
import { scriptProblemText } from '../texts.ts';
import { argumentProblemText, leftOutTexts } from './texts.ts';
import { sameValue } from '../../rules/equality.ts';
import type { ConfigurationFile } from '../export/layout.ts';
import { lineIn, reportError, reportNote, type FileReport } from '../export/problems.ts';
import type { SyncRule } from '../../rules/model.ts';
import { textOf, type ArgumentProblem, type Call, type Span } from './arguments.ts';
import { blankBehindBacktick } from './blank-behind-backtick.ts';
import { commandsIn } from './changes-nothing.ts';
import { changedBy, commandOf, newRulesIn } from './command.ts';
import {
  conditionOf,
  draftOf,
  flowOf,
  joinGroupOf,
  ruleIn,
  scopeGroupOf,
  unreadableDraft,
  type Draft,
  type LeftOut,
} from './draft.ts';
import { laterDrafts, ruleOf } from './later-drafts.ts';
import { rulesMeant } from './meant-rules.ts';
import { hasRuleCmdletOnNewLine, mentionsRuleCmdlet } from './rule-script.ts';
import { statementsOf, type Statement } from './statements.ts';
import type { Token } from './tokenize.ts';
import { unknown, variableKey, type ScriptState, type Value } from './values.ts';

/** A rule of a script and the offset of the statement that begins it. */
export interface ScriptedRule {
  readonly rule: SyncRule;
  readonly start: number;
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

/** `problem` undefined: the statement is not of a known shape. */
interface NotUnderstood {
  readonly problem: ArgumentProblem | undefined;
}

class ScriptReader {
  readonly #path: string;
  readonly #report: FileReport;
  readonly #variables = new Map<string, Value>();
  readonly #functions = new Map<string, readonly Token[]>();
  readonly #drafts: Draft[] = [];
  readonly #state: ScriptState;
  #blanksBehindBackticks = 0;

  constructor(path: string, report: FileReport) {
    this.#path = path;
    this.#report = report;
    this.#state = { variables: this.#variables, guidMadeAt: (offset) => this.#guidMadeAt(offset) };
  }

  read(statement: Statement): void {
    this.#noteBlankBehindBacktick(statement);
    if (this.#swallowsAnother(statement)) {
      this.#notUnderstood(statement);
      return;
    }
    const command = commandOf(statement, this.#state);
    switch (command.kind) {
      case 'harmless':
        this.#noteRulesIn(statement);
        return;
      case 'assignment':
        this.#noteRulesIn(statement);
        this.#set(command.variable, command.value);
        return;
      case 'selection':
        this.#noteRulesIn(statement);
        this.#set(command.variable, this.#selected(command.tokens));
        return;
      case 'foreign':
        if (command.changes === 'nothing') this.#passOver(statement);
        else this.#notUnderstood(statement, command.problem);
        return;
      case 'cmdlet':
        this.#call(command.cmdlet, command.call, statement);
    }
  }

  /** A quotation mark too many or too few makes a text of the statements behind it, up to the next one. */
  #swallowsAnother({ tokens }: Statement): boolean {
    return tokens.some(
      ({ kind, start, end }) => kind === 'string' && hasRuleCmdletOnNewLine(this.#report.text.slice(start, end)),
    );
  }

  #noteBlankBehindBacktick({ tokens }: Statement): void {
    const at = blankBehindBacktick(this.#report.text, tokens);
    if (at === undefined) return;
    this.#blanksBehindBackticks += 1;
    if (this.#blanksBehindBackticks === 1) reportNote(this.#report, 'blank-behind-backtick', at, '');
  }

  /** Of a statement that makes no rule, and of which otherwise nothing is said. */
  #noteRulesIn(statement: Statement): void {
    if (mentionsRuleCmdlet(this.#report.text.slice(statement.start, statement.end))) this.#note(statement);
  }

  #call(cmdlet: string, call: Call, statement: Statement): void {
    const result = this.#resultOf(cmdlet, call, statement);
    if ('problem' in result) {
      this.#notUnderstood(statement, result.problem);
      return;
    }
    for (const variable of call.results) this.#set(variable, result);
  }

  /** What the cmdlet hands out. */
  #resultOf(cmdlet: string, call: Call, statement: Statement): Value | NotUnderstood {
    if (cmdlet === 'New-ADSyncRule') return this.#newRule(call, statement);
    if (cmdlet === 'New-Object') return conditionOf(call) ?? { problem: undefined };
    const draft = ruleIn(call);
    if (draft === undefined) return { problem: undefined };
    const value: Value = { kind: 'rule', draft };
    switch (cmdlet) {
      case 'Add-ADSyncAttributeFlowMapping': {
        const flow = flowOf(call);
        if ('kind' in flow) return { problem: flow };
        draft.flows.push(flow);
        break;
      }
      case 'Add-ADSyncScopeConditionGroup': {
        const conditions = scopeGroupOf(call);
        if ('kind' in conditions) return { problem: conditions };
        draft.scopeGroups.push(conditions);
        break;
      }
      case 'Add-ADSyncJoinConditionGroup': {
        const conditions = joinGroupOf(call);
        if ('kind' in conditions) return { problem: conditions };
        draft.joinGroups.push(conditions);
        break;
      }
      case 'Add-ADSyncRule': {
        const { flows, scopeGroups, joinGroups } = draft;
        draft.added = { flows: [...flows], scopeGroups: [...scopeGroups], joinGroups: [...joinGroups] };
        draft.changedAt = undefined;
        return value;
      }
      default:
        return { problem: undefined };
    }
    if (draft.added !== undefined) draft.changedAt ??= statement.start;
    return value;
  }

  #newRule(call: Call, { start }: Statement): Value {
    const name = call.arguments.get('Name');
    const shown = textOf(name?.value) ?? (name === undefined ? '' : this.#excerpt(name.written));
    const draft = draftOf(call, start, shown, () => this.#guidMadeAt(start));
    this.#drafts.push(draft);
    return { kind: 'rule', draft };
  }

  /** The same on every reading of the file. */
  #guidMadeAt(offset: number): Guid {
    return guidOfText(`${this.#path}\n${String(offset)}`);
  }

  /** Any of the rules that may be meant: a list of them and of one that only the server knows; one alone is itself. */
  #selected(tokens: readonly Token[]): Value {
    const rules = rulesMeant(tokens, this.#drafts, this.#state).map((draft): Value => ({ kind: 'rule', draft }));
    const [only, ...others] = rules;
    if (only !== undefined && others.length === 0) return only;
    return only === undefined ? unknown : { kind: 'list', items: [...rules, unknown] };
  }

  /** A statement that changes no rule; what it assigns is not known. */
  #passOver(statement: Statement): void {
    this.#note(statement);
    this.#forgetChanged(statement);
  }

  #notUnderstood(statement: Statement, problem?: ArgumentProblem): void {
    this.#note(statement, problem);
    const { tokens, start } = statement;
    const [first, second] = tokens;
    const isFunction = first?.kind === 'word' && /^(?:function|filter)$/i.test(first.text);
    if (isFunction && second?.kind === 'word') {
      // What it does, it does where it is called.
      this.#functions.set(second.text.toLowerCase(), tokens.slice(2));
    } else {
      const meant = rulesMeant(this.#withBodies(tokens), this.#drafts, this.#state);
      for (const draft of meant) draft.leftOut ??= { kind: 'statement', at: start };
      this.#forgetChanged(statement);
    }
    const isNewRule = problem !== undefined && first?.kind === 'word' && /^new-adsyncrule$/i.test(first.text);
    const leftOut: LeftOut = isNewRule ? { kind: 'argument', problem } : { kind: 'made-by', at: start };
    for (const name of newRulesIn(statement)) {
      this.#drafts.push(unreadableDraft(this.#shownName(name), start, leftOut));
    }
  }

  /** The statement with the bodies of the functions that it calls, and that these call. */
  #withBodies(tokens: readonly Token[]): readonly Token[] {
    const called = new Set<string>();
    const waiting = [tokens];
    const all: Token[] = [];
    for (const part of waiting) {
      all.push(...part);
      for (const command of commandsIn(part)) {
        const body = this.#functions.get(command);
        if (body === undefined || called.has(command)) continue;
        called.add(command);
        waiting.push(body);
      }
    }
    return all;
  }

  #forgetChanged(statement: Statement): void {
    for (const { name, byMember } of changedBy(statement)) {
      if (!byMember || this.#variables.get(variableKey(name))?.kind !== 'rule') this.#set(name, unknown);
    }
  }

  /** A rule's name as far as it stands there; of a table of parameters the one in it. */
  #shownName(token: Token | undefined): string {
    if (token === undefined) return '';
    if (token.kind === 'string' && !token.expands) return token.value;
    if (token.kind === 'variable' && token.name.startsWith('@')) {
      const table = this.#variables.get(variableKey(token.name.slice(1)));
      const name = table?.kind === 'table' ? textOf(table.entries.get('name')) : undefined;
      if (name !== undefined) return name;
    }
    return this.#excerpt(token);
  }

  #note(statement: Statement, problem?: ArgumentProblem): void {
    const reason = problem === undefined ? '' : argumentProblemText(problem, (span) => this.#excerpt(span));
    const detail = `${this.#excerpt(statement)}\n${reason}`;
    reportNote(this.#report, 'statement-not-interpreted', statement.start, detail);
  }

  #set(variable: string, value: Value): void {
    this.#variables.set(variableKey(variable), value);
  }

  finish(): readonly ScriptedRule[] {
    const laterOnes = laterDrafts(this.#drafts);
    return this.#drafts.flatMap((draft) => {
      const rule = ruleOf(draft);
      const later = laterOnes.get(draft);
      const replacing = later && ruleOf(later);
      if (rule === undefined) this.#leaveOut(draft);
      else if (later !== undefined && replacing === undefined) {
        this.#leaveOut({ ...draft, leftOut: { kind: 'statement', at: later.start } });
      } else if (later !== undefined && !sameValue(rule, replacing)) {
        const line = String(lineIn(this.#report, later.start));
        reportNote(this.#report, 'rule-replaced', draft.start, `${draft.name}\n${line}`);
      } else return [this.#finished(draft, rule)];
      return [];
    });
  }

  #finished({ isIdMadeUp, changedAt, start, name }: Draft, rule: SyncRule): ScriptedRule {
    if (isIdMadeUp) reportNote(this.#report, 'identifier-made-up', start, name);
    if (changedAt !== undefined) reportNote(this.#report, 'changed-after-adding', changedAt, name);
    return { rule, start };
  }

  #leaveOut({ leftOut, start, name }: Draft): void {
    if (leftOut === undefined) reportNote(this.#report, 'rule-not-finished', start, name);
    else reportNote(this.#report, 'rule-left-out', start, `${name}\n${this.#reasonFor(leftOut)}`);
  }

  #reasonFor(leftOut: LeftOut): string {
    switch (leftOut.kind) {
      case 'statement':
        return leftOutTexts.statement(lineIn(this.#report, leftOut.at));
      case 'made-by':
        return leftOutTexts.madeBy(lineIn(this.#report, leftOut.at));
      case 'argument': {
        const { problem } = leftOut;
        if (problem.kind !== 'placed')
          return leftOutTexts.argument(argumentProblemText(problem, (span) => this.#excerpt(span)));
        return leftOutTexts.placed(
          problem.side,
          problem.rule,
          this.#drafts.some(({ id }) => id === problem.rule),
        );
      }
    }
  }

  /** The first words of a piece of the script, for a person to find it again. */
  #excerpt({ start, end }: Span): string {
    const longest = 80;
    const [line = ''] = this.#report.text.slice(start, Math.min(end, start + 4 * longest)).split(/\r|\n/, 1);
    return line.trimEnd().slice(0, longest).toWellFormed();
  }
}
