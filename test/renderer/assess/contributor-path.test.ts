import { describe, expect, it } from 'vitest';
import { pictureAfterNullClone, pictureNow } from '../../../renderer/assess/contributor-path.ts';
import type { Assessment } from '../../../shared/procedures/assess/assessment.ts';

type Contributor = Assessment['contributors'][number];

function rule(name: string, precedence: number, changes: Partial<Contributor> = {}): Contributor {
  return {
    ruleId: `id of ${name}`,
    name,
    connectorId: 'ad',
    direction: 'inbound',
    sourceObjectType: 'user',
    targetObjectType: 'person',
    precedence,
    disabled: false,
    origin: 'default',
    flow: { type: 'direct', source: 'msExchMailboxGuid', applyOnce: false, mergeType: 'Update' },
    ...changes,
  } as Contributor;
}

const literal = (expression: string): Pick<Contributor, 'flow'> => ({
  flow: { type: 'expression', expression, applyOnce: false, mergeType: 'Update' },
});

function assessmentOf(...contributors: readonly Contributor[]): Assessment {
  return {
    connectors: [{ id: 'ad', name: 'contoso.com', kind: 'ad', partitions: [] }],
    contributors,
    affected: [{ connectorId: 'ad', objectType: 'user', objects: 3, untouchedWithoutNickname: 0 }],
  } as unknown as Assessment;
}

function standings(picture: ReturnType<typeof pictureNow> | undefined) {
  return picture?.paths[0]?.rules.map(({ precedence, standing }) => [precedence, standing]);
}

describe('the picture of who contributes msExchMailboxGuid', () => {
  it('lets the lowest enabled number win that gives a value', () => {
    const picture = pictureNow(
      assessmentOf(
        rule('later', 200),
        rule('null', 90, literal('NULL')),
        rule('off', 80, { disabled: true }),
        rule('winner', 108),
      ),
    );
    expect(standings(picture)).toEqual([
      [80, 'disabled'],
      [90, 'nothing'],
      [108, 'wins'],
      [200, 'later'],
    ]);
    expect(picture.paths[0]?.value).toBe('valued');
  });

  it('shows AuthoritativeNull as removing the value', () => {
    const picture = pictureNow(assessmentOf(rule('clear', 50, literal('AuthoritativeNull')), rule('default', 108)));
    expect(standings(picture)).toEqual([
      [50, 'clears'],
      [108, 'later'],
    ]);
    expect(picture.paths[0]?.value).toBe('cleared');
  });

  it('says that a value depends on the expression', () => {
    expect(pictureNow(assessmentOf(rule('computed', 90, literal('Trim([x])')))).paths[0]?.value).toBe('perhaps');
  });

  it('puts a NULL copy in the place of a default rule that is treated', () => {
    const picture = pictureAfterNullClone(assessmentOf(rule('In from AD - User Exchange', 108)));
    expect(standings(picture)).toEqual([
      [108, 'nothing'],
      [108, 'deleted'],
    ]);
    expect(picture?.paths[0]?.value).toBe('emptied');
  });

  it('lets a rule of another origin win after the change, which the copy does not prevent', () => {
    const picture = pictureAfterNullClone(assessmentOf(rule('default', 108), rule('rival', 300, { origin: 'custom' })));
    expect(picture?.paths[0]?.value).toBe('valued');
  });

  it('plans nothing where no rule would be treated', () => {
    const { affected: _counted, ...others } = assessmentOf(rule('default', 108));
    expect(pictureAfterNullClone({ ...others, affected: [] })).toBeUndefined();
  });
});
