import { expect, it } from 'vitest';
import { practiceScenario } from '../../../electron/main/practice-scenario.ts';

it.each([
  [['.', '--lab', 'clean'], 'clean'],
  [['--lab=two-forests'], 'two-forests'],
  [['--no-sandbox', '--inspect=0', '.', '--lab', 'clean'], 'clean'],
  [['.'], undefined],
  [['--lab'], undefined],
  [['--lab='], undefined],
])('the command line %j asks for the scenario %j', (words, scenario) => {
  expect(practiceScenario(words)).toBe(scenario);
});
