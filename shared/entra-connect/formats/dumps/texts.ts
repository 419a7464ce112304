import type { Losses, LostPart } from './losses.ts';
import { counted } from '../../../base/words/counted.ts';

const names: Readonly<Record<LostPart, string>> = {
  flows: 'attribute flows',
  scope: 'scoping filters',
  join: 'join rules',
};

/** What is said of a file that Get-ADSyncRule was written to. */
export const dumpTexts = {
  hold: (files: number) => `Read from ${counted(files, 'file')} that Get-ADSyncRule was written to.`,
  lack: 'Such files hold rules alone: connectors, OU scope and settings are not in them, and whether the server has further rules is not known.',
  partial: 'Not known: what Get-ADSyncRule was written to may hold a selection of the rules.',
  /** Why rules are left out, and what to send instead. */
  lost: (losses: readonly Losses[]) => {
    const parts = (['flows', 'scope', 'join'] as const).filter((part) =>
      losses.some((loss) => loss.parts.includes(part)),
    );
    const properties = [...new Set(losses.flatMap((loss) => loss.properties))];
    const reasons = [
      ...(parts.length === 0
        ? []
        : [
            `it was not written deep enough and holds only type names instead of ${parts.map((part) => names[part]).join(', ')}`,
          ]),
      ...(properties.length === 0 ? [] : [`it lacks the properties ${properties.join(', ')}, as after Select-Object`]),
    ];
    return `${counted(losses.length, 'rule')} left out, because of the file: ${reasons.join('; ')}. Write it again with Get-ADSyncRule | ConvertTo-Json -Depth 10 (the default is 2), or send the folder that Get-ADSyncServerConfiguration -Path <new folder> writes. Left out: ${losses.map(({ name }) => `“${name}”`).join(', ')}.`;
  },
} as const;
