import { expect, test } from 'vitest';
import { serializeOutput } from './serialize.ts';

test('timestamps are epoch seconds with milliseconds', () => {
  const output = { UserPools: [{ Id: 'x_y', CreationDate: new Date(1_470_957_431_965) }] };
  expect(JSON.parse(serializeOutput('ListUserPools', output))).toEqual({
    UserPools: [{ Id: 'x_y', CreationDate: 1_470_957_431.965 }],
  });
});

test('only what the contract knows is written', () => {
  const user = { Username: 'ada', Attributes: [{ Name: 'sub', Value: '1', internal: 1 }], passwordHash: 'secret' };
  const written = serializeOutput('ListUsers', { Users: [user], debug: { passwordHash: 'secret' } });
  expect(written).toBe('{"Users":[{"Username":"ada","Attributes":[{"Name":"sub","Value":"1"}]}]}');
});

test('absent members are left out, an operation without output answers an empty object', () => {
  expect(serializeOutput('SignUp', { UserConfirmed: false, UserSub: '1', Session: undefined })).toBe(
    '{"UserConfirmed":false,"UserSub":"1"}',
  );
  expect(serializeOutput('DeleteUserPool', {})).toBe('{}');
  expect(serializeOutput('AdminSetUserPassword', { any: 1 })).toBe('{}');
});

test('maps keep their keys and blobs become base64', () => {
  const ChallengeParameters = JSON.parse('{"__proto__":"x","SALT":"1"}');
  expect(serializeOutput('InitiateAuth', { ChallengeParameters })).toBe(
    '{"ChallengeParameters":{"__proto__":"x","SALT":"1"}}',
  );
  const output = { ManagedLoginBranding: { Assets: [{ Bytes: Buffer.from('hi') }] } };
  expect(serializeOutput('DescribeManagedLoginBranding', output)).toContain('"Bytes":"aGk="');
});
