import { randomBytes } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { contentSecurityPolicy, hardeningHeaders, noncePlaceholder } from './content-security-policy.ts';
import type { Connections } from './content-security-policy.ts';

/** Absolute files of the built window by their path in an address: `/index.html`, `/assets/index-1a2b.js`. */
export type RendererFiles = ReadonlyMap<string, string>;

/** What a host answers with. */
export interface ServedFile {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array<ArrayBuffer>;
}

const page = '/index.html';

const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
};

/** Lists what may be served: only these files can be named by an address, whatever is written in it. */
export async function listRendererFiles(root: string): Promise<RendererFiles> {
  const files = new Map<string, string>();
  const folders = [''];
  for (const folder of folders) {
    for (const entry of await readdir(join(root, folder), { withFileTypes: true })) {
      const path = `${folder}/${entry.name}`;
      if (entry.isDirectory()) folders.push(path);
      // Symbolic links and devices are neither.
      else if (entry.isFile()) files.set(path, join(root, path));
    }
  }
  if (!files.has(page)) throw new Error(`There is no built window in ${root}.`);
  return files;
}

/**
 * The file that a path of an address names, with its headers; null where there is none. `path` is still percent-encoded;
 * `/` is the page, which gets a fresh nonce each time.
 */
export async function serveRendererFile(
  files: RendererFiles,
  path: string,
  connections: Connections,
): Promise<ServedFile | null> {
  const named = path === '/' ? page : path;
  const file = files.get(named);
  if (file === undefined) return null;

  const nonce = randomBytes(18).toString('base64');
  const headers = {
    ...hardeningHeaders,
    'Content-Security-Policy': contentSecurityPolicy(nonce, connections),
    'Content-Type': contentTypes[extname(named)] ?? 'application/octet-stream',
  };
  const content = await readFile(file);
  if (named !== page) return { headers, body: new Uint8Array(content) };
  const text = content.toString('utf8').replaceAll(noncePlaceholder, nonce);
  return { headers, body: new TextEncoder().encode(text) };
}
