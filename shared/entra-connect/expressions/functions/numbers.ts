import { unpredictable } from '../runtime.ts';
import { integer, mapping, single, type FunctionTable } from './signature.ts';

/** Math functions and IsBitSet of the functions reference. Numbers are 64-bit two's complement. */
export const numberFunctions: FunctionTable = {
  BitAnd: mapping(integer, [integer], 'undocumented', (_name, left, right) => left & right),
  BitOr: mapping(integer, [integer], 'undocumented', (_name, left, right) => left | right),
  // `flag` is a mask: bit "4" of &HF is the value 4, not the fifth bit. Several bits at once are documented nowhere.
  IsBitSet: mapping(integer, [integer], 'undocumented', (name, value, flag) => {
    const common = value & flag;
    return common === 0n || common === flag ? common !== 0n : unpredictable(name, 'undocumented');
  }),
  RandomNum: {
    minimum: 2,
    maximum: 2,
    compile: ({ name, arguments: given, compile }) => {
      const [start, end] = given.map((argument) => compile(argument));
      const withoutSource = unpredictable(name, 'nothing-injected');
      return (context) => {
        const low = single(name, integer, start?.(context));
        if (typeof low !== 'bigint') return low;
        const high = single(name, integer, end?.(context));
        if (typeof high !== 'bigint') return high;
        if (low > high) return unpredictable(name, 'undocumented');
        if (context.random === undefined) return withoutSource;
        return low + BigInt(Math.floor(context.random() * Number(high - low + 1n)));
      };
    },
  },
};
