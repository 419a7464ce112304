import { describe, expect, it } from 'vitest';
import { chosenPath, reasonOption } from '../../../shared/procedures/chosen-path.ts';
import { registeredProcedures } from '../../../shared/procedures/registry.ts';

describe.each([...registeredProcedures])('the procedure %s', (id, { procedure, readOptions }) => {
  it('has one option for why it was chosen although another one is recommended', () => {
    expect(procedure.options.filter(({ name }) => name === reasonOption.name)).toEqual([reasonOption]);
    const options = { [reasonOption.name]: '  The change board asks for it. ' };
    expect(readOptions(options)).toMatchObject({ ok: true });
    expect(chosenPath(id, 'none', options)).toEqual({
      chosen: id,
      recommended: 'none',
      reason: 'The change board asks for it.',
    });
  });
});
