/** Sizes in bytes. A whole export of a large forest has some 10 MB. */
export interface ExportLimits {
  readonly fileSize: number;
  readonly totalSize: number;
  readonly files: number;
}

export const exportLimits: ExportLimits = { fileSize: 64 * 2 ** 20, totalSize: 512 * 2 ** 20, files: 20_000 };

/** What a small archive grows to stands in memory as a whole, so that less is allowed. */
export const archiveLimits: ExportLimits = { fileSize: 64 * 2 ** 20, totalSize: 192 * 2 ** 20, files: 20_000 };

export function megabytes(bytes: number): string {
  return `${String(Math.ceil(bytes / 2 ** 20))} MB`;
}
