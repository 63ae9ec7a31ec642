const hour = 3_600_000;
const day = 24 * hour;

/** Made-up people: the house itself, and the authors of the sample cruds. Nobody can sign in as one of them. */
export const sampleAuthors = [
  { handle: 'cruddur', displayName: 'Cruddur' },
  { handle: 'marlowfinch', displayName: 'Marlow Finch' },
  { handle: 'tilde', displayName: 'Tilda Quist' },
  { handle: 'o.brightwater', displayName: 'Odile Brightwater' },
] as const;

export type SampleHandle = (typeof sampleAuthors)[number]['handle'];

export interface SampleCrud {
  handle: SampleHandle;
  message: string;
  /** Milliseconds before now. */
  age: number;
  likesCount: number;
  repostsCount: number;
  reply?: Omit<SampleCrud, 'lifetime' | 'reply'>;
  /** Milliseconds from now. */
  lifetime: number;
}

/** What a new feed begins with. */
export const sampleCruds: SampleCrud[] = [
  {
    handle: 'marlowfinch',
    message: 'Wrote my whole plan for the summer on a sandbank. High tide is at six. No pressure.',
    age: 2 * hour,
    lifetime: 5 * day,
    likesCount: 5,
    repostsCount: 1,
    reply: {
      handle: 'tilde',
      message: 'Mine is on a frosted window. We should start a club.',
      age: hour,
      likesCount: 2,
      repostsCount: 0,
    },
  },
  {
    handle: 'tilde',
    message: 'The best thing about a note that disappears is that nobody can ask me next year whether I did it.',
    age: day,
    lifetime: 9 * day,
    likesCount: 12,
    repostsCount: 3,
  },
  {
    handle: 'o.brightwater',
    message: 'Today’s soup was excellent and will never be made again, because I did not write anything down.',
    age: 3 * day,
    lifetime: 12 * hour,
    likesCount: 0,
    repostsCount: 0,
  },
];

/** The crud that only people who are signed in see, at the top of their feed. */
export const greeting: SampleCrud = {
  handle: 'cruddur',
  message: 'You are in! Only people who are signed in can see this one. Like everything here, it will not last.',
  age: 0,
  lifetime: 7 * day,
  likesCount: 0,
  repostsCount: 0,
};
