import { CognitoError, type Output, structureOf } from '@cruddur/user-pools';
import { StackError } from '../errors.ts';
import type { Members } from './changes.ts';
import { type Calls, findClientByName, findPoolByName } from './find.ts';
import type { PoolFile, PoolFiles } from './pool-files.ts';
import { type Applied, asMembers, update } from './update.ts';

/** Makes the pool, or changes what may be changed of it. */
export async function applyPoolFile(
  userPools: Calls,
  file: PoolFiles['pool'],
  rememberedId: string | undefined,
  applied: Members | undefined,
): Promise<Applied> {
  const name = file.contents.PoolName ?? '';
  const current =
    (await describePool(userPools, rememberedId)) ??
    (await describePool(userPools, await findPoolByName(userPools, name)));
  if (!current?.Id) {
    const { UserPool } = await create(file, () => userPools.call('CreateUserPool', file.contents));
    const id = UserPool?.Id ?? '';
    return { id, notes: [`Made the user pool ${name} (${id}) from ${file.path}.`], applied: asMembers(file.contents) };
  }
  const id = current.Id;
  return update(file, {
    id,
    what: 'user pool',
    current: { ...current, PoolName: current.Name, Schema: asAskedFor(current.SchemaAttributes) },
    applied: current.Id === rememberedId ? applied : undefined,
    changeable: Object.keys(structureOf('UpdateUserPoolRequest').members),
    forgetsRemoved: false,
    // The one setting it would reset: kept unless the file speaks of it.
    send: () =>
      userPools.call('UpdateUserPool', {
        AutoVerifiedAttributes: current.AutoVerifiedAttributes,
        ...pick(file.contents, 'UpdateUserPoolRequest'),
        UserPoolId: id,
      }),
  });
}

/** Makes the app client, or changes what may be changed of it. */
export async function applyClientFile(
  userPools: Calls,
  poolId: string,
  file: PoolFiles['client'],
  rememberedId: string | undefined,
  applied: Members | undefined,
): Promise<Applied> {
  const name = file.contents.ClientName ?? '';
  const current =
    (await describeClient(userPools, poolId, rememberedId)) ??
    (await describeClient(userPools, poolId, await findClientByName(userPools, poolId, name)));
  if (!current?.ClientId) {
    const input = { ...file.contents, UserPoolId: poolId };
    const { UserPoolClient } = await create(file, () => userPools.call('CreateUserPoolClient', input));
    const id = UserPoolClient?.ClientId ?? '';
    return { id, notes: [`Made the app client ${name} (${id}) from ${file.path}.`], applied: asMembers(file.contents) };
  }
  const id = current.ClientId;
  return update(file, {
    id,
    what: 'app client',
    current: { ...current, GenerateSecret: current.ClientSecret !== undefined },
    applied: id === rememberedId ? applied : undefined,
    changeable: Object.keys(structureOf('UpdateUserPoolClientRequest').members),
    forgetsRemoved: true,
    send: () =>
      userPools.call('UpdateUserPoolClient', {
        ...pick(file.contents, 'UpdateUserPoolClientRequest'),
        UserPoolId: poolId,
        ClientId: id,
      }),
  });
}

async function create<Result>(file: PoolFile<object>, call: () => Promise<Result>): Promise<Result> {
  try {
    return await call();
  } catch (error) {
    if (!(error instanceof CognitoError)) throw error;
    throw new StackError(`${file.path} cannot be applied: ${error.message}`, { cause: error });
  }
}

/** A custom attribute is asked for by its bare name and described with a prefix. */
function asAskedFor(schema: NonNullable<Output<'DescribeUserPool'>['UserPool']>['SchemaAttributes']) {
  return schema?.map((attribute) => ({ ...attribute, Name: attribute.Name?.replace(/^custom:/, '') }));
}

async function describePool(userPools: Calls, id: string | undefined) {
  if (id === undefined) return undefined;
  return (await unlessGone(() => userPools.call('DescribeUserPool', { UserPoolId: id })))?.UserPool;
}

async function describeClient(userPools: Calls, poolId: string, id: string | undefined) {
  if (id === undefined) return undefined;
  const call = () => userPools.call('DescribeUserPoolClient', { UserPoolId: poolId, ClientId: id });
  return (await unlessGone(call))?.UserPoolClient;
}

async function unlessGone<Result>(call: () => Promise<Result>): Promise<Result | undefined> {
  try {
    return await call();
  } catch (error) {
    if (error instanceof CognitoError && error.name === 'ResourceNotFoundException') return undefined;
    throw error;
  }
}

/** The members of `contents` that the request `structure` takes. */
function pick<Contents extends object>(contents: Contents, structure: string): Contents {
  const { members } = structureOf(structure);
  return Object.fromEntries(Object.entries(contents).filter(([member]) => Object.hasOwn(members, member))) as Contents;
}
