import { type Cost, type Memory, mostMemory, type Result } from './result.ts';
import { type Aim, scenarios } from './scenarios.ts';
import type { Spread } from './statistics.ts';

/** The columns of the costs. */
export const costHeading = ['', 'server', 'users', 'CPU ms', 'floor ms', 'measured', 'aim'];

/** The costs as rows of text. */
export function costRows({ costs }: Result): string[][] {
  return costs.map((cost) => {
    const { title, aim } = scenarios[cost.scenario];
    const isOurs = cost.target === 'user-pools';
    return [
      title,
      cost.target,
      grouped(cost.users),
      spreadText(cost.cpuMs),
      cost.floorMs ? spreadText(cost.floorMs) : '',
      measuredText(cost, aim),
      isOurs ? `${aimText(aim)}: ${cost.holds ? 'holds' : 'missed'}` : '',
    ];
  });
}

/** The memory as rows of text: once started, and after all scenarios. */
export function memoryRows({ memory }: Result): string[][] {
  return memory.map(({ target, users, started, loaded, holds }: Memory) => [
    target,
    grouped(users),
    mebibytes(started),
    mebibytes(loaded),
    holds === undefined ? '' : `≤ ${mebibytes(mostMemory)}: ${holds ? 'holds' : 'missed'}`,
  ]);
}

/** The columns of the memory. */
export const memoryHeading = ['server', 'users', 'started MiB', 'loaded MiB', 'aim'];

/** Both tables for a terminal. */
export function textReport(result: Result): string {
  const costs = table([costHeading, ...costRows(result)]);
  const memory = table([memoryHeading, ...memoryRows(result)]);
  return `${costs}\n\nResident memory\n${memory}\n${firstStartText(result)}\n`;
}

/** What the very first start takes, in a sentence. */
export function firstStartText({ firstStart }: Result): string {
  return `The very first start of user-pools, before compiled code is kept, takes ${mebibytes(firstStart)} MiB.`;
}

export function grouped(users: number): string {
  return users.toLocaleString('en-US');
}

/** Median and, in brackets, the bounds of the middle half. */
function spreadText({ median, low, high }: Spread): string {
  return `${number(median)} (${number(low)}–${number(high)})`;
}

function number(value: number): string {
  return value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(value >= 1 ? 2 : 3);
}

function measuredText({ measured, floorMs }: Cost, aim: Aim): string {
  if (!measured || aim.kind === 'cpu') return '';
  const of = floorMs ? 'floor' : 'smallest pool';
  return `${measured.median.toFixed(2)} × ${of}`;
}

function aimText({ kind, most }: Aim): string {
  return kind === 'cpu' ? `≤ ${most} ms` : `≤ ${most} ×`;
}

function mebibytes(bytes: number): string {
  return (bytes / 2 ** 20).toFixed(0);
}

function table(rows: string[][]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => (row[column] ?? '').length)));
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
