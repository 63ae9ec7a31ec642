import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('../peers/', import.meta.url));

export function peersAreInstalled(): boolean {
  try {
    createRequire(`${folder}package.json`).resolve('cognito-local/package.json');
    return true;
  } catch {
    return false;
  }
}

/** Installs what the lock file of `peers/` names. Resolves to npm's complaint when that fails, for instance without a network. */
export function installPeers(): Promise<string | undefined> {
  return new Promise((resolve) => {
    const args = ['ci', '--ignore-scripts', '--omit=dev', '--loglevel=error', '--no-progress'];
    const npm = spawn('npm', args, {
      cwd: folder,
      shell: process.platform === 'win32',
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let complaint = '';
    npm.stderr.on('data', (chunk) => (complaint += chunk));
    npm.on('error', (error) => resolve(error.message));
    npm.on('close', (code) => resolve(code === 0 ? undefined : complaint.trim() || `npm ended with ${code}`));
  });
}
