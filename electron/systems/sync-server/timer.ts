/** Rings once after some milliseconds, unless it is called off by what it returns. */
export type Timer = (milliseconds: number, ring: () => void) => () => void;

export const hostTimer: Timer = (milliseconds, ring) => {
  const timeout = setTimeout(ring, milliseconds);
  return () => clearTimeout(timeout);
};
