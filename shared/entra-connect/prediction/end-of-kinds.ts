import { assertNever } from '../../base/assert-never.ts';
import type { AttributeEnd } from '../contributors/attribute-end.ts';
import type { CloudEffect, MetaverseEffect, Prediction } from './predict.ts';

/** What becomes of the attribute where it flows to, in a word. */
type Word = 'own' | 'made' | 'kept' | 'cleared' | 'nothing' | 'fails' | 'unknown';

/** What kinds of users come to in the metaverse by their own rules; undefined: there are none. */
export function metaverseEnd(predictions: readonly Prediction[]): AttributeEnd | undefined {
  return endOfWords(new Set(predictions.map(({ metaverse }) => metaverseWord(metaverse))));
}

/** What the way out makes of what the metaverse has; undefined: of none of the kinds it has a value. */
export function cloudEnd(predictions: readonly Prediction[]): AttributeEnd | undefined {
  const withValue = predictions.filter(({ metaverse }) => metaverse.kind === 'value' || metaverse.kind === 'kept');
  return endOfWords(new Set(withValue.map(({ cloud }) => cloudWord(cloud))));
}

function endOfWords(words: ReadonlySet<Word>): AttributeEnd | undefined {
  if (words.size === 0) return undefined;
  if (words.has('fails')) return words.size === 1 ? 'fails' : 'fails-for-some';
  if (words.has('unknown')) return 'unknown';
  const hasValue = words.has('own') || words.has('made') || words.has('kept');
  if (words.has('cleared')) return hasValue ? 'cleared-for-some' : 'cleared';
  if (words.has('nothing')) return hasValue ? 'for-some' : 'empty';
  if (words.has('made')) return 'perhaps';
  return words.has('own') ? 'value' : 'stays';
}

function metaverseWord(effect: MetaverseEffect): Word {
  switch (effect.kind) {
    case 'value':
      return effect.own ? 'own' : 'made';
    case 'kept':
      return 'kept';
    case 'cleared':
      return 'cleared';
    case 'nothing':
    case 'absent':
      return 'nothing';
    case 'failed':
      return effect.certain ? 'fails' : 'unknown';
    default:
      return assertNever(effect);
  }
}

function cloudWord(effect: CloudEffect): Word {
  switch (effect.kind) {
    case 'reaches':
      return effect.own ? 'own' : 'made';
    case 'removed':
      return effect.by === undefined ? 'nothing' : 'cleared';
    case 'left':
      return effect.held ? 'kept' : 'nothing';
    case 'deleted':
    case 'no-object':
      return 'nothing';
    case 'failed':
      return effect.certain ? 'fails' : 'unknown';
    default:
      return assertNever(effect);
  }
}
