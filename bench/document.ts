import { readFile, writeFile } from 'node:fs/promises';
import { plot } from './plot.ts';
import { costHeading, costRows, firstStartText, memoryHeading, memoryRows } from './report.ts';
import type { Result } from './result.ts';

const page = new URL('../docs/benchmarks.md', import.meta.url);
const picture = new URL('../docs/images/bench.svg', import.meta.url);
const [begin, end] = ['<!-- written by npm run bench -- --docs: begin -->', '<!-- end -->'];

/** Writes the numbers of a run into docs/benchmarks.md, and draws their picture. */
export async function writeDocument(result: Result): Promise<void> {
  const text = await readFile(page, 'utf8');
  const [before, rest] = text.split(begin);
  const after = rest?.split(end)[1];
  if (before === undefined || after === undefined) throw new Error('docs/benchmarks.md has lost its marks.');
  await writeFile(page, `${before}${begin}\n${numbers(result)}\n${end}${after}`);
  await writeFile(picture, plot(result));
}

function numbers(result: Result): string {
  const { cpu, cores, memoryGiB, system, node } = result.machine;
  return `
Measured on ${result.date}: ${cpu}, ${cores} cores, ${memoryGiB} GiB, ${system}, Node ${node}; ${result.rounds} rounds.

${table(costHeading, costRows(result))}

${table(memoryHeading, memoryRows(result))}

${firstStartText(result)}
`;
}

function table(heading: string[], rows: string[][]): string {
  const line = (cells: string[]) => `| ${cells.join(' | ')} |`;
  return [line(heading), line(heading.map(() => '---')), ...rows.map(line)].join('\n');
}
