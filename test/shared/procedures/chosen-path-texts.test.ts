import { describe, expect, it } from 'vitest';
import { chosenPathText } from '../../../shared/procedures/chosen-path-texts.ts';
import { cliTexts } from '../../../electron/cli/texts.ts';
import { procedureName } from '../../../shared/base/words/procedure-names.ts';
import { chosenPath } from '../../../shared/procedures/chosen-path.ts';

describe('a procedure that is told of', () => {
  it('is called by its name in a report', () => {
    expect(chosenPathText(chosenPath('null-clone', 'null-override', { reason: 'The board asks for it.' }))).toEqual([
      '“Clone the rule and set NULL” was chosen. The assessment recommends “Override with AuthoritativeNull”.',
      'Reason given: The board asks for it.',
    ]);
  });

  it('is called by its name on the command line, with the id that is typed there', () => {
    expect(cliTexts.recommendation('null-override', '')).toBe(
      'Recommended: Override with AuthoritativeNull (null-override)',
    );
    expect(cliTexts.recommendation('none', procedureName('none'))).toBe('Recommended: Make no changes');
  });
});
