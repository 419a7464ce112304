import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { contributionTexts } from '../../shared/entra-connect/contributors/texts.ts';
import { command } from '../matrix/command.ts';

/** What is said of rules that do something else than was meant: configurations that real use has shown. */

const cases = fileURLToPath(new URL('../../../shared/cases/configurations', import.meta.url));
const casesAreHere = existsSync(cases);

const assessed = z.object({
  findings: z.array(
    z.object({ id: z.string(), outcome: z.string(), detail: z.string(), remedy: z.string().optional() }),
  ),
  contribution: z.object({
    now: z.array(z.object({ direction: z.string(), connectorSpaceObjectType: z.string(), end: z.string() })),
  }),
  diagnoses: z.array(z.object({ state: z.string(), actor: z.string(), objectType: z.string().optional() })),
  recommendation: z.object({ procedure: z.string(), reasons: z.array(z.string()) }),
});

async function assess(number: string) {
  const folder = readdirSync(cases).find((name) => name.startsWith(`${number}-`)) ?? number;
  const { stdout } = await command(['assess', '--on', `export:${join(cases, folder, 'input')}`, '--json']);
  const { findings, contribution, diagnoses, recommendation } = assessed.parse(JSON.parse(stdout));
  const finding = (id: string) => findings.find((one) => one.id === id);
  const ends = contribution.now.map(({ direction, connectorSpaceObjectType, end }) =>
    [direction, connectorSpaceObjectType, end].join(' '),
  );
  const told = JSON.stringify([findings, recommendation]);
  return { findings, finding, ends, states: diagnoses.map(({ state }) => state), diagnoses, recommendation, told };
}

const compared = z.object({
  rules: z.object({
    mailboxGuid: z.array(z.object({ objects: z.string(), on: z.string(), with: z.string() })),
  }),
});

/** What becomes of the GUID of the first side where it is another than that of the second. */
async function compare(number: string, other: string) {
  const on = (one: string) =>
    `export:${join(cases, readdirSync(cases).find((name) => name.startsWith(`${one}-`)) ?? one, 'input')}`;
  const { stdout } = await command(['compare', '--on', on(number), '--with', on(other), '--json']);
  const { mailboxGuid } = compared.parse(JSON.parse(stdout)).rules;
  return mailboxGuid.map(({ objects, on: first, with: second }) => [objects.split(': ')[1], first, second]);
}

describe.skipIf(!casesAreHere)(
  casesAreHere
    ? 'rules that do something else than was meant'
    : 'rules that do something else than was meant (skipped: ../shared/cases/configurations is not here)',
  { timeout: 300_000 },
  () => {
    it('01: an override for contacts is about no user, and the procedures are those of an untouched server', async () => {
      const { states, ends, recommendation } = await assess('01');
      expect(states).toEqual(['override-for-no-user']);
      expect(ends).toContain('inbound user value');
      expect(ends).toContain('inbound inetOrgPerson value');
      expect(['null-clone', 'null-override']).toContain(recommendation.procedure);
    });

    it('02: a forgotten type of users, although nobody can be counted; finding and recommendation agree', async () => {
      const { diagnoses, finding, recommendation } = await assess('02');
      expect(diagnoses).toContainEqual(
        expect.objectContaining({ state: 'forgotten-inetorgperson', actor: 'null-override' }),
      );
      expect(finding('recipe.forgotten-inetorgperson')?.remedy).toContain('null-override');
      expect(recommendation.procedure).toBe('null-override');
    });

    it('01 and 02: a comparison says the same of the GUID as an assessment', async () => {
      const { value, cleared, empty } = contributionTexts.end.inbound;
      const contacts = ['contact objects', cleared, empty];
      expect(await compare('01', '02')).toEqual([['user objects', value, cleared], contacts]);
      expect(await compare('01', '04')).toEqual([contacts]);
    });

    it('04: NULL below 100 is named, with AuthoritativeNull as its remedy', async () => {
      const { states, finding } = await assess('04');
      expect(states).toContain('null-without-effect');
      expect(finding('recipe.null-without-effect')?.detail).toContain('the rule needs AuthoritativeNull');
      expect(finding('recipe.leftovers')?.outcome).toBe('investigate');
    });

    it('06: what is in the way of two rules is said once', async () => {
      const { findings } = await assess('06');
      const ofSelection = findings.filter(({ id }) => id === 'contributors.failing-contributor');
      expect(ofSelection).toHaveLength(1);
    });

    it.each(['02', '10'])(
      '%s: an override is in place for its own object type, not for every object',
      async (number) => {
        const { finding } = await assess(number);
        expect(finding('contributors.override-in-place')?.detail).toContain('in place for user objects');
      },
    );

    it('08: no finding says that the copy flows the GUID', async () => {
      expect((await assess('08')).told).not.toContain('that flows msExchMailboxGuid');
    });

    it.each(['04', '06', '07'])('%s: nobody is forgotten where the GUID is cleared for nobody', async (number) => {
      expect((await assess(number)).states).not.toContain('forgotten-inetorgperson');
    });

    it('05: an override on the way out reaches the aim', async () => {
      const { states, finding, ends, recommendation } = await assess('05');
      expect(states).toEqual(['outbound-override']);
      expect(finding('recipe.outbound-override')?.detail).toContain('The metaverse still has the GUID');
      expect(ends).toContain('outbound user cleared');
      expect(recommendation.procedure).toBe('none');
    });

    it('06: a constant is no literal, users fail, and nothing says that the metaverse gets the GUID', async () => {
      const { finding, ends, recommendation } = await assess('06');
      expect(finding('recipe.effect')?.outcome).toBe('failed');
      expect(finding('recipe.mistaken-literal')).toMatchObject({
        outcome: 'failed',
        detail: expect.stringContaining('a constant is taken as text') as unknown,
      });
      expect(ends).toContain('inbound user fails');
      expect(recommendation.procedure).toBe('repair-recipe');
    });

    it.each([
      ['07', 'the constant “NULL”, not the literal NULL', 'inbound user fails'],
      ['08', 'an empty text, not the literal NULL', 'inbound user empty'],
    ])('%s: one statement says what the copy gives', async (number, text, end) => {
      const { states, finding, ends } = await assess(number);
      expect(finding('recipe.mistaken-literal')?.detail).toContain(text);
      expect(states).not.toContain('foreign-copy');
      expect(ends).toContain(end);
    });

    it('10: a shared number of rules that never meet leaves the GUID alone', async () => {
      const { states, finding, recommendation } = await assess('10');
      expect(states).toContain('shared-precedence');
      expect(states).not.toContain('precedence-collision');
      expect(finding('recipe.shared-precedence')?.detail).toContain('The GUID is not affected');
      expect(recommendation.procedure).not.toBe('repair-recipe');
    });

    it('12: leftovers are those of the doctor, whatever the language of the name', async () => {
      const { states, finding } = await assess('12');
      expect(finding('contributors.leftover-clone')?.detail).toContain(
        'the default rule “In from AD - User Exchange” on fabrikam.com is deleted',
      );
      expect(states).toContain('finished-recipe');
      expect(finding('recipe.leftovers')).toMatchObject({
        outcome: 'investigate',
        detail: expect.stringContaining('The recipe was carried out to the end') as unknown,
      });
    });

    it('14: a condition that never gives a value gives none, and the rule is to be widened', async () => {
      const { states, told, recommendation } = await assess('14');
      expect(states).toEqual(['override-for-some']);
      expect(told).not.toContain('also gives msExchMailboxGuid');
      expect(recommendation.procedure).toBe('none');
      expect(recommendation.reasons.join(' ')).toContain('widen its scope');
    });
  },
);
