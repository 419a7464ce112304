import { changePlanTexts as texts } from './texts.ts';
import { grouped } from '../base/words/counted.ts';
import { riskWordOf } from '../procedures/steps/effect-texts.ts';
import { userFlowTexts } from '../user-flow/texts.ts';
import { timeText } from '../base/words/time.ts';
import { comparisonSection } from '../report/html/comparison-section.ts';
import { documentPage, type Section } from '../report/html/document.ts';
import { commandLines, facts, folded, table, textCell, textList, valueCell } from '../report/html/parts.ts';
import { markup, type Markup } from '../report/markup.ts';
import { ruleIdOf, stateAfter, stateBefore } from '../entra-connect/rules/rule-operation.ts';
import type { ChangePlanDocument, PlannedAccount, PlannedStep } from './model.ts';

/** change-plan.html: one file, no script, nothing fetched; what a change board needs, in its order. */
export function changePlanPage(plan: ChangePlanDocument): string {
  const { sections } = texts;
  const section = (id: string, heading: string, content: Markup): Section => ({ id, heading, content });
  return documentPage(texts.title(plan.title), header(plan), [
    ...(plan.blockers.length === 0 ? [] : [section('blocked', sections.blocked, blocked(plan))]),
    section('summary', sections.summary, summary(plan)),
    section('change', sections.change, change(plan)),
    section('affected', sections.affected, affected(plan)),
    section('risks', sections.risks, risks(plan)),
    section('prerequisites', sections.prerequisites, textList(plan.prerequisites)),
    section('steps', sections.steps, steps(plan)),
    section('duration', sections.duration, textList(plan.duration)),
    section('verification', sections.verification, textList(plan.verification)),
    section('undo', sections.undo, textList(plan.undo)),
    section('facts', sections.facts, restingOn(plan)),
    section('approval', sections.signatures, signatures(plan)),
  ]);
}

function header(plan: ChangePlanDocument): Markup {
  const { facts: names } = texts;
  return facts([
    [names.customer, plan.customer],
    [names.ticket, plan.ticket],
    [names.target, plan.target],
    [names.plannedAt, timeText(plan.plannedAt)],
    [names.plannedBy, texts.plannedBy(plan.plannedBy.operator, plan.plannedBy.machine)],
    [names.options, optionsText(plan)],
    [names.id, plan.id],
    [names.hash, plan.hash],
    [names.product, `${plan.product.name} ${plan.product.version}`],
  ]);
}

function optionsText({ options }: ChangePlanDocument): string {
  return Object.entries(options)
    .filter(([, value]) => value !== '')
    .map(([name, value]) => `${name}=${value}`)
    .join(', ');
}

function blocked({ blockers }: ChangePlanDocument): Markup {
  return markup`<p>${texts.blocked}</p><div class="notice">${blockers.map(
    ({ reason, remedy }) =>
      markup`<p><strong class="lines">${reason}</strong><br><span class="lines">${remedy}</span></p>`,
  )}</div>`;
}

function summary(plan: ChangePlanDocument): Markup {
  const rules = new Set(plan.operations.map(ruleIdOf)).size;
  const users = plan.affected?.reduce((sum, row) => sum + row.users, 0);
  return textList([
    texts.summary(rules, plan.operations.length),
    users === undefined
      ? texts.affectedUnknown
      : users === 0
        ? texts.nobody
        : (plan.effect ?? texts.affectedSum(users)),
    ...(plan.operations.length === 0 ? [] : [texts.byHand]),
  ]);
}

function change({ operations, comparisons }: ChangePlanDocument): Markup {
  return markup`${table(
    texts.sections.change,
    texts.operationColumns,
    operations.map((operation, index) => {
      const [before, after] = [stateBefore(operation), stateAfter(operation)];
      const numbers = [before?.precedence, after?.precedence].filter((number) => number !== undefined);
      return [
        markup`${index + 1}`,
        markup`${texts.operation[operation.kind]}`,
        markup`<bdi>${(after ?? before)?.name ?? ''}</bdi>`,
        markup`${[...new Set(numbers)].join(' → ')}`,
      ];
    }),
  )}${comparisons.length === 0 ? '' : markup`<h3>${texts.beforeAndAfter}</h3>`}${comparisons.map(comparisonSection)}`;
}

