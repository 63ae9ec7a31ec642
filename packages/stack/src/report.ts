import { showPath } from './paths.ts';
import type { RunningStack } from './start-stack.ts';

type Addresses = Omit<RunningStack, 'userPools' | 'close'>;

/** What `npm start` prints once everything runs. */
export function describeStack(stack: Addresses): string {
  const { webUrl, apiUrl, userPoolsUrl, mailboxUrl, poolId, clientId, notes } = stack;
  const rows = [
    ['Web pages', webUrl],
    ['API', `${apiUrl}/api/health-check`],
    ['User pools', `${userPoolsUrl}  (pool ${poolId}, app client ${clientId})`],
    ...(mailboxUrl ? [['Mailbox', `${mailboxUrl}  (every mail that is sent arrives here)`]] : []),
  ];
  return [
    ...notes,
    '',
    'Cruddur is running. Ctrl-C stops it.',
    '',
    ...rows.map(([name = '', address]) => `  ${name.padEnd(12)}${address}`),
    '',
    'The AWS CLI administers the user pool:',
    '',
    `  ${awsCliLine(stack)}`,
    '',
  ].join('\n');
}

/** The same as one line of JSON, for programs. */
export function stackAsJson({
  webUrl,
  apiUrl,
  userPoolsUrl,
  mailboxUrl,
  region,
  poolId,
  clientId,
  credentialsFile,
  notes,
}: Addresses): string {
  return JSON.stringify({
    webUrl,
    apiUrl,
    userPoolsUrl,
    mailboxUrl,
    region,
    userPoolId: poolId,
    userPoolClientId: clientId,
    credentialsFile,
    notes,
  });
}

/**
 * A call to paste into a shell. The region is spelled out: a variable of the reader's would win over the one in the file, and
 * the signature be made for another region.
 */
function awsCliLine({ credentialsFile, userPoolsUrl, region, poolId }: Addresses): string {
  const file = showPath(credentialsFile);
  const call = `aws --profile cruddur --endpoint-url ${userPoolsUrl} --region ${region} cognito-idp list-users --user-pool-id ${poolId}`;
  if (process.platform === 'win32') return `$env:AWS_SHARED_CREDENTIALS_FILE='${file}'; ${call}`;
  return `AWS_SHARED_CREDENTIALS_FILE=${/^[\w./-]+$/.test(file) ? file : `'${file.replaceAll("'", `'\\''`)}'`} ${call}`;
}
