import { assertNever } from '../../../base/assert-never.ts';
import { counted } from '../../../base/words/counted.ts';
import type { ReadNoteKind, ReadProblem, WriteProblem } from './problems.ts';

/** What is wrong with an exported configuration, for a person; `detail` is the offending text or name. */
export function readMessage(problem: ReadProblem, detail: string): string {
  switch (problem) {
    case 'empty-file':
      return 'The file is empty. Export the configuration again.';
    case 'not-well-formed':
      return `The file is damaged or incomplete: ${detail} Export the configuration again.`;
    case 'document-type':
      return 'The file declares a document type. An export of Entra Connect never does, so the file is not read.';
    case 'xml-version':
      return `The file says it is XML ${detail}; an export is XML 1.0.`;
    case 'nested-too-deep':
      return `The file has elements nested deeper than ${detail} levels. It is not an export of Entra Connect.`;
    case 'wrong-root':
      return `The file is not what its folder promises: it starts with <${detail}>.`;
    case 'missing-element':
      return `<${detail}> is missing.`;
    case 'duplicate-element':
      return `<${detail}> stands there more than once.`;
    case 'unexpected-text':
      return `<${detail}> holds text where only elements belong.`;
    case 'bad-guid':
      return `“${detail}” is not a GUID.`;
    case 'bad-number':
      return `“${detail}” is not a whole number that can stand here.`;
    case 'bad-boolean':
      return `“${detail}” is neither True nor False.`;
    case 'bad-date':
      return `“${detail}” is not a date and time.`;
    case 'bad-interval':
      return `“${detail}” is not an interval of the form [days.]hours:minutes:seconds.`;
    case 'bad-value':
      return `“${detail}” is not a value this product knows here.`;
    case 'unknown-reference':
      return `The schema refers to “${detail}”, which it does not define.`;
    case 'duplicate-name':
      return `The name “${detail}” is defined twice.`;
    case 'duplicate-rule':
      return `The rule has the same identifier as the one in ${detail}.`;
    case 'duplicate-connector':
      return `The connector has the same identifier as the one in ${detail}.`;
    case 'unknown-connector':
      return unknownConnector(detail.split('\n'));
    case 'nothing-to-read':
      return 'There is no configuration here. Choose the folder that Get-ADSyncServerConfiguration -Path has written.';
    case 'nothing-recognised':
      return detail;
    case 'no-rule-read':
      return 'No rule in it could be read; what was not understood is listed.';
    case 'missing-rules':
      return 'The folder SynchronizationRules is missing or empty. Export the whole configuration.';
    case 'missing-connectors':
      return 'The folder Connectors is missing or empty. Export the whole configuration.';
    case 'missing-global-settings':
      return 'The file GlobalSettings/MV.xml is missing. Export the whole configuration.';
    case 'duplicate-global-settings':
      return 'There are several files GlobalSettings/MV.xml, in different spellings of the name.';
    case 'several-configurations':
      return `There are several configurations here (${detail}). Choose one of them.`;
    case 'several-in-archive':
      return `The archive holds several configurations (${detail}). Nothing inside an archive can be chosen: unpack it, and choose one of them.`;
    case 'script-not-readable':
      return `${detail} What stands behind this place cannot be told apart any more. Export the rule again.`;
    case 'json-not-readable':
      return `The file is damaged or incomplete: ${detail}. Copy it again, or write it again on the server.`;
    case 'not-a-policy':
      return 'The file holds neither onpremisesDirectoryPolicy nor azureDirectoryPolicy. It is no settings file of the wizard.';
    case 'missing-value':
      return `${detail} is missing.`;
    case 'wrong-kind-of-value':
      return `${detail} holds another kind of value than a settings file does.`;
    case 'clauses-without-groups':
      return `${detail} lists several clauses without groups: whether all of them or any of them must hold cannot be told. Export the rule in the Synchronization Rules Editor instead.`;
    default:
      return assertNever(problem);
  }
}

function unknownConnector([connector = '', further = '0']: readonly string[]): string {
  const others = further === '0' ? '' : ` So do ${counted(Number(further), 'further rule')}.`;
  return `The rule belongs to connector ${connector}, which the export does not contain.${others}`;
}

/** What a reader should know although the export could be read. */
export function readNoteMessage(kind: ReadNoteKind, detail: string): string {
  switch (kind) {
    case 'uninterpreted':
      return `${detail} is not interpreted. It is kept and written back unchanged.`;
    case 'ignored-file':
      return 'The file does not belong to an export and was not read.';
    case 'unknown-syntax':
      return `The attribute syntax ${detail} is not known; values are treated as text.`;
    case 'file-name-differs':
      return `The file's name does not carry the identifier it contains, ${detail}.`;
    case 'not-taken':
      return `Not read: ${detail}`;
    case 'not-held':
    case 'rules-lost':
      return detail;
    case 'statement-not-interpreted': {
      const [statement = '', reason = ''] = detail.split('\n');
      return `Not interpreted, because ${reason === '' ? 'it is none of the statements that an export holds' : reason}: ${statement}`;
    }
    case 'rule-left-out': {
      const [name = '', reason = ''] = detail.split('\n');
      return `The rule “${name}” is left out: ${reason}`;
    }
    case 'rule-replaced': {
      const [name = '', line = ''] = detail.split('\n');
      return `The rule “${name}” is not read as it stands here: line ${line} makes the same rule again, and that one is read.`;
    }
    case 'changed-after-adding':
      return `This changes the rule “${detail}” after Add-ADSyncRule, and the script does not add it again: the server never gets the change.`;
    case 'blank-behind-backtick':
      return 'A blank stands behind the backtick at the end of this line. PowerShell ends the statement there and would not run the script like this. It is read as it is meant.';
    case 'rule-not-finished':
      return `The rule “${detail}” is left out: the script never adds it with Add-ADSyncRule. Is its end missing?`;
    case 'identifier-made-up':
      return `The script gives the rule “${detail}” no identifier. It has a made-up one here.`;
    case 'key-not-interpreted':
      return `${detail} is not interpreted.`;
    case 'same-rule-twice':
      return `The rule “${detail}” stands here once more, exactly the same.`;
    default:
      return assertNever(kind);
  }
}

/** Why a configuration cannot be written. */
export function writeMessage(problem: WriteProblem, detail: string): string {
  switch (problem) {
    case 'character-not-allowed':
      return `The text holds the character ${detail}, which an XML file cannot hold.`;
    case 'flow-without-source':
      return `The direct flow to ${detail} names no source attribute.`;
    case 'uninterpreted-not-well-formed':
      return `What was kept of ${detail} is not well-formed XML.`;
    case 'uninterpreted-without-place':
      return `What was kept of ${detail} has no place in what is to be written.`;
    case 'change-not-supported':
      return `The change cannot be written into the original file: ${detail}.`;
    case 'duplicate-file':
      return `Two parts of the configuration would be written to ${detail}.`;
    default:
      return assertNever(problem);
  }
}
