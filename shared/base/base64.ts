const base64Form = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;
/** Arguments of one `String.fromCharCode` call: far below every engine's limit. */
const chunkLength = 8192;

/** Base64 of RFC 4648 §4, padded, on one line, as .NET's `Convert.ToBase64String` writes it. */
export function base64FromBytes(bytes: Uint8Array): string {
  let binary = '';
  for (let start = 0; start < bytes.length; start += chunkLength) {
    binary += String.fromCharCode(...bytes.subarray(start, start + chunkLength));
  }
  return btoa(binary);
}

/** Reads padded base64 without blanks; anything else is `undefined`. */
export function bytesFromBase64(text: string): Uint8Array | undefined {
  if (!base64Form.test(text)) return undefined;
  const binary = atob(text);
  const bytes = new Uint8Array(binary.length);
  for (let index = 0; index < binary.length; index += 1) bytes[index] = binary.charCodeAt(index);
  return bytes;
}
