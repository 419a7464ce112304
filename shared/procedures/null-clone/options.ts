import type { ProcedureOption } from '../../engine/step.ts';
import { failed, success, type Result } from '../../failure.ts';
import { parseGuid } from '../../guid.ts';
import type { RuleId } from '../../identifiers.ts';
import { nullCloneOptionTexts } from '../../messages/null-clone.ts';

type OriginalVariant = 'delete' | 'keep-disabled';
type LicenceVariant = 'leave' | 'assign' | 'assign-and-reassign';

/** The options of a run, understood. */
export interface NullCloneOptions {
  readonly contributors: 'auto' | readonly RuleId[];
  readonly original: OriginalVariant;
  readonly licence: LicenceVariant;
  /** Identifier or part number of the product; undefined: none chosen. */
  readonly sku: string | undefined;
  /** Two upper-case letters. */
  readonly usageLocation: string | undefined;
  readonly stagingAcknowledged: boolean;
  /** Users of each kind that are previewed and shown one by one. */
  readonly sampleSize: number;
}

/** Options of `null-clone` on the command line and in the window. */
export const nullCloneOptions: readonly ProcedureOption[] = [
  { name: 'contributors', description: nullCloneOptionTexts.contributors, allowed: undefined, standard: 'auto' },
  {
    name: 'original',
    description: nullCloneOptionTexts.original,
    allowed: ['delete', 'keep-disabled'],
    standard: 'delete',
  },
  {
    name: 'licence',
    description: nullCloneOptionTexts.licence,
    allowed: ['leave', 'assign', 'assign-and-reassign'],
    standard: 'leave',
  },
  { name: 'sku', description: nullCloneOptionTexts.sku, allowed: undefined, standard: '' },
  { name: 'usage-location', description: nullCloneOptionTexts.usageLocation, allowed: undefined, standard: '' },
  {
    name: 'acknowledge-staging',
    description: nullCloneOptionTexts.acknowledgeStaging,
    allowed: ['yes', 'no'],
    standard: 'no',
  },
  { name: 'sample-size', description: nullCloneOptionTexts.sampleSize, allowed: undefined, standard: '5' },
];

const largestSample = 100;

/** Reads the options of a run; an option that is not given has its standard. */
export function readOptions(given: Readonly<Record<string, string>>): Result<NullCloneOptions> {
  const text = (name: string) => given[name] ?? nullCloneOptions.find((option) => option.name === name)?.standard ?? '';
  const contributors = readContributors(text('contributors'));
  if (contributors === undefined) return wrong('contributors', text('contributors'));
  const sampleSize = Number(text('sample-size'));
  if (!Number.isInteger(sampleSize) || sampleSize < 1 || sampleSize > largestSample) {
    return wrong('sample-size', text('sample-size'));
  }
  const usageLocation = text('usage-location').toUpperCase();
  if (usageLocation !== '' && !/^[A-Z]{2}$/.test(usageLocation)) return wrong('usage-location', usageLocation);
  const original = text('original');
  if (original !== 'delete' && original !== 'keep-disabled') return wrong('original', original);
  const licence = text('licence');
  if (licence !== 'leave' && licence !== 'assign' && licence !== 'assign-and-reassign')
    return wrong('licence', licence);
  const acknowledged = text('acknowledge-staging');
  if (acknowledged !== 'yes' && acknowledged !== 'no') return wrong('acknowledge-staging', acknowledged);
  const sku = text('sku').trim();
  if (licence !== 'leave' && sku === '') return wrong('sku', sku);
  return success({
    contributors,
    original,
    licence,
    sku: sku === '' ? undefined : sku,
    usageLocation: usageLocation === '' ? undefined : usageLocation,
    stagingAcknowledged: acknowledged === 'yes',
    sampleSize,
  });
}

function readContributors(text: string): 'auto' | readonly RuleId[] | undefined {
  if (text.trim() === 'auto') return 'auto';
  const ids = text.split(',').map((id) => parseGuid(id) as RuleId | undefined);
  return ids.every((id) => id !== undefined) ? [...new Set(ids)] : undefined;
}

function wrong(option: string, value: string): Result<never> {
  const description = nullCloneOptions.find(({ name }) => name === option)?.description ?? '';
  return failed({
    code: 'invalid-input',
    during: `Option ${option}`,
    raw: `“${value}” cannot be used. ${description}`,
    retry: 'pointless',
  });
}
