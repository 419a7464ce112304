/** The only two channels between window and main process; everything else is refused by being absent. */
export const callChannel = 'hybrid-preflight:call';
export const deltaChannel = 'hybrid-preflight:delta';
