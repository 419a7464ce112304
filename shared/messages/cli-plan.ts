/** Texts of the `plan` command. */
export const planTexts = {
  onlyOnLab: 'In this version a procedure can be planned on a lab only.',
  onlyOnLabRemedy:
    'Build a lab from the export and plan on it: hybrid-preflight lab create clean --rules <export> --at <folder>.',
  written: (path: string) => `Written: ${path}`,
} as const;
