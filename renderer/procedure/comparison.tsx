import { useMemo } from 'react';
import type { Json } from '../../shared/base/json.ts';
import type { Run, StepRecord } from '../../shared/engine/run/run-state.ts';
import { comparisonTexts } from '../../shared/entra-connect/rules/rule-difference-texts.ts';
import { valueText } from '../../shared/base/words/value-text.ts';
import { procedureTexts as texts } from './texts.ts';
import { comparisonsOf } from '../../shared/procedures/comparisons.ts';
import type { Comparison } from '../../shared/base/comparison.ts';
import { Diff, type DiffRow } from '../common/diff.tsx';
import { Section } from '../common/section.tsx';

/** A value before and after. */
export interface ComparedValue {
  /** The object that the field belongs to; empty where there is only one. */
  readonly group: string;
  readonly label: string;
  /** Undefined: it was not read before. */
  readonly before: Json | undefined;
  readonly after: Json;
}

interface ValueComparisonProps {
  readonly title: string;
  readonly values: readonly ComparedValue[];
  /** Heading of what is compared. */
  readonly label: string;
}

/** The single values that a step changes, or that were read back. */
export function ValueComparison({ title, values, label }: ValueComparisonProps) {
  const rows = useMemo(() => values.map(diffRow), [values]);
  const { before, after } = texts.changeColumns;
  return (
    <Diff
      title={title}
      rows={rows}
      headings={{ group: texts.changeColumns.object, label, before, after }}
      singular={texts.row}
      same={texts.equal}
    />
  );
}

function diffRow({ group, label, before, after }: ComparedValue): DiffRow {
  return {
    group,
    label,
    standing: standingOf(before, after),
    before: before === undefined ? '' : valueText(before),
    after: valueText(after),
  };
}

function standingOf(before: Json | undefined, after: Json): DiffRow['standing'] {
  if (before === undefined) return undefined;
  if (valueText(before) === valueText(after)) return 'same';
  if (before === null) return 'added';
  return after === null ? 'removed' : 'changed';
}

/** Whole rules side by side, where the step is about rules. */
export function RuleComparisons({ run, step }: { readonly run: Run; readonly step: StepRecord }) {
  const comparisons = useMemo(() => comparisonsOf(run, step), [run, step]);
  return comparisons.map((one) => <RuleComparison key={one.title} comparison={one} />);
}

function RuleComparison({ comparison }: { readonly comparison: Comparison }) {
  const { title, before, after, parts } = comparison;
  const rows = useMemo(
    () => parts.map((one): DiffRow => ({ ...one, group: one.part, before: one.before ?? '', after: one.after ?? '' })),
    [parts],
  );
  const same = parts.filter(({ standing }) => standing === 'same').length;
  return (
    <Section level={3} heading={title}>
      <p>{comparisonTexts.counts(parts.length - same, same)}</p>
      <Diff
        title={title}
        rows={rows}
        headings={{ group: comparisonTexts.part, label: comparisonTexts.label, before, after }}
        singular={texts.row}
        same={comparisonTexts.same}
      />
    </Section>
  );
}
