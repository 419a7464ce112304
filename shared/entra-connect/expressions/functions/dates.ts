import { failure, unpredictable, type DateTime, type Outcome } from '../runtime.ts';
import { expressionMessages as messages } from '../messages.ts';
import { dateFromFileTime, dateFromMilliseconds, dateFromText, toMilliseconds } from './date-text.ts';
import { date, integer, mapping, single, text, type FunctionTable } from './signature.ts';

const second = 1000n;
const day = 86_400n * second;
/** Two days for each day of the product's calendar: far beyond it, so that larger counts need no arithmetic. */
const largestCount = 1_000_000_000_000n;

/** Date and time functions of the functions reference. All times are UTC. */
export const dateFunctions: FunctionTable = {
  CDate: mapping(text, [], 'undocumented', (name, value) => {
    return dateFromText(value) ?? unpredictable(name, 'culture-dependent');
  }),
  DateAdd: {
    minimum: 3,
    maximum: 3,
    compile: ({ name, arguments: given, compile }) => {
      const [interval, count, start] = given.map((argument) => compile(argument));
      return (context) => {
        const unit = single(name, text, interval?.(context));
        if (typeof unit !== 'string') return unit;
        const amount = single(name, integer, count?.(context));
        if (typeof amount !== 'bigint') return amount;
        const from = single(name, date, start?.(context));
        return 'fileTime' in from ? dateAdded(name, unit, amount, from) : from;
      };
    },
  },
  DateFromNum: mapping(integer, [], 'undocumented', (name, value) => {
    return dateFromFileTime(value) ?? failure(messages.dateOutOfRange(name));
  }),
  FormatDateTime: mapping(date, [text], 'undocumented', formatDate),
  Now: {
    minimum: 0,
    maximum: 0,
    compile: ({ name }) => {
      const outcome = unpredictable(name, 'nothing-injected');
      return (context) => (context.now === undefined ? outcome : (dateFromMilliseconds(context.now()) ?? outcome));
    },
  },
  NumFromDate: mapping(date, [], 'undocumented', (_name, value) => value.fileTime),
};

function dateAdded(name: string, interval: string, count: bigint, from: DateTime): DateTime | Outcome {
  if (count > largestCount || count < -largestCount) return failure(messages.dateOutOfRange(name));
  const months = monthsOf(interval);
  const milliseconds = millisecondsOf(interval);
  if (months === undefined && milliseconds === undefined) return unpredictable(name, 'undocumented');
  const added =
    months === undefined
      ? dateFromFileTime(from.fileTime + (milliseconds ?? 0n) * count * 10_000n)
      : monthsAdded(from, months * count);
  return added ?? failure(messages.dateOutOfRange(name));
}

function monthsOf(interval: string): bigint | undefined {
  switch (interval) {
    case 'yyyy':
      return 12n;
    case 'q':
      return 3n;
    case 'm':
      return 1n;
    default:
      return undefined;
  }
}

/** Day of year, day and weekday all add days, as VBA's DateAdd does. */
function millisecondsOf(interval: string): bigint | undefined {
  switch (interval) {
    case 'y':
    case 'd':
    case 'w':
      return day;
    case 'ww':
      return 7n * day;
    case 'h':
      return 3600n * second;
    case 'n':
      return 60n * second;
    case 's':
      return second;
    default:
      return undefined;
  }
}

/** Months later on the same day, or on the month's last day where it has fewer. */
function monthsAdded(from: DateTime, months: bigint): DateTime | undefined {
  const start = new Date(toMilliseconds(from));
  const month = start.getUTCMonth() + Number(months);
  const lastDay = new Date(Date.UTC(start.getUTCFullYear(), month + 1, 0)).getUTCDate();
  const target = new Date(start);
  target.setUTCFullYear(start.getUTCFullYear(), month, Math.min(start.getUTCDate(), lastDay));
  return dateFromMilliseconds(target.getTime());
}

/** Runs of one letter, or a single mark. */
const formatPart = /([A-Za-z])\1*|[\s\S]/g;

/**
 * Formats on which the .NET and the VBA reading agree: yyyy MM dd HH mm ss and plain marks. `/` and `:` are written as
 * the server's culture wants them, other letters mean different things in the two, and one letter alone names a
 * standard format in .NET.
 */
function formatDate(name: string, value: DateTime, format: string): string | Outcome {
  const iso = new Date(toMilliseconds(value)).toISOString();
  const parts = format.match(formatPart) ?? [];
  let formatted = '';
  let previous = '';
  for (const part of parts) {
    const written = formattedPart(part, previous, iso);
    if (written === undefined || format.length === 1) return unpredictable(name, 'culture-dependent');
    formatted += written;
    if (isSpecifier(part)) previous = part;
  }
  return formatted === '' ? unpredictable(name, 'culture-dependent') : formatted;
}

/** VBA reads `mm` and `MM` alike: minutes after hours, months elsewhere; .NET tells them by their case. */
function formattedPart(part: string, previous: string, iso: string): string | undefined {
  switch (part) {
    case 'yyyy':
      return iso.slice(0, 4);
    case 'MM':
      return previous === 'HH' ? undefined : iso.slice(5, 7);
    case 'dd':
      return iso.slice(8, 10);
    case 'HH':
      return iso.slice(11, 13);
    case 'mm':
      return previous === 'HH' ? iso.slice(14, 16) : undefined;
    case 'ss':
      return iso.slice(17, 19);
    default:
      return /^[0-9.\-_ TZ]$/.test(part) ? part : undefined;
  }
}

function isSpecifier(part: string): boolean {
  return part.length > 1;
}
