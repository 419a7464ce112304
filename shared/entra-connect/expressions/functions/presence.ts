import { Several, unpredictable, type RuntimeValue } from '../runtime.ts';
import { isPlainNumber, mayBeNumber } from './number-text.ts';
import { dateFromText, mayBeDate } from './date-text.ts';
import { guidFromText } from './guid-text.ts';
import { mapping, text, whole, type FunctionTable } from './signature.ts';

/** Evaluation functions of the functions reference, except IsBitSet. They look at a multi-valued attribute as a whole. */
export const presenceFunctions: FunctionTable = {
  IsNull: whole(1, 1, (_name, value) => value === undefined),
  IsEmpty: whole(1, 1, (_name, value) => value === ''),
  IsNullOrEmpty: whole(1, 1, (_name, value) => isNullOrEmpty(value)),
  IsPresent: whole(1, 1, (_name, value) => !isNullOrEmpty(value)),
  IsString: whole(1, 1, (name, value) => {
    if (value === undefined) return unpredictable(name, 'missing-value');
    if (value instanceof Several) return unpredictable(name, 'several-values');
    // CStr takes texts, numbers, references and booleans.
    return !(value instanceof Uint8Array);
  }),
  IsNumeric: whole(1, 1, (name, value) => {
    if (typeof value === 'bigint') return true;
    if (typeof value !== 'string') return unpredictable(name, 'type-undocumented');
    if (isPlainNumber(value)) return true;
    return mayBeNumber(value) ? unpredictable(name, 'culture-dependent') : false;
  }),
  IsGuid: mapping(text, [], 'undocumented', (_name, value) => guidFromText(value) !== undefined),
  IsDate: mapping(text, [], 'undocumented', (name, value) => {
    if (dateFromText(value) !== undefined) return true;
    return mayBeDate(value) ? unpredictable(name, 'culture-dependent') : false;
  }),
};

function isNullOrEmpty(value: RuntimeValue): boolean {
  return value === undefined || value === '';
}
