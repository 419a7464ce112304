import { useMemo } from 'react';
import type { ObjectTable } from '../../shared/engine/step.ts';
import { DataTable } from './data-table.tsx';
import type { Column } from './table-model.ts';

/** A table of named objects, as steps and the assessment make them. */
export function ObjectTableView({ table, singular }: { readonly table: ObjectTable; readonly singular: string }) {
  const { columns: headers, rows, title } = table;
  const columns = useMemo<readonly Column<readonly string[]>[]>(
    () => headers.map((header, index) => ({ id: String(index), header, text: (row) => row[index] ?? '' })),
    [headers],
  );
  return <DataTable title={title} rows={rows} columns={columns} singular={singular} />;
}
