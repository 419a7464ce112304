import { describe, expect, it } from 'vitest';
import { explainFailure, failureCatalogue, failureText } from '../../../shared/systems/failure-texts.ts';

describe('the catalogue of failures', () => {
  it.each(Object.entries(failureCatalogue))('%s has cause, remedy and source', (_, { cause, remedy, source }) => {
    for (const text of [cause, remedy]) expect(text).toMatch(/^[A-Z“].{20,}\.$/s);
    expect(source).toMatch(/\.md \u00A7\d/);
  });

  it('tells what was attempted, why it failed and the words of the system', () => {
    const failure = { code: 'throttled', during: 'Reading users', raw: '429', retry: 'safe' } as const;
    expect(failureText(failure)).toBe(`Reading users: ${explainFailure(failure).cause} (429)`);
  });
});
