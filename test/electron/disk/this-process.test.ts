import { userInfo } from 'node:os';
import { describe, expect, it } from 'vitest';
import { signedInUser, thisProcess } from '../../../electron/disk/this-process.ts';

function unknownUser(): string {
  throw new Error('A system error occurred: uv_os_get_passwd returned ENOENT (no such file or directory)');
}

describe('the signed-in user', () => {
  it('is the one that the system knows', () => {
    expect(thisProcess()).toMatchObject({ user: userInfo().username, pid: process.pid });
  });

  it.each([
    [{ USER: 'svc-preflight' }, 'svc-preflight'],
    [{ USERNAME: 'svc-preflight' }, 'svc-preflight'],
    [{}, 'uid 1234'],
  ])('is still called something where the system has no entry and the environment says %j', (environment, name) => {
    expect(signedInUser(unknownUser, environment, 1234)).toBe(name);
  });
});
