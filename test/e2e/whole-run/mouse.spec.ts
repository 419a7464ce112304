import { carryOutWhole } from './whole-run.ts';
import { test } from '../fixtures/test.ts';

test('null-clone is carried out with the mouse, and its report saved and verified', async ({
  preflight,
  workplace,
}) => {
  await carryOutWhole(preflight, workplace.beside('report'));
});
