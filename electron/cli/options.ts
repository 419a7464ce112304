import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { cliTexts } from './texts.ts';
import { folderMessage } from '../disk/export-files/texts.ts';
import { exportTexts } from '../targets/texts.ts';
import { usageError } from './exit.ts';
import { isOwnScript } from '../installation/invocation.ts';

/** Resolves a path as the person meant it: npm changes the working folder for its scripts and leaves the old one in INIT_CWD. */
export function pathFromArgument(path: string): string {
  if (path.trim() === '') throw usageError(cliTexts.emptyPath);
  const { INIT_CWD: original } = process.env;
  const whole = resolve(isOwnScript() && original !== undefined ? original : process.cwd(), path);
  // What Node puts where the bytes of a name are not UTF-8: the folder that is meant cannot be named, and no other is to be made.
  if (whole.includes('\uFFFD') && !existsSync(whole)) {
    throw usageError(`${whole}: ${folderMessage('name-not-readable', '')}`, exportTexts.rename);
  }
  return whole;
}

/** Gathers repeated `name=value` arguments. */
export function collectPair(argument: string, earlier: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  const separator = argument.indexOf('=');
  if (separator < 1) throw usageError(`"${argument}" is not of the form name=value.`);
  const name = argument.slice(0, separator);
  if (earlier.has(name)) throw usageError(`"${name}" is given twice.`);
  return new Map([...earlier, [name, argument.slice(separator + 1)]]);
}

/** A whole number from the command line, at least `least`. */
export function wholeNumber(least: number): (argument: string) => number {
  return (argument) => {
    const value = /^\d{1,9}$/.test(argument) ? Number(argument) : Number.NaN;
    if (!(value >= least)) throw usageError(`"${argument}" is not a whole number of at least ${String(least)}.`);
    return value;
  };
}

/** A target as the person meant it: the path in `lab:` and `export:` made absolute. */
export function targetWithPath(target: string): string {
  const [, kind, path] = /^(lab|export):(.+)$/s.exec(target) ?? [];
  return kind === undefined || path === undefined ? target : `${kind}:${pathFromArgument(path)}`;
}
