/**
 * Where a file of the program lies for other programs: what they read is kept beside the archive, in a folder of its own,
 * under the same path (asarUnpack in build/electron-builder.config.ts). Elsewhere the path is what it is.
 */
export function outsideArchive(path: string): string {
  return path.replace(/([\\/]app\.asar)(?=[\\/])/, '$1.unpacked');
}
