import { assertNever } from '../../shared/base/assert-never.ts';
import { verdictOf, type Measurement, type Unit, type Verdict } from './measurement.ts';

const headings = ['what', 'measured', 'computing', 'goal', 'ratio', 'against', ''] as const;
const gap = '  ';
const verdictWords: Readonly<Record<Verdict, string>> = { met: 'met', 'not-met': 'NOT MET', 'not-judged': '' };

/** The measurements as aligned text. */
export function tableOf(measurements: readonly Measurement[]): string {
  const rows = [headings, ...measurements.map(cellsOf)];
  const widths = headings.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join(gap)
        .trimEnd(),
    )
    .join('\n');
}

function cellsOf(measurement: Measurement): readonly string[] {
  const { what, measured, computing, goal, ratio, spread } = measurement;
  const value = quantity(measured.value, measured.unit);
  const range = spread && ` (${quantity(spread.least, measured.unit)} – ${quantity(spread.most, measured.unit)})`;
  const goals = [
    ...(goal === undefined ? [] : [`≤ ${quantity(goal, measured.unit)}`]),
    ...(ratio?.goal === undefined ? [] : [`≤ ${ratio.goal} ×`]),
  ];
  return [
    what,
    `${value}${range ?? ''}`,
    computing === undefined ? '' : quantity(computing, 'milliseconds'),
    goals.join(', '),
    ratio === undefined ? '' : `${ratio.value.toFixed(2)} ×`,
    ratio?.against ?? '',
    verdictWords[verdictOf(measurement)],
  ];
}

function quantity(value: number, unit: Unit): string {
  switch (unit) {
    case 'milliseconds':
      return value < 10_000 ? `${rounded(value)} ms` : `${(value / 1000).toFixed(1)} s`;
    case 'bytes':
      return `${rounded(value / 1e6)} MB`;
    case 'per-second':
      return `${rounded(value)} /s`;
    default:
      return assertNever(unit);
  }
}

function rounded(value: number): string {
  return value.toLocaleString('en', { maximumFractionDigits: value < 10 ? 1 : 0 });
}
