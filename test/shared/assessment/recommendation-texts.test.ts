import { describe, expect, it } from 'vitest';
import { recommendationName } from '../../../shared/assessment/recommendation-texts.ts';

const action = { finding: 'server.version', title: 'Version', action: 'Upgrade.' };

describe('a recommendation', () => {
  it('is called by its procedure', () => {
    expect(recommendationName({ procedure: 'null-override', first: [] })).toBe('Override with AuthoritativeNull');
  });

  it('is what comes first, where something does', () => {
    expect(recommendationName({ procedure: 'none', first: [action] })).toContain('Do this first');
  });

  it('is no advice against changes where too little is known', () => {
    expect(recommendationName({ procedure: 'none', first: [], isUndecided: true })).toMatch(/^Unknown/);
  });

  it('is to make no changes where none are needed', () => {
    expect(recommendationName({ procedure: 'none', first: [] })).toBe('Make no changes');
  });
});
