import { runBrowserHost } from '../../../electron/browser-host.ts';

/** The browser host as a process of its own, for a window in the folder that the command line names. */
const [window] = process.argv.slice(2);
if (window === undefined) throw new Error('Name the folder of a window');
await runBrowserHost({ scenario: undefined, open: false, window });
