/** Binary and time values of AD. */

/** objectSid of domain `domain` (three 32-bit numbers) and relative identifier `rid` (MS-DTYP 2.4.2.2). */
export function sidBytes(domain: readonly [number, number, number], rid: number): Uint8Array {
  const bytes = new Uint8Array(28);
  const view = new DataView(bytes.buffer);
  view.setUint8(0, 1);
  view.setUint8(1, 5);
  view.setUint8(7, 5);
  [21, ...domain, rid].forEach((part, index) => view.setUint32(8 + index * 4, part, true));
  return bytes;
}

/** 100-nanosecond intervals since 1601-01-01 UTC, as pwdLastSet counts. */
export function fileTime(isoUtc: string): bigint {
  const millisecondsFrom1601To1970 = 11_644_473_600_000n;
  return (BigInt(Date.parse(isoUtc)) + millisecondsFrom1601To1970) * 10_000n;
}

/** A name as one RDN value, special characters escaped (RFC 4514 §2.4). */
export function escapedName(name: string): string {
  return name
    .replaceAll(/[\\,+"<>;=]/g, String.raw`\$&`)
    .replace(/^[ #]/, String.raw`\$&`)
    .replace(/ $/, String.raw`\ `);
}
