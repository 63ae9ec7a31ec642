/** How every server of the project stops: at the first signal, without losing a request. */
export { endConnectionsWhenClosing } from './connections.ts';
export { stopOnSignal } from './stop-on-signal.ts';
