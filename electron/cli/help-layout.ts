import { Help, type Command, type HelpConfiguration } from 'commander';

/** Columns that a description needs beside its term, and how far it is indented below it where there are fewer. */
const [narrowest, indentBelow] = [28, 6];

/** The help fits the terminal: a description is broken between words, beside its term or, where that is too narrow, below it. */
export const helpLayout: HelpConfiguration = {
  minWidthToWrap: 1,
  formatItem(term, termWidth, description, helper) {
    const width = helper.helpWidth ?? 80;
    if (description === '' || width - termWidth - 4 >= narrowest) {
      return Help.prototype.formatItem.call(this, term, termWidth, description, helper);
    }
    const below = ' '.repeat(indentBelow);
    const text = helper.boxWrap(description, width - indentBelow).replaceAll('\n', `\n${below}`);
    return `  ${term}\n${below}${text}`;
  },
};

export interface HelpItem {
  readonly term: string;
  readonly description: string;
}

/** Lines of a command's help that the terminal's width allows. */
export class HelpText {
  readonly #helper: Help;

  constructor(command: Command) {
    this.#helper = command.createHelp();
    this.#helper.prepareContext({ helpWidth: command.configureOutput().getOutHelpWidth?.() ?? 80 });
  }

  paragraph(text: string): string {
    return this.#helper.boxWrap(text, this.#helper.helpWidth ?? 80);
  }

  /** Laid out like the options of the command itself. */
  list(heading: string, items: readonly HelpItem[]): string {
    const width = Math.max(...items.map(({ term }) => term.length));
    const lines = items.map(({ term, description }) => this.#helper.formatItem(term, width, description, this.#helper));
    return [this.paragraph(heading), ...lines].join('\n');
  }
}
