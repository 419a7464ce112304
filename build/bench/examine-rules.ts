import { mailboxGuidAttribute } from '../../shared/entra-connect/attributes.ts';
import { examine } from '../../shared/entra-connect/doctor/diagnose.ts';
import type { PredictedObject, PredictedUser } from '../../shared/entra-connect/prediction/predict.ts';
import { Predictor } from '../../shared/entra-connect/prediction/predict.ts';
import type { ServerConfiguration } from '../../shared/entra-connect/rules/model.ts';
import type { AttributeValues } from '../../shared/entra-connect/rules/values.ts';
import { answer, parametersOfChild, threadMilliseconds } from './child.ts';
import { readExport } from './rule-set.ts';

/** Lets the doctor examine an export, or predicts for invented users, several times over in one process. */
export interface ExaminationRequest {
  readonly folder: string;
  readonly repetitions: number;
  /** Undefined: the doctor. */
  readonly users: number | undefined;
}

/** Milliseconds, wall clock and computing. */
export interface ExaminationTimes {
  readonly total: number;
  readonly computing: number;
}

export interface ExaminationAnswer {
  readonly times: readonly ExaminationTimes[];
  readonly ruleCount: number;
  /** Diagnoses, or users whose GUID reaches the cloud: none would mean that nothing was computed. */
  readonly found: number;
}

async function examineRepeatedly({ folder, repetitions, users }: ExaminationRequest): Promise<ExaminationAnswer> {
  const { configuration } = await readExport(folder, new AbortController().signal);
  const invented = users === undefined ? [] : inventUsers(users, configuration);
  const times: ExaminationTimes[] = [];
  let found = 0;
  for (let run = 0; run < repetitions; run += 1) {
    const computedBefore = threadMilliseconds();
    const started = performance.now();
    found = users === undefined ? diagnose(configuration) : predictAll(invented, configuration);
    times.push({ total: performance.now() - started, computing: threadMilliseconds() - computedBefore });
  }
  return { times, ruleCount: configuration.rules.length, found };
}

function diagnose(configuration: ServerConfiguration): number {
  const examined = { ...configuration, schedulerOn: true, holders: () => undefined, now: Date.now() };
  const { places, diagnoses } = examine(examined);
  return places.length + diagnoses.length;
}

function predictAll(users: readonly PredictedUser[], configuration: ServerConfiguration): number {
  const options = { readings: { applyOnceNull: 'clears' }, now: Date.now() } as const;
  const predictor = new Predictor(mailboxGuidAttribute, configuration, options);
  return users.filter((user) => predictor.predict(user).cloud.kind === 'reaches').length;
}

/** Mailbox users of the first AD connector, each with values of its own; every tenth without mailNickname. */
function inventUsers(count: number, { connectors }: ServerConfiguration): readonly PredictedUser[] {
  const connector = connectors.find(({ kind }) => kind === 'ad');
  if (connector === undefined) throw new Error('The export has no AD connector');
  return Array.from({ length: count }, (_, index) => {
    const name = `user${String(index)}`;
    const guid = Uint8Array.from({ length: 16 }, (_unused, byte) => (index >> ((byte % 4) * 8)) & 0xff);
    const attributes = new Map<string, AttributeValues>([
      ['objectGUID', [guid]],
      ['cn', [name]],
      ['sAMAccountName', [name]],
      ['userPrincipalName', [`${name}@example.com`]],
      ['userAccountControl', [512n]],
      ['msExchRecipientTypeDetails', [1n]],
      ['msExchMailboxGuid', [guid]],
      ...(index % 10 === 0 ? [] : [['mailNickname', [name]] as const]),
    ]);
    const object: PredictedObject = {
      connectorId: connector.id,
      objectType: 'user',
      distinguishedName: `CN=${name},DC=example,DC=com`,
      attribute: (attribute) => attributes.get(attribute),
      isMemberOf: () => false,
    };
    return { objects: [object], history: undefined };
  });
}

if (import.meta.main) answer(await examineRepeatedly(parametersOfChild() as ExaminationRequest));