function affected({ affected: rows, account }: ChangePlanDocument): Markup {
  if (rows === undefined) return markup`<p>${texts.affectedUnknown}</p>`;
  const kinds =
    rows.length === 0
      ? markup`<p>${texts.nobody}</p>`
      : table(
          texts.sections.affected,
          texts.affectedColumns,
          rows.map(({ connector, objectType, kind, users }) => [
            textCell(connector),
            textCell(objectType),
            markup`${kind}`,
            valueCell(users),
          ]),
        );
  return account === undefined ? kinds : markup`${kinds}${accountTable(account)}`;
}

/** Every user with a mailbox GUID in one line, with the sums below. */
function accountTable({ whole, affected: sum, buckets, notes }: PlannedAccount): Markup {
  const number = (count: number | undefined) => markup`${count === undefined ? '' : grouped(count)}`;
  const heading = userFlowTexts.heading(whole);
  return markup`<h3>${heading}</h3>${table(heading, texts.accountColumns, [
    ...buckets.map(({ station, title, users, licensed, affected: own }) => [
      ...[textCell(station), textCell(title), number(users), number(licensed), number(own)],
    ]),
    [markup`<strong>${texts.sum}</strong>`, markup``, number(whole), number(sumOfLicensed(buckets)), number(sum)],
  ])}${textList(notes)}`;
}

function sumOfLicensed(buckets: PlannedAccount['buckets']): number | undefined {
  return buckets.every(({ licensed }) => licensed === undefined)
    ? undefined
    : buckets.reduce((sum, { licensed = 0 }) => sum + licensed, 0);
}

function risks({ risks: rows }: ChangePlanDocument): Markup {
  return table(
    texts.sections.risks,
    texts.riskColumns,
    rows.map(({ risk, mitigation }) => [markup`${risk}`, markup`${mitigation}`]),
  );
}

function steps({ steps: rows }: ChangePlanDocument): Markup {
  const detailed = rows.filter(({ commands, impact }) => (commands?.length ?? 0) + (impact?.length ?? 0) > 0);
  return markup`${table(
    texts.sections.steps,
    texts.stepColumns,
    rows.map((step, index) => [
      markup`${index + 1}`,
      markup`<strong>${step.title}</strong> <code class="quiet">${step.id}</code><br>${step.description}`,
      markup`${riskWordOf(step)}`,
      markup`${step.undo}`,
    ]),
  )}${detailed.length === 0 ? '' : markup`<p>${texts.rehearsed}</p>`}${detailed.map(stepDetails)}`;
}

function stepDetails(step: PlannedStep): Markup {
  return markup`<article class="step"><h3>${step.title}</h3>${step.summary === undefined ? '' : markup`<p>${step.summary}</p>`}${textList(
    step.impact ?? [],
  )}${(step.commands?.length ?? 0) === 0 ? '' : commandLines(step.commands ?? [])}</article>`;
}

function restingOn({ facts: planned }: ChangePlanDocument): Markup {
  return markup`<p>${texts.factsText}</p>${facts([[texts.facts.factsHash, planned.hash]])}<h3>${texts.connectors}</h3>${textList(
    planned.connectors.map(({ name, id }) => `${name} (${id})`),
  )}${folded(
    `${texts.rules}: ${planned.rules.length}`,
    table(
      texts.rules,
      texts.ruleColumns,
      planned.rules
        .toSorted((left, right) => left.precedence - right.precedence)
        .map(({ precedence, name, hash }) => [
          markup`${precedence}`,
          markup`<bdi>${name}</bdi>`,
          markup`<code>${hash}</code>`,
        ]),
    ),
  )}`;
}

/** To be filled in by hand: its fields stay empty. */
function signatures({ hash }: ChangePlanDocument): Markup {
  return markup`<p>${texts.approval(hash)}</p>${table(
    texts.sections.signatures,
    texts.signatureColumns,
    texts.signatureRoles.map((role) => [
      markup`<span class="signature">${role}</span>`,
      markup`&nbsp;`,
      markup`&nbsp;`,
      markup`&nbsp;`,
    ]),
  )}`;
}
