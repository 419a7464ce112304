/** Texts of the procedure `null-clone`. Sources: procedures.md, entra-connect.md. */

export const nullCloneTitle = 'Set msExchMailboxGuid to NULL with a clone of the default rule';

export const nullCloneOptionTexts = {
  contributors:
    'Rules to treat: a comma-separated list of rule identifiers, or auto: every enabled default rule that flows msExchMailboxGuid and has objects to flow it for.',
  original:
    'What becomes of the default rule: delete (as in the articles: the copy gets its number) or keep-disabled (safer against upgrades: a deleted default rule is re-created and enabled by an upgrade, a disabled one stays disabled).',
} as const;

/** For the change plan. Source: entra-connect.md §0.2, §4. */
export const nullCloneRisks = [
  {
    risk: 'An upgrade of Microsoft Entra Connect creates a deleted default rule again, enabled. NULL means “nothing to contribute”: the GUID then flows again.',
    mitigation:
      'With the option original=keep-disabled the default rule stays, disabled, and an upgrade leaves it so. Otherwise assess again after every upgrade until the migration is finished.',
  },
] as const;
