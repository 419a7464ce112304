import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { faultFrom, readingsFrom } from '../../../electron/cli/lab-options.ts';
import { collectPair, pathFromArgument, targetWithPath, wholeNumber } from '../../../electron/cli/options.ts';
import { emptyFolder } from '../disk/temporary-folder.ts';

afterEach(() => {
  vi.unstubAllEnvs();
});

describe('paths', () => {
  it('mean the folder where npm was called, when npm runs a script of this checkout', () => {
    vi.stubEnv('npm_lifecycle_event', 'cli');
    vi.stubEnv('INIT_CWD', '/home/consultant');
    expect(pathFromArgument('lab')).toBe(resolve('/home/consultant/lab'));
  });

  it('mean the working folder otherwise', () => {
    vi.stubEnv('npm_lifecycle_event', 'test');
    vi.stubEnv('INIT_CWD', '/home/consultant');
    expect(pathFromArgument('lab')).toBe(resolve('lab'));
  });

  it.each(['', ' '])('that are empty (“%s”) are refused: they would mean the working folder', (path) => {
    expect(() => pathFromArgument(path)).toThrow('The path is empty');
  });

  it('with bytes that are no UTF-8 are refused, as they cannot be named; a name that holds the replacement character is not', async () => {
    const folder = await emptyFolder();
    expect(() => pathFromArgument(join(folder, 'a\uFFFDb'))).toThrow('UTF-8');
    await mkdir(join(folder, 'c\uFFFDd'));
    expect(pathFromArgument(join(folder, 'c\uFFFDd'))).toBe(join(folder, 'c\uFFFDd'));
  });

  it('are made absolute inside a target, and other targets are left alone', () => {
    vi.stubEnv('npm_lifecycle_event', '');
    expect(targetWithPath('lab:x:y')).toBe(`lab:${resolve('x:y')}`);
    expect(targetWithPath('export:a\nb')).toBe(`export:${resolve('a\nb')}`);
    expect(targetWithPath('live')).toBe('live');
  });
});

describe('pairs', () => {
  it('keep everything after the first equals sign', () => {
    expect([...collectPair('reason=a=b', new Map())]).toEqual([['reason', 'a=b']]);
  });

  it.each(['', 'name', '=value'])('refuse %j', (argument) => {
    expect(() => collectPair(argument, new Map())).toThrow('name=value');
  });

  it('refuse a name given twice', () => {
    expect(() => collectPair('a=2', new Map([['a', '1']]))).toThrow('twice');
  });
});

describe('whole numbers', () => {
  it('take the least', () => {
    expect(wholeNumber(0)('0')).toBe(0);
  });

  it.each(['-1', '1e3', '0x10', '', ' 1', '1.0', '12345678901', 'NaN'])('refuse %j', (argument) => {
    expect(() => wholeNumber(0)(argument)).toThrow('whole number');
  });
});

describe('readings of the lab', () => {
  it('are words or whole minutes', () => {
    expect(
      readingsFrom(
        new Map([
          ['applyOnceNull', 'keeps-stored-value'],
          ['forwardSyncMinutes', '0'],
        ]),
      ),
    ).toEqual({
      applyOnceNull: 'keeps-stored-value',
      forwardSyncMinutes: 0,
    });
  });

  it.each([
    ['applyOnceNull', 'sometimes'],
    ['forwardSyncMinutes', 'soon'],
    ['toString', 'x'],
  ])('refuse %s=%s', (name, value) => {
    expect(() => readingsFrom(new Map([[name, value]]))).toThrow();
  });
});

describe('faults of the lab', () => {
  it('strike a call, so often, after letting some pass', () => {
    expect(faultFrom({ call: 'sync-server.putRule', fault: 'time-out-after', times: 2, skip: 1 })).toEqual({
      port: 'sync-server',
      call: 'putRule',
      kind: 'time-out-after',
      skip: 1,
      remaining: 2,
    });
  });

  it('are all switched off by clear', () => {
    expect(faultFrom({ clear: true })).toBe('clear');
  });
});
