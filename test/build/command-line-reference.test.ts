import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { registeredProcedures } from '../../shared/procedures/registry.ts';
import { allCommands } from '../electron/cli/commands.ts';

const page = readFileSync(new URL('../../docs/command-line.md', import.meta.url), 'utf8');
/** The text under a heading, up to the next heading of its level or above. */
function sectionOf(name: string): string {
  const start = page.indexOf(`\n## \`${name}\`\n`);
  const end = page.indexOf('\n## ', start + 1);
  return start === -1 ? '' : page.slice(start, end === -1 ? undefined : end);
}

const everywhere = new Set(['--help', '--json']);
const described = [...allCommands].filter(([words]) => words !== '' && words !== 'lab');

describe('the reference of the command line', () => {
  it.each(described)('has %s with its options', (words, options) => {
    const section = sectionOf(words.split(' ')[0]!);

    expect(section).toContain(words.includes(' ') ? `\`${words}` : '- `--');
    expect([...options].filter((option) => !everywhere.has(option) && !section.includes(option))).toEqual([]);
  });

  it('names no option that no command has', () => {
    const known = new Set([...allCommands.values()].flatMap((options) => [...options]));
    const named = [...page.matchAll(/(?<![\w-])--[a-z][a-z-]*/g)].map(([option]) => option);

    expect(named.filter((option) => !known.has(option))).toEqual([]);
  });

  it.each([...registeredProcedures])('has the options of %s', (id, { procedure }) => {
    const section = page.slice(page.indexOf('\n## Procedures and their options\n'));

    expect(section).toMatch(new RegExp(`\n### .*\`${id}\``));
    expect(procedure.options.filter(({ name }) => !section.includes(`\`${name}\``)).map(({ name }) => name)).toEqual(
      [],
    );
  });
});
