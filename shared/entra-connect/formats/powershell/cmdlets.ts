/** The cmdlets of the editor's export, with their parameters (entra-connect.md §3.1 and §3.2). */
export interface Cmdlet {
  readonly name: string;
  readonly parameters: readonly string[];
  readonly switches: readonly string[];
  /** Parameters that may stand without their name, in their order. */
  readonly positional: readonly string[];
}

const commonParameters = [
  'OutVariable',
  'OutBuffer',
  'PipelineVariable',
  'ErrorAction',
  'ErrorVariable',
  'WarningAction',
  'WarningVariable',
  'InformationAction',
  'InformationVariable',
];
const commonSwitches = ['Verbose', 'Debug'];
const aliases: Readonly<Record<string, string>> = {
  ov: 'OutVariable',
  ob: 'OutBuffer',
  pv: 'PipelineVariable',
  ea: 'ErrorAction',
  ev: 'ErrorVariable',
  wa: 'WarningAction',
  wv: 'WarningVariable',
  vb: 'Verbose',
  db: 'Debug',
};

function cmdlet(
  name: string,
  parameters: readonly string[],
  switches: readonly string[] = [],
  positional: readonly string[] = [],
): readonly [string, Cmdlet] {
  return [
    name.toLowerCase(),
    {
      name,
      parameters: [...parameters, ...commonParameters],
      switches: [...switches, ...commonSwitches],
      positional,
    },
  ];
}

const cmdlets: ReadonlyMap<string, Cmdlet> = new Map([
  cmdlet(
    'New-ADSyncRule',
    [
      'Name',
      'Identifier',
      'Description',
      'Direction',
      'Precedence',
      'PrecedenceAfter',
      'PrecedenceBefore',
      'SourceObjectType',
      'TargetObjectType',
      'Connector',
      'LinkType',
      'SoftDeleteExpiryInterval',
      'ImmutableTag',
    ],
    ['EnablePasswordSync', 'Disabled'],
  ),
  cmdlet(
    'Add-ADSyncAttributeFlowMapping',
    [
      'SynchronizationRule',
      'AttributeFlowMappings',
      'Source',
      'Destination',
      'FlowType',
      'Expression',
      'ValueMergeType',
    ],
    ['ExecuteOnce'],
  ),
  cmdlet('New-Object', ['TypeName', 'ArgumentList', 'Property', 'ComObject'], ['Strict'], ['TypeName', 'ArgumentList']),
  cmdlet('Add-ADSyncScopeConditionGroup', ['SynchronizationRule', 'ScopeConditions']),
  cmdlet('Add-ADSyncJoinConditionGroup', ['SynchronizationRule', 'JoinConditions']),
  cmdlet('Add-ADSyncRule', ['SynchronizationRule']),
]);

export function cmdletOf(name: string): Cmdlet | undefined {
  return cmdlets.get(name.toLowerCase());
}

export type FoundParameter = { readonly name: string; readonly isSwitch: boolean };

/** The parameter that a name or an unambiguous beginning of one means. */
export function parameterOf({ parameters, switches }: Cmdlet, written: string): FoundParameter | undefined {
  const lower = written.toLowerCase();
  const all = [
    ...parameters.map((name) => ({ name, isSwitch: false })),
    ...switches.map((name) => ({ name, isSwitch: true })),
  ];
  const wanted = aliases[lower]?.toLowerCase() ?? lower;
  const exact = all.find(({ name }) => name.toLowerCase() === wanted);
  if (exact !== undefined) return exact;
  const [only, ...others] = all.filter(({ name }) => name.toLowerCase().startsWith(lower));
  return others.length === 0 ? only : undefined;
}

/** Commands that change no rule: they are of the editor's export, or stand around it without meaning. */
const harmless: ReadonlySet<string> = new Set(['get-adsyncrule', 'import-module', 'set-strictmode', 'remove-variable']);

export function isHarmless(command: string): boolean {
  return harmless.has(command.toLowerCase());
}
