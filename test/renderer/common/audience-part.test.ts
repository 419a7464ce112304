import { describe, expect, it } from 'vitest';
import { readChoice } from '../../../shared/procedures/null-override/scope.ts';
import { audienceOf, beginning, partOf } from '../../../renderer/common/audience-part.ts';

describe('the parts of an audience', () => {
  it.each(['title=a=b', 'memberOf=CN=Pilot,DC=contoso', '=', 'memberOf=', 'title=', '=x'])(
    'put together give “%s” again',
    (text) => {
      const part = partOf(text, 'everyone');
      expect(part.kind === 'whole' ? undefined : audienceOf(part)).toBe(text);
    },
  );

  it('know the word for everyone', () => {
    expect(partOf('everyone', 'everyone')).toEqual({ kind: 'whole' });
  });

  it.each(['whole', 'attribute', 'group'] as const)('are of the kind %s that was chosen', (kind) => {
    expect(partOf(beginning(kind, 'none'), 'none').kind).toBe(kind);
  });

  it('are read by the procedure as they were filled in', () => {
    expect(readChoice(audienceOf({ kind: 'attribute', attribute: 'title', value: 'Boss' }))).toEqual({
      ...{ kind: 'attribute', attribute: 'title', value: 'Boss' },
    });
    expect(readChoice(audienceOf({ kind: 'group', distinguishedName: 'CN=A,DC=b' }))).toEqual({
      ...{ kind: 'group', distinguishedName: 'CN=A,DC=b' },
    });
  });
});
