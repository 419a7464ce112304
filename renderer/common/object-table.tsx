import { useMemo } from 'react';
import type { ObjectTable } from '../../shared/engine/contract/step.ts';
import { columnsOf } from './object-columns.ts';
import { DataTable } from './data-table.tsx';

/** A table of named objects, as steps and the assessment make them. */
export function ObjectTableView({ table, singular }: { readonly table: ObjectTable; readonly singular: string }) {
  const { columns: headers, rows, title } = table;
  const columns = useMemo(() => columnsOf(headers, rows), [headers, rows]);
  return <DataTable title={title} rows={rows} columns={columns} singular={singular} />;
}
