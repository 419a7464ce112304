import type { HostAbilities } from '../../shared/ipc/bridge.ts';
import type { FurtherFiles } from '../disk/run-folder/run-report.ts';

interface Printed {
  /** The page under its name; empty: there is no PDF. */
  readonly files: FurtherFiles;
  /** Why there is none although it was asked for. */
  readonly noPdf: string | null;
}

/** A page as a PDF file beside what is saved; `print` null: none was asked for. What else is saved does not depend on it. */
export async function printedAs(name: string, html: string, print: HostAbilities['printToPdf']): Promise<Printed> {
  if (print === null) return { files: new Map(), noPdf: null };
  const printed = await print(html);
  return printed.kind === 'printed'
    ? { files: new Map([[name, printed.pdf]]), noPdf: null }
    : { files: new Map(), noPdf: printed.reason };
}
