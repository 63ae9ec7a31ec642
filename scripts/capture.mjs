// @ts-check
/** Runs a program of the system quietly and keeps what it says, for when it fails. */
import { spawn } from 'node:child_process';

/**
 * @param {string} file
 * @param {string[]} args
 * @param {import('node:child_process').SpawnOptionsWithoutStdio} [options]
 * @returns {Promise<{ code: number, output: string }>} output: what it wrote, standard output and error together.
 */
export function capture(file, args, options = {}) {
  return new Promise((resolve) => {
    let output = '';
    const keep = (/** @type {Buffer} */ chunk) => {
      output += chunk;
    };
    const child = spawn(file, args, options);
    child.stdin.end();
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.on('error', (error) => resolve({ code: 1, output: `${file} cannot be started: ${error.message}` }));
    child.on('close', (code) => resolve({ code: code ?? 1, output }));
  });
}
