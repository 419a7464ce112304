import { makeStyles, tokens } from '@fluentui/react-components';
import { AddCircleRegular } from '@fluentui/react-icons/svg/add-circle';
import { EditRegular } from '@fluentui/react-icons/svg/edit';
import { EqualCircleRegular } from '@fluentui/react-icons/svg/equal-circle';
import { SubtractCircleRegular } from '@fluentui/react-icons/svg/subtract-circle';
import type { FluentIcon } from '@fluentui/react-icons';
import { useMemo } from 'react';
import { comparisonTexts as texts, standingTexts } from '../../shared/entra-connect/rules/rule-difference-texts.ts';
import type { ComparedPart } from '../../shared/base/comparison.ts';
import { DataTable } from './data-table.tsx';
import type { Column } from './table-model.ts';

type Standing = ComparedPart['standing'];

export interface DiffRow {
  /** What the row is a part of; empty where there is only one thing. */
  readonly group: string;
  readonly label: string;
  /** Undefined: there is nothing to compare it with. */
  readonly standing: Standing | undefined;
  readonly before: string;
  readonly after: string;
}

interface DiffHeadings {
  readonly group: string;
  readonly label: string;
  readonly before: string;
  readonly after: string;
}

interface DiffProps {
  readonly title: string;
  readonly rows: readonly DiffRow[];
  readonly headings: DiffHeadings;
  /** What one row is. */
  readonly singular: string;
  /** What the folded rows are. */
  readonly same: (count: number) => string;
}

/** Before and after: what differs is in sight, what is the same is counted and folded away. */
export function Diff({ title, rows, headings, singular, same }: DiffProps) {
  const [equal, different] = useMemo(
    () => [rows.filter(({ standing }) => standing === 'same'), rows.filter(({ standing }) => standing !== 'same')],
    [rows],
  );
  const folded = same(equal.length);
  return (
    <>
      {different.length === 0 ? null : (
        <DiffTable title={title} rows={different} headings={headings} singular={singular} />
      )}
      {equal.length === 0 ? null : (
        <details>
          <summary>{folded}</summary>
          <DiffTable title={`${title}: ${folded}`} rows={equal} headings={headings} singular={singular} />
        </details>
      )}
    </>
  );
}

function DiffTable({ title, rows, headings, singular }: Omit<DiffProps, 'same'>) {
  const { group, label, before, after } = headings;
  const columns = useMemo(() => columnsFor(rows, { group, label, before, after }), [rows, group, label, before, after]);
  return <DataTable title={title} rows={rows} columns={columns} singular={singular} />;
}

/** A column in which no row would say anything is left out. */
function columnsFor(rows: readonly DiffRow[], headings: DiffHeadings): readonly Column<DiffRow>[] {
  const isGrouped = rows.some(({ group }) => group !== '');
  const isCompared = rows.some(({ standing }) => standing !== undefined);
  return [
    ...(isGrouped ? [{ id: 'group', header: headings.group, text: ({ group }: DiffRow) => group, share: 1.5 }] : []),
    { id: 'label', header: headings.label, text: ({ label }) => label, share: isGrouped ? 1.5 : 2 },
    ...(isCompared ? comparedColumns(headings) : []),
    {
      id: 'after',
      header: headings.after,
      text: ({ after }) => after,
      tone: ({ standing }) => (standing === 'changed' || standing === 'added' ? 'after' : undefined),
      share: 2,
    },
  ];
}

function comparedColumns({ before: header }: DiffHeadings): readonly Column<DiffRow>[] {
  return [
    {
      id: 'standing',
      header: texts.standing,
      text: ({ standing }) => (standing === undefined ? '' : standingTexts[standing]),
      draw: ({ standing }) => (standing === undefined ? null : <StandingMark standing={standing} />),
      width: 7.5,
    },
    {
      id: 'before',
      header,
      text: ({ before }) => before,
      tone: ({ standing }) => (standing === 'changed' || standing === 'removed' ? 'before' : undefined),
      share: 2,
    },
  ];
}

const icons: Readonly<Record<Standing, FluentIcon>> = {
  changed: EditRegular,
  added: AddCircleRegular,
  removed: SubtractCircleRegular,
  same: EqualCircleRegular,
};

const useStyles = makeStyles({
  mark: {
    display: 'inline-flex',
    alignItems: 'center',
    columnGap: tokens.spacingHorizontalXXS,
    fontWeight: tokens.fontWeightSemibold,
    '& svg': { flexShrink: 0, fontSize: tokens.fontSizeBase400 },
  },
});

/** Icon and word: each is enough. */
function StandingMark({ standing }: { readonly standing: Standing }) {
  const Icon = icons[standing];
  return (
    <span className={useStyles().mark}>
      <Icon aria-hidden />
      {standingTexts[standing]}
    </span>
  );
}
