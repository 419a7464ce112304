/** Milliseconds of a .NET TimeSpan text such as `00:30:00` or `7.00:00:00`; undefined for anything else. */
export function millisecondsOfTimeSpan(text: string): number | undefined {
  const match = /^(?:(\d+)\.)?(\d{1,2}):(\d{2}):(\d{2})$/.exec(text);
  if (match === null) return undefined;
  const [days = 0, hours = 0, minutes = 0, seconds = 0] = match.slice(1).map((part) => Number(part || '0'));
  return (((days * 24 + hours) * 60 + minutes) * 60 + seconds) * 1000;
}
