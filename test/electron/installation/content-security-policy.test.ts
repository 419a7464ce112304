import { describe, expect, it } from 'vitest';
import { contentSecurityPolicy } from '../../../electron/installation/content-security-policy.ts';

const nonce = 'AAAAAAAAAAAAAAAAAAAAAAAA';

function directives(connections: 'nowhere' | 'own-origin'): ReadonlyMap<string, string> {
  const parts = contentSecurityPolicy(nonce, connections).split('; ');
  return new Map(parts.map((part) => [part.slice(0, part.indexOf(' ')), part.slice(part.indexOf(' ') + 1)]));
}

describe.each(['nowhere', 'own-origin'] as const)('the policy of a window that connects to %s', (connections) => {
  it('allows nothing that it does not name', () => {
    expect(directives(connections).get('default-src')).toBe("'none'");
  });

  it('has no unsafe source, no wildcard and no foreign one', () => {
    const sources = [...directives(connections).values()].flatMap((value) => value.split(' '));
    expect(new Set(sources)).toEqual(new Set(["'none'", "'self'", `'nonce-${nonce}'`]));
  });

  it('runs scripts of the window alone, never by nonce', () => {
    expect(directives(connections).get('script-src')).toBe("'self'");
  });

  it('takes styles of the window and with the nonce', () => {
    expect(directives(connections).get('style-src')).toBe(`'self' 'nonce-${nonce}'`);
  });

  it.each(['base-uri', 'form-action', 'frame-ancestors'])('closes %s, which default-src does not', (name) => {
    expect(directives(connections).get(name)).toBe("'none'");
  });
});

describe('connections', () => {
  it('are none in Electron', () => {
    expect(directives('nowhere').get('connect-src')).toBe("'none'");
  });

  it('are those to the host in a browser', () => {
    expect(directives('own-origin').get('connect-src')).toBe("'self'");
  });
});

it.each(['', 'short', "x' 'unsafe-inline' 'nonce-AAAAAAAAAAAAAAAAAAAAAAAA", 'AAAAAAAAAAAAAAAAAAAAAAAA; script-src *'])(
  'the policy refuses the nonce %j',
  (bad) => {
    expect(() => contentSecurityPolicy(bad, 'nowhere')).toThrow('nonce');
  },
);
