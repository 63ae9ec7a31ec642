import { expect, test } from 'vitest';
import { ApiConfigError, issuerOf, readApiConfig, variables } from './config.ts';

const needed = {
  AWS_DEFAULT_REGION: 'eu-west-1',
  AWS_COGNITO_USER_POOL_ID: 'eu-west-1_Example01',
  AWS_COGNITO_USER_POOL_CLIENT_ID: '3exampleclientid0000000000',
};

function problemsOf(env: Record<string, string>): string[] {
  try {
    readApiConfig(env);
    return [];
  } catch (error) {
    if (error instanceof ApiConfigError) return error.problems;
    throw error;
  }
}

test('three variables are enough; the rest has defaults', () => {
  const config = readApiConfig(needed);
  expect(config).toEqual({
    host: '127.0.0.1',
    port: 4567,
    frontendUrl: 'http://localhost:3000',
    backendUrl: 'http://localhost:4567',
    region: 'eu-west-1',
    userPoolId: 'eu-west-1_Example01',
    userPoolClientId: '3exampleclientid0000000000',
    userPoolEndpoint: undefined,
    dataDir: '.cruddur',
    sampleCruds: false,
    logLevel: 'info',
  });
  expect(issuerOf(config)).toBe('https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_Example01');
});

test('everything can be set, and a pool served elsewhere is the issuer', () => {
  const config = readApiConfig({
    ...needed,
    AWS_DEFAULT_REGION: '',
    AWS_REGION: 'us-east-1',
    COGNITO_ENDPOINT_URL: 'http://localhost:4568/',
    FRONTEND_URL: 'https://3000-example.gitpod.example.com/',
    BACKEND_URL: 'https://4567-example.gitpod.example.com',
    CRUDDUR_API_HOST: '0.0.0.0',
    CRUDDUR_API_PORT: '0',
    CRUDDUR_API_DATA_DIR: '/var/lib/cruddur',
    CRUDDUR_API_SAMPLE_CRUDS: 'true',
    CRUDDUR_API_LOG_LEVEL: 'silent',
  });
  expect(config).toMatchObject({
    host: '0.0.0.0',
    port: 0,
    frontendUrl: 'https://3000-example.gitpod.example.com',
    backendUrl: 'https://4567-example.gitpod.example.com',
    region: 'us-east-1',
    userPoolEndpoint: 'http://localhost:4568',
    dataDir: '/var/lib/cruddur',
    sampleCruds: true,
    logLevel: 'silent',
  });
  expect(issuerOf(config)).toBe('http://localhost:4568/eu-west-1_Example01');
});

test('J149 J152 every problem is named at once, by the variable’s name', () => {
  const problems = problemsOf({
    AWS_COGNITO_USER_POOL_ID: 'cruddur-user-pool',
    COGNITO_ENDPOINT_URL: 'localhost:4568',
    FRONTEND_URL: 'http://localhost:3000/app',
    BACKEND_URL: '*',
    CRUDDUR_API_HOST: 'not a host',
    CRUDDUR_API_PORT: '65536',
    CRUDDUR_API_SAMPLE_CRUDS: 'yes',
    CRUDDUR_API_LOG_LEVEL: 'loud',
  });
  expect(problems).toHaveLength(10);
  expect(problems).toContain('No AWS region provided: set AWS_DEFAULT_REGION');
  expect(problems).toContain(
    'AWS_COGNITO_USER_POOL_CLIENT_ID is not set: the app client whose tokens are accepted; required',
  );
  expect(problems).toContain('CRUDDUR_API_PORT must be a port number from 0 to 65535, but is "65536"');
  const named = Object.keys(variables).filter((name) => problems.some((problem) => problem.includes(name)));
  expect(named).toHaveLength(10);
});

test('a pool of another region is a mistake, at Amazon', () => {
  const env = { ...needed, AWS_DEFAULT_REGION: 'us-east-1' };
  expect(problemsOf(env)).toEqual(['AWS_COGNITO_USER_POOL_ID eu-west-1_Example01 is not in the region us-east-1']);
});
