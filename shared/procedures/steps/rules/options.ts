import type { ProcedureOption } from '../../../engine/contract/step.ts';
import { failed, success, type Result } from '../../../base/failure.ts';
import { parseGuid } from '../../../base/guid.ts';
import type { RuleId } from '../../../base/identifiers.ts';
import { optionNeededText, ruleChangeOptionTexts } from '../texts.ts';

const licenceVariants = ['leave', 'assign', 'assign-and-reassign'] as const;
const yesOrNo = ['yes', 'no'] as const;
const undoVariants = ['when-proved', 'always'] as const;
const undoOption = 'synchronize-on-undo';
const largestSample = 100;

/** The options that every procedure which changes rules has, understood. */
export interface RuleChangeOptions {
  readonly contributors: 'auto' | readonly RuleId[];
  readonly licence: (typeof licenceVariants)[number];
  /** Identifier or part number of the product; undefined: none chosen. */
  readonly sku: string | undefined;
  /** Two upper-case letters. */
  readonly usageLocation: string | undefined;
  readonly stagingAcknowledged: boolean;
  /** Users of each kind that are previewed and shown one by one. */
  readonly sampleSize: number;
}

/** On the command line and in the window: which rules, before the options of the procedure itself. */
export function contributorOption(description: string): ProcedureOption {
  return { name: 'contributors', description, allowed: undefined, standard: 'auto' };
}

/** On the command line and in the window, after the options of the procedure itself. */
export const commonOptions: readonly ProcedureOption[] = [
  { name: 'licence', description: ruleChangeOptionTexts.licence, allowed: licenceVariants, standard: 'leave' },
  { name: 'sku', description: ruleChangeOptionTexts.sku, allowed: undefined, standard: '' },
  { name: 'usage-location', description: ruleChangeOptionTexts.usageLocation, allowed: undefined, standard: '' },
  {
    name: 'acknowledge-staging',
    description: ruleChangeOptionTexts.acknowledgeStaging,
    allowed: yesOrNo,
    standard: 'no',
  },
  { name: 'sample-size', description: ruleChangeOptionTexts.sampleSize, allowed: undefined, standard: '5' },
  {
    name: undoOption,
    description: ruleChangeOptionTexts.synchronizeOnUndo,
    allowed: undoVariants,
    standard: 'when-proved',
    atUndo: true,
  },
];

/** Whether an undo synchronizes although the facts do not prove that the server had done so before. */
export function alwaysSynchronizesOnUndo(options: Readonly<Record<string, string>>): boolean {
  return options[undoOption] === ('always' satisfies (typeof undoVariants)[number]);
}

/** Given texts by name of the option; one that is not given has its standard. */
export class GivenOptions {
  readonly #options: readonly ProcedureOption[];
  readonly #given: Readonly<Record<string, string>>;

  constructor(options: readonly ProcedureOption[], given: Readonly<Record<string, string>>) {
    this.#options = options;
    this.#given = given;
  }

  text(name: string): string {
    return (this.#given[name] ?? this.#options.find((option) => option.name === name)?.standard ?? '').trim();
  }

  /** One of a few words. */
  word<Word extends string>(name: string, allowed: readonly Word[]): Result<Word> {
    const word = allowed.find((one) => one === this.text(name));
    return word === undefined ? this.wrong(name) : success(word);
  }

  /** The value cannot be used, or there is none. */
  wrong(name: string): Result<never> {
    const text = this.text(name);
    if (text === '') return this.#missing(name, this.#description(name));
    const raw = `“${text}” cannot be used. ${this.#description(name)}`;
    return failed({ code: 'invalid-input', during: `Option ${name}`, raw, retry: 'pointless' });
  }

  /** The value of another option needs one here. */
  neededBy(name: string, other: string): Result<never> {
    return this.#missing(name, optionNeededText(name, `${other}=${this.text(other)}`, this.#description(name)));
  }

  #missing(name: string, raw: string): Result<never> {
    return failed({ code: 'input-missing', during: `Option ${name}`, raw, retry: 'pointless' });
  }

  #description(name: string): string {
    return this.#options.find((option) => option.name === name)?.description ?? '';
  }
}

/** Reads the options that every procedure which changes rules has. */
export function readCommonOptions(given: GivenOptions): Result<RuleChangeOptions> {
  const contributors = readContributors(given.text('contributors'));
  if (contributors === undefined) return given.wrong('contributors');
  const sampleSize = Number(given.text('sample-size'));
  if (!Number.isInteger(sampleSize) || sampleSize < 1 || sampleSize > largestSample) return given.wrong('sample-size');
  const usageLocation = given.text('usage-location').toUpperCase();
  if (usageLocation !== '' && !/^[A-Z]{2}$/.test(usageLocation)) return given.wrong('usage-location');
  const licence = given.word('licence', licenceVariants);
  if (!licence.ok) return licence;
  const acknowledged = given.word('acknowledge-staging', yesOrNo);
  if (!acknowledged.ok) return acknowledged;
  const sku = given.text('sku');
  if (licence.value !== 'leave' && sku === '') return given.neededBy('sku', 'licence');
  return success({
    contributors,
    licence: licence.value,
    sku: sku === '' ? undefined : sku,
    usageLocation: usageLocation === '' ? undefined : usageLocation,
    stagingAcknowledged: acknowledged.value === 'yes',
    sampleSize,
  });
}

function readContributors(text: string): 'auto' | readonly RuleId[] | undefined {
  if (text === 'auto') return 'auto';
  const ids = text.split(',').map((id) => parseGuid(id) as RuleId | undefined);
  return ids.every((id) => id !== undefined) ? [...new Set(ids)] : undefined;
}
