/** Texts of the rehearsal that `npm start` runs. */
export const rehearsalTexts = {
  usage: [
    'Usage: npm start -- [--lab <scenario>] [--users <n>] [--rules <export>] [--at <folder>]',
    '',
    'Builds a practice lab and takes it through null-override, step by step. Nothing outside its folder is touched.',
    '',
    '  --lab <scenario>   what the lab looks like; "npm run -s cli -- lab list" names them (clean)',
    '  --users <n>        how many users it invents (200)',
    '  --rules <export>   connectors and rules of a real configuration export',
    '  --at <folder>      a new folder for lab and run (practice/<time>)',
  ].join('\n'),
  begins: (folder: string) => [
    'Hybrid Preflight: a rehearsal in the practice lab. No server, no directory and no tenant is touched.',
    `Everything is kept in ${folder}`,
    '',
  ],
  asks: ['', 'Now null-override, step by step. Each step is shown, and asked for, before it changes anything.', ''],
  cannotAsk: [
    '',
    'Now null-override. There is no terminal to ask at: in this rehearsal every step is applied as with --yes.',
    '',
  ],
  reason: 'Rehearsal in the practice lab.',
  ends: (report: string, commands: Readonly<Record<'show' | 'status' | 'resume' | 'undo' | 'verify', string>>) => [
    '',
    'The rehearsal is over.',
    `  Read the report:     ${report}`,
    `  Look at the lab:     ${commands.show}`,
    `  See where it stands: ${commands.status}`,
    `  Go on:               ${commands.resume}`,
    `  Take it back:        ${commands.undo}`,
    `  Check the evidence:  ${commands.verify}`,
  ],
};
