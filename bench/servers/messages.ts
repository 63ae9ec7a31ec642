/** The servers under measurement, each a process of its own, and what the bench asks of them. */

/** What one process has used up so far. */
export interface Usage {
  /** CPU time of all its threads, in milliseconds. */
  cpuMs: number;
  /** Resident memory, in bytes. */
  rss: number;
}

/** The arithmetic a request cannot do without. */
export type FloorName = 'srp-sign-in' | 'password-sign-in' | 'refresh' | 'sign-up';

/** Questions to a server's process, over its IPC channel: no route of the product knows of them. */
export type Question =
  | { ask: 'usage' }
  /** Finish what goes on behind the answers, such as the delivery of mail. */
  | { ask: 'settle' }
  /** Do nothing but a floor's arithmetic; the answer's CPU time is what that took. */
  | { ask: 'floor'; floor: FloorName; times: number }
  | { ask: 'stop' };

export type Asked = Question & { id: number };

/** The first message has id 0 and says that the server is up. */
export interface Answered extends Usage {
  id: number;
  url?: string;
  error?: string;
}
