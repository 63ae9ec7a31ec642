import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { accountCases } from './exact-words/cases-of-accounts.ts';
import { aliasCases } from './exact-words/cases-of-aliases.ts';
import { anyCases } from './exact-words/cases-of-any-operation.ts';
import { flowCases } from './exact-words/cases-of-flows.ts';
import { poolCases } from './exact-words/cases-of-pools.ts';
import { recoveryCases } from './exact-words/cases-of-recovery.ts';
import { sessionCases } from './exact-words/cases-of-sessions.ts';
import { signInCases } from './exact-words/cases-of-sign-in.ts';
import { signUpCases } from './exact-words/cases-of-sign-up.ts';
import { notYet } from './exact-words/not-yet.ts';
import { isBuilt } from './exact-words/operations-meant.ts';
import type { Case } from './exact-words/row.ts';
import { type RowName, rows } from './exact-words/rows.ts';
import { createWorld, type World } from './exact-words/world.ts';
import { refused } from './people.ts';

const all = [
  ...anyCases,
  ...signUpCases,
  ...aliasCases,
  ...signInCases,
  ...flowCases,
  ...sessionCases,
  ...recoveryCases,
  ...accountCases,
  ...poolCases,
];
const possible = all.filter(({ operation, needs = [] }) => [operation, ...needs].every(isBuilt));
const inOrder = [...possible.filter(({ late }) => !late), ...possible.filter(({ late }) => late)];

let world: World;

beforeAll(async () => {
  world = await createWorld();
});

afterAll(() => world?.server.close());

function textOf({ row, text = 0, values }: Case): string {
  const filled = Object.entries(values?.(world) ?? {});
  return filled.reduce((message, [name, value]) => message.replace(`<${name}>`, value), rows[row].texts[text] ?? '');
}

const named = inOrder.map((one) => ({
  ...one,
  title: `${one.operation}, ${rows[one.row].situation} (${one.text ?? 0})`,
}));

test.each(named)('$title', async (one) => {
  await refused(one.provoke(world), rows[one.row].code, textOf(one));
});

describe('the list', () => {
  const names = Object.keys(rows) as RowName[];
  const parts = names.flatMap((row) => {
    const { of, texts, eitherText } = rows[row];
    const heard = eitherText ? [undefined] : texts.map((_, text) => text);
    return of.filter(isBuilt).flatMap((operation) => heard.map((text) => ({ row, operation, text })));
  });
  const matches = (given: { row: RowName; operation?: string; text?: number }, part: (typeof parts)[number]) =>
    given.row === part.row &&
    (given.operation ?? part.operation) === part.operation &&
    (part.text === undefined || (given.text ?? part.text) === part.text);

  test('is covered: every part of a row is a case, or says why it cannot be one yet', () => {
    const isCase = (part: (typeof parts)[number]) => possible.some((one) => matches({ text: 0, ...one }, part));
    const waits = (part: (typeof parts)[number]) =>
      notYet.some((one) => matches(one, part)) ||
      all.some(({ needs = [], ...one }) => !needs.every(isBuilt) && matches({ text: 0, ...one }, part));
    expect(parts.filter((part) => !isCase(part) && !waits(part))).toEqual([]);
    expect(parts.filter((part) => isCase(part) && notYet.some((one) => matches(one, part)))).toEqual([]);
  });

  test('names no operation or text that a case or an excuse does not mean', () => {
    const strangers = [...all.map((one) => ({ text: 0, ...one })), ...notYet].filter(
      ({ row, operation, text = 0 }) =>
        rows[row].texts[text] === undefined || (operation && !rows[row].of.includes(operation)),
    );
    expect(strangers).toEqual([]);
  });
});
