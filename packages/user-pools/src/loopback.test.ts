import { expect, test } from 'vitest';
import { isLoopback } from './loopback.ts';

test('what can only mean this machine', () => {
  for (const host of ['localhost', 'LOCALHOST', '127.0.0.1', '127.1.2.3', '::1', '[::1]', 'a.localhost'])
    expect(isLoopback(host), host).toBe(true);
  for (const host of ['', 'localhost.example.com', '127.0.0.1.example.com', '0.0.0.0', '::', '128.0.0.1', 'xlocalhost'])
    expect(isLoopback(host), host).toBe(false);
});
