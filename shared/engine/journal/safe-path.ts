/** Names that Windows keeps for devices, whatever follows the first dot. */
const deviceName = /^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)(\.|$)/i;
// eslint-disable-next-line no-control-regex -- control characters are among what Windows forbids
const forbiddenCharacter = /[\x00-\x1f<>:"\\|?*]/;
/** Bytes of one name on most file systems. */
const longestName = 200;

/**
 * Whether a relative path with `/` names a file below a folder, on every system alike:
 * no way up, no drive, no device, nothing that Windows would silently rename.
 */
export function isSafePath(path: string): boolean {
  const names = path.split('/');
  return path.isWellFormed() && names.every(isSafeName);
}

function isSafeName(name: string): boolean {
  if (name === '' || new TextEncoder().encode(name).length > longestName) return false;
  if (name.endsWith('.') || name.endsWith(' ') || name.startsWith('.')) return false;
  return !forbiddenCharacter.test(name) && !deviceName.test(name);
}
