import { DateTime } from '../runtime.ts';

/** 1601-01-01 to 1970-01-01 in seconds. */
const epochSeconds = 11_644_473_600n;
const stepsPerMillisecond = 10_000n;
/** End of year 9999, the last moment of a .NET DateTime. */
const latestFileTime = 2_650_467_743_999_999_999n;
const minute = 60_000;

/** Milliseconds since 1970, or `undefined` outside the years 1601 to 9999. */
export function dateFromMilliseconds(milliseconds: number): DateTime | undefined {
  if (!Number.isFinite(milliseconds)) return undefined;
  return dateFromFileTime((BigInt(Math.floor(milliseconds)) + epochSeconds * 1000n) * stepsPerMillisecond);
}

/** AD's date format, or `undefined` outside the years 1601 to 9999. */
export function dateFromFileTime(fileTime: bigint): DateTime | undefined {
  return fileTime >= 0n && fileTime <= latestFileTime ? new DateTime(fileTime) : undefined;
}

/** Milliseconds since 1970; what is finer is cut off. */
export function toMilliseconds({ fileTime }: DateTime): number {
  return Number(fileTime / stepsPerMillisecond - epochSeconds * 1000n);
}

const dateForm =
  /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{1,2}):(\d{2})(?::(\d{2}))?(?: ?([AP]M))?(?: ?(Z|[+-]\d{1,2}(?::\d{2})?))?)?$/;

/**
 * Dates that begin with year-month-day, which every culture reads alike: `2012-01-01 23:00:00` and
 * `2013-01-10 4:00 PM -8` are the reference's examples; without a zone the time is UTC (NumFromDate's example).
 */
export function dateFromText(text: string): DateTime | undefined {
  const match = dateForm.exec(text);
  if (match === null) return undefined;
  const [, year, month, day, hour = '0', minutes = '0', seconds = '0', half, zone] = match;
  const hours = hourOf(Number(hour), half);
  const utc = new Date(0);
  utc.setUTCFullYear(Number(year), Number(month) - 1, Number(day));
  const valid = utc.getUTCMonth() === Number(month) - 1 && utc.getUTCDate() === Number(day);
  if (!valid || hours === undefined || Number(minutes) > 59 || Number(seconds) > 59) return undefined;
  utc.setUTCHours(hours, Number(minutes), Number(seconds));
  return dateFromMilliseconds(utc.getTime() - offsetOf(zone) * minute);
}

/** True for texts that some culture may take for a date: they hold a digit or the name of a month, a day or a moment. */
export function mayBeDate(text: string): boolean {
  return /[\d\p{L}]/u.test(text);
}

function hourOf(hour: number, half: string | undefined): number | undefined {
  if (half === undefined) return hour <= 23 ? hour : undefined;
  if (hour < 1 || hour > 12) return undefined;
  return (hour % 12) + (half === 'PM' ? 12 : 0);
}

/** Minutes east of UTC. */
function offsetOf(zone: string | undefined): number {
  if (zone === undefined || zone === 'Z') return 0;
  const [hours = '0', minutes = '0'] = zone.slice(1).split(':');
  const size = Number(hours) * 60 + Number(minutes);
  return zone.startsWith('-') ? -size : size;
}
