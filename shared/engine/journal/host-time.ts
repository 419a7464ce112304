/** Time of the machine the engine runs on: journal times and time-outs, never the target's clock. */
export interface HostTime {
  now(): Date;
  /** Calls back once after so many milliseconds; the returned function calls it off. */
  after(milliseconds: number, callback: () => void): () => void;
}

export const hostTime: HostTime = {
  now: () => new Date(),
  after: (milliseconds, callback) => {
    const timer = setTimeout(callback, milliseconds);
    return () => {
      clearTimeout(timer);
    };
  },
};
