/** What somebody can do who captured a signed request on its way: send it again, or put something beside it. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { mismatch, type Refusal, signDeletion } from './hostile/deletion.ts';
import { sendBytes } from './hostile/raw.ts';
import { createWorld, type World } from './hostile/world.ts';
import { send, without } from './signing.ts';

let world: World;
let headers: Record<string, string>;
let body: string;
beforeAll(async () => {
  world = await createWorld();
  ({ headers, body } = await signDeletion(world));
});
afterAll(() => world?.server.close());

const incomplete = (message: string): Refusal => ['IncompleteSignatureException', message];

test('headers that come twice, each time the good one first or last', async () => {
  const twice = async (name: string, second: string): Promise<[string, string][]> => {
    const outcomes: [string, string][] = [];
    for (const pair of [
      [headers[name] ?? '', second],
      [second, headers[name] ?? ''],
    ]) {
      const lines = Object.entries(without(headers, name)).map(([each, value]) => `${each}: ${value}`);
      const length = `content-length: ${Buffer.byteLength(body)}`;
      const bytes = [
        'POST / HTTP/1.1',
        ...lines,
        ...pair.map((value) => `${name}: ${value}`),
        length,
        'connection: close',
        '',
        body,
      ];
      const [answer] = await sendBytes(world.server.url, bytes.join('\r\n'));
      const { __type = '', message = '' } = JSON.parse(answer?.body ?? '{}') as { __type?: string; message?: string };
      outcomes.push([__type, message]);
    }
    expect(await world.wrote()).toBe(false);
    return outcomes;
  };
  const { authorization = '', 'x-amz-date': date = '', 'content-type': type = '' } = headers;
  const noDate = incomplete("Date must be in ISO-8601 'basic format', e.g. 20260101T000000Z.");
  expect(await twice('content-type', type)).toEqual([mismatch, mismatch]);
  expect(await twice('x-amz-date', date)).toEqual([noDate, noDate]);
  expect(await twice('x-amz-content-sha256', 'x')).toEqual([mismatch, mismatch]);
  const unknown = ['UnknownOperationException', ''];
  expect(await twice('x-amz-target', headers['x-amz-target'] ?? '')).toEqual([unknown, unknown]);
  const oneHost = ['SerializationException', 'The request must have one Host header.'];
  expect(await twice('host', headers.host ?? '')).toEqual([oneHost, oneHost]);
  const unknownParameter = incomplete('Authorization header has an unknown parameter.');
  expect(await twice('authorization', authorization)).toEqual([unknownParameter, unknownParameter]);
  expect(await twice('authorization', 'Bearer x')).toEqual([
    unknownParameter,
    incomplete('Authorization header requires the algorithm AWS4-HMAC-SHA256.'),
  ]);
});

/** Last, since it moves the clock: the same bytes before their time, in it, and after it. */
test('a request replayed', async () => {
  const minute = 60_000;
  const now = world.server.clock.now();
  const { headers: early } = await signDeletion(world, new Date(now + 12 * minute));
  const outcome = async (sent: Record<string, string>) => {
    const answer = await send(world.server, sent, body);
    return answer.status === 200 ? 'ok' : answer.body.message?.split(':')[0];
  };
  expect(await outcome(early)).toBe('Signature not yet current');
  world.server.clock.advance(4 * minute);
  expect(await outcome(early)).toBe('Signature not yet current');
  expect(await world.wrote()).toBe(false);
  // Within its window a signature is good for as many calls as it likes, on the service as here: the first deletes.
  expect(await outcome(headers)).toBe('ok');
  expect(await outcome(headers)).toBe('User does not exist.');
  await world.restore();
  world.server.clock.advance(2 * minute);
  expect(await outcome(headers)).toBe('Signature expired');
  expect(await world.wrote()).toBe(false);
  world.server.clock.advance(6 * minute);
  expect(await outcome(early)).toBe('ok');
});
