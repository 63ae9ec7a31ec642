/** Whether a host name or address, without port, can only mean this machine. */
export function isLoopback(host: string): boolean {
  return /^(?:localhost|(?:[\w-]+\.)+localhost|127\.\d{1,3}\.\d{1,3}\.\d{1,3}|\[?::1\]?)$/i.test(host);
}
