import type { Effect } from '../../shared/engine/contract/effect.ts';
import { effectSystemWords, effectTimeWords, onlyReads } from '../../shared/procedures/steps/effect-texts.ts';
import { procedureTexts as texts } from './texts.ts';
import { Facts } from '../common/facts.tsx';

interface EffectsProps {
  readonly effects: readonly Effect[];
}

/** What a step does to which system, by the time when it does. */
export function Effects({ effects }: EffectsProps) {
  if (effects.length === 0) return <p>{onlyReads}</p>;
  const byTime = Map.groupBy(effects, ({ when }) => when);
  return <Facts facts={[...byTime].map(([when, all]) => [effectTimeWords[when], all.map(lineOf).join('\n')])} />;
}

function lineOf({ system, text }: Effect): string {
  return texts.effect(systemName(system), text);
}

/** A system of a later version is named as it stands. */
function systemName(system: string): string {
  return Object.entries(effectSystemWords).find(([id]) => id === system)?.[1] ?? system;
}
