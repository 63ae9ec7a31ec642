import {
  GetUserAttributeVerificationCodeCommand,
  GetUserCommand,
  UpdateUserAttributesCommand,
  VerifyUserAttributeCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { accessTokenOf, expired, join, list, mismatch, record, refused, successes, tooMany } from './people.ts';
import { administer, codeAt, mailed, notSetUp, somebody, texted, texting } from './phones.ts';
import { startTestServer, type TestServer } from './server.ts';
import { together } from './together.ts';

let server: TestServer;
/** In a pool where a change counts at once. */
let quickId: string;
/** In a pool that keeps addresses until the new ones are proved. */
let carefulPoolId: string;
let carefulId: string;

beforeAll(async () => {
  server = await startTestServer();
  const AutoVerifiedAttributes = ['email' as const, 'phone_number' as const];
  const { poolId } = await server.createPool({ ...texting, AutoVerifiedAttributes });
  ({ clientId: quickId } = await server.createClient(poolId));
  ({ poolId: carefulPoolId } = await server.createPool({
    ...texting,
    AutoVerifiedAttributes,
    UserAttributeUpdateSettings: { AttributesRequireVerificationBeforeUpdate: AutoVerifiedAttributes },
  }));
  ({ clientId: carefulId } = await server.createClient(carefulPoolId));
});
afterAll(() => server?.close());

const newNumber = () => somebody().phone;

/** Somebody who joined by e-mail and has no phone yet. */
async function person(email: string, client = quickId): Promise<string> {
  await join(server, client, email);
  return accessTokenOf(server, client, email);
}
const show = async (AccessToken: string) =>
  record((await server.anonymous.send(new GetUserCommand({ AccessToken }))).UserAttributes);
const change = async (AccessToken: string, attributes: Record<string, string>) =>
  (await server.anonymous.send(new UpdateUserAttributesCommand({ AccessToken, UserAttributes: list(attributes) })))
    .CodeDeliveryDetailsList;
const verify = (AccessToken: string, Code: string, AttributeName = 'phone_number') =>
  server.anonymous.send(new VerifyUserAttributeCommand({ AccessToken, AttributeName, Code }));
const askCode = async (AccessToken: string, AttributeName = 'phone_number') =>
  (await server.anonymous.send(new GetUserAttributeVerificationCodeCommand({ AccessToken, AttributeName })))
    .CodeDeliveryDetails;

describe('a pool where a change counts at once', () => {
  test('a new number is there, unverified, until its code comes back', async () => {
    const token = await person('quick@example.com');
    const phone = newNumber();
    expect(await change(token, { phone_number: phone })).toEqual([texted(phone)]);
    expect(await show(token)).toMatchObject({ phone_number: phone, phone_number_verified: 'false' });
    const [message] = await server.mail(phone);
    expect(message).toMatchObject({ medium: 'SMS', text: `Your verification code is ${message?.code}` });
    await verify(token, message?.code ?? '');
    expect(await show(token)).toMatchObject({ phone_number_verified: 'true', email_verified: 'true' });
    await refused(verify(token, message?.code ?? ''), 'ExpiredCodeException', expired);
  });

  test('a code dies when the number changes again, even back', async () => {
    const token = await person('fickle@example.com');
    const [first, second] = [newNumber(), newNumber()];
    await change(token, { phone_number: first });
    const code = await codeAt(server, first);
    await change(token, { phone_number: second });
    const newer = await codeAt(server, second);
    if (code !== newer) await refused(verify(token, code), 'CodeMismatchException', mismatch);
    await change(token, { phone_number: '' });
    await refused(verify(token, newer), 'ExpiredCodeException', expired);
    expect(await show(token)).not.toHaveProperty('phone_number');
  });

  test('each of two addresses has a code of its own, which proves that one', async () => {
    const token = await person('twice@example.com');
    const phone = newNumber();
    const details = await change(token, { email: 'twice-new@example.com', phone_number: phone });
    expect(details).toEqual([mailed('twice-new@example.com'), texted(phone)]);
    const [byMail, byText] = [await codeAt(server, 'twice-new@example.com'), await codeAt(server, phone)];
    if (byMail !== byText) {
      await refused(verify(token, byMail), 'CodeMismatchException', mismatch);
      await refused(verify(token, byText, 'email'), 'CodeMismatchException', mismatch);
    }
    await verify(token, byText);
    expect(await show(token)).toMatchObject({ phone_number_verified: 'true', email_verified: 'false' });
    await verify(token, byMail, 'email');
    expect(await show(token)).toMatchObject({ phone_number_verified: 'true', email_verified: 'true' });
  });

  test('a new e-mail address leaves the code of the phone alone', async () => {
    const token = await person('apart@example.com');
    const phone = newNumber();
    await change(token, { phone_number: phone });
    await change(token, { email: 'apart-new@example.com' });
    await verify(token, await codeAt(server, phone));
    expect((await show(token)).phone_number_verified).toBe('true');
  });
});

describe('a pool that keeps a number until the new one is proved', () => {
  test('both new addresses are invisible until their codes come back, each for itself', async () => {
    const token = await person('stays@example.com', carefulId);
    const phone = newNumber();
    await change(token, { email: 'moves@example.com', phone_number: phone, nickname: 'S' });
    expect(await show(token)).toEqual({
      sub: expect.any(String),
      email: 'stays@example.com',
      email_verified: 'true',
      nickname: 'S',
    });
    await verify(token, await codeAt(server, 'moves@example.com'), 'email');
    expect(await show(token)).toMatchObject({ email: 'moves@example.com', email_verified: 'true' });
    expect(await show(token)).not.toHaveProperty('phone_number');
    await verify(token, await codeAt(server, phone));
    expect(await show(token)).toMatchObject({
      email: 'moves@example.com',
      email_verified: 'true',
      phone_number: phone,
      phone_number_verified: 'true',
    });
  });

  test('the old number stays verified meanwhile; a code asked for again goes to the new one', async () => {
    const token = await person('keeps@example.com', carefulId);
    const [first, second, third] = [newNumber(), newNumber(), newNumber()];
    await change(token, { phone_number: first });
    await verify(token, await codeAt(server, first));
    await change(token, { phone_number: second });
    expect(await show(token)).toMatchObject({ phone_number: first, phone_number_verified: 'true' });
    expect(await askCode(token)).toEqual(texted(second));
    expect(await server.mail(second)).toHaveLength(2);
    const former = await codeAt(server, second);
    await change(token, { phone_number: third });
    const newest = await codeAt(server, third);
    if (former !== newest) await refused(verify(token, former), 'CodeMismatchException', mismatch);
    await verify(token, newest);
    expect(await show(token)).toMatchObject({ phone_number: third, phone_number_verified: 'true' });
  });

  test('an administrator changes it with a code too, and without one by calling it verified', async () => {
    const token = await person('managed@example.com', carefulId);
    const [pending, settled] = [newNumber(), newNumber()];
    await administer(server, { poolId: carefulPoolId }, 'managed@example.com', { phone_number: pending });
    expect(await show(token)).not.toHaveProperty('phone_number');
    const code = await codeAt(server, pending);
    expect(code).toMatch(/^\d{6}$/);
    await administer(server, { poolId: carefulPoolId }, 'managed@example.com', {
      phone_number: settled,
      phone_number_verified: 'true',
    });
    expect(await show(token)).toMatchObject({ phone_number: settled, phone_number_verified: 'true' });
    expect(await server.mail(settled)).toEqual([]);
    await refused(verify(token, code), 'ExpiredCodeException', expired);
  });
});

describe('codes for a number', () => {
  test('are used by one of many who bring it at once', async () => {
    const token = await person('many@example.com', carefulId);
    const phone = newNumber();
    await change(token, { phone_number: phone });
    const code = await codeAt(server, phone);
    const outcomes = await together(
      server,
      Array.from({ length: 6 }, () => () => verify(token, code)),
    );
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  test('asked for while the number changes do not take the place of the newer ones', async () => {
    const token = await person('changes@example.com', carefulId);
    const [first, second] = [newNumber(), newNumber()];
    await change(token, { phone_number: first });
    const { outbox } = server.ctx;
    const seal = vi.spyOn(outbox, 'seal').mockImplementationOnce(async (...message) => {
      await change(token, { phone_number: second });
      return outbox.seal(...message);
    });
    await askCode(token);
    seal.mockRestore();
    expect(await server.mail(first)).toHaveLength(1);
    await verify(token, await codeAt(server, second));
    expect((await show(token)).phone_number).toBe(second);
  });

  test('are sent five times an hour at most, together with those for an e-mail address', async () => {
    const token = await person('often@example.com');
    await change(token, { email: 'often-new@example.com', phone_number: newNumber() });
    expect(await successes(Array.from({ length: 6 }, () => askCode(token)))).toBe(3);
    await refused(change(token, { phone_number: newNumber() }), 'LimitExceededException', tooMany);
  });

  test('need a number, and a pool that is set up to text', async () => {
    const missing = 'Phone Number is required to verify/un-verify a phone number';
    await refused(askCode(await person('none@example.com')), 'InvalidParameterException', missing);
    const { poolId } = await server.createPool({ AutoVerifiedAttributes: ['email', 'phone_number'] });
    const { clientId } = await server.createClient(poolId);
    const token = await person('mute@example.com', clientId);
    await refused(change(token, { phone_number: newNumber() }), 'InvalidParameterException', notSetUp);
    expect(await show(token)).not.toHaveProperty('phone_number');
    await administer(server, { poolId }, 'mute@example.com', {
      phone_number: newNumber(),
      phone_number_verified: 'true',
    });
    await refused(askCode(token), 'InvalidParameterException', notSetUp);
  });
});
