import { describe, expect, it } from 'vitest';
import { reasonAgainst } from '../../../renderer/app/screens.ts';
import { windowTexts } from '../../../renderer/common/texts.ts';
import { runOf, stepIn, verified } from '../app-state.ts';

const run = { folder: '/run', run: runOf([stepIn('first', verified)]), journalHash: '', report: null };
const nothing = { run: null, target: { kind: 'none' } } as const;

describe('a screen of the window', () => {
  it.each(['start', 'report', 'settings'] as const)('%s is always there', (screen) => {
    expect(reasonAgainst(screen, nothing)).toBeUndefined();
  });

  it.each(['assessment', 'procedure', 'journal'] as const)('%s says why there is nothing to show', (screen) => {
    expect(reasonAgainst(screen, nothing)).toBe(windowTexts.notYet[screen]);
  });

  it.each(['assessment', 'procedure', 'journal'] as const)(
    '%s can be looked at when the run is closed and its target given back',
    (screen) => {
      expect(reasonAgainst(screen, { ...nothing, run })).toBeUndefined();
    },
  );
});
