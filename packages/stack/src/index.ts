/** Starts user pools, API and web pages in one process, and provisions the pool: `npm start`, tests and browser tests. */

export { readStackConfig, type StackConfig } from './config.ts';
export { StackError } from './errors.ts';
export { describeStack } from './report.ts';
export { type RunningStack, type StackOptions, startStack } from './start-stack.ts';
export {
  createTestNetwork,
  type MovableClock,
  type ReceivedMail,
  type TestNetwork,
  type TestNetworkOptions,
} from './test-network.ts';
export { ensureWebBuild } from './web-build.ts';
