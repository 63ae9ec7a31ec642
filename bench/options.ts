import { parseArgs } from 'node:util';
import { type ScenarioName, scenarioNames } from './scenarios.ts';

export interface Options {
  help: boolean;
  json: boolean;
  quiet: boolean;
  quick: boolean;
  /** Whether cognito-local is measured too. */
  peers: boolean;
  /** Whether docs/benchmarks.md and its picture are written anew. */
  docs: boolean;
  /** Folder for CPU profiles of our servers. */
  profileDir: string | undefined;
  scenarios: ScenarioName[];
  /** Numbers of users, ascending. */
  sizes: number[];
}

/** What was typed is no option of ours. */
export class OptionsError extends Error {}

/** @throws OptionsError */
export function readOptions(args: string[]): Options {
  const { values, positionals } = parse(args);
  const known: readonly string[] = scenarioNames;
  const unknown = positionals.find((name) => !known.includes(name));
  if (unknown) throw new OptionsError(`There is no scenario ${unknown}. There are: ${scenarioNames.join(', ')}.`);
  const sizes = (values.users ?? (values.quick ? '20,100' : '100,10000')).split(',').map(Number);
  if (!sizes.every((size) => Number.isSafeInteger(size) && size > 0))
    throw new OptionsError('--users takes whole numbers with commas between them.');
  if (values.docs && (values.quick || values.users || positionals.length > 0))
    throw new OptionsError('--docs goes with a full run: without --quick, --users and names of scenarios.');
  return {
    help: values.help ?? false,
    json: values.json ?? false,
    quiet: values.quiet ?? false,
    quick: values.quick ?? false,
    docs: values.docs ?? false,
    peers: !values['no-peers'],
    profileDir: values.profile,
    scenarios: scenarioNames.filter((name) => positionals.length === 0 || positionals.includes(name)),
    sizes: sizes.toSorted((a, b) => a - b),
  };
}

function parse(args: string[]) {
  const flag = { type: 'boolean' } as const;
  const text = { type: 'string' } as const;
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: {
        help: { ...flag, short: 'h' },
        json: flag,
        quiet: flag,
        quick: flag,
        docs: flag,
        'no-peers': flag,
        users: text,
        profile: text,
      },
    });
  } catch (error) {
    throw new OptionsError(`${error instanceof Error ? error.message : error} Try --help.`);
  }
}
