import { grouped } from './report.ts';
import type { Cost, Result } from './result.ts';
import { type ScenarioName, scenarios } from './scenarios.ts';
import type { Spread } from './statistics.ts';

const width = 960;
const rowHeight = 34;
const top = 74;
const labels = 240;
const gap = 50;

/** Marks differ in shape as well as in colour. */
const marks = {
  floor: { text: 'the arithmetic alone', draw: (x: number, y: number) => `M${x} ${y - 9}V${y + 9}` },
  ours: { text: 'user-pools', draw: (x: number, y: number) => `M${x - 6} ${y}a6 6 0 1 0 12 0a6 6 0 1 0 -12 0z` },
  peer: { text: 'cognito-local', draw: (x: number, y: number) => `M${x} ${y - 7}l7 7l-7 7l-7 -7z` },
};
type Mark = keyof typeof marks;

/** Both themes: an SVG shown as a picture follows the reader's, not the page's. */
const style = `
  text { font: 13px system-ui, sans-serif; fill: #3d4450; }
  .title { font-weight: 600; font-size: 14px; }
  .grid { stroke: #8a93a3; stroke-opacity: 0.35; }
  .floor { stroke: #6b7280; stroke-width: 3; fill: none; }
  .ours { fill: #0b6bcb; }
  .peer { fill: none; stroke: #b4530a; stroke-width: 2.5; }
  @media (prefers-color-scheme: dark) {
    text { fill: #d5dae3; }
    .floor { stroke: #a3abb8; }
    .ours { fill: #58a6ff; }
    .peer { stroke: #f0964b; }
  }`;

/** The costs as an SVG: a panel for each size of the pool, a row for each scenario, milliseconds on a logarithmic axis. */
export function plot({ costs }: Result): string {
  const sizes = [...new Set(costs.map(({ users }) => users))];
  const names = [...new Set(costs.map(({ scenario }) => scenario))];
  const range = rangeOf(costs);
  const panelWidth = (width - labels - gap * sizes.length) / sizes.length;
  const height = top + names.length * rowHeight + 58;
  const panels = sizes.map((users, place) => {
    const left = labels + place * (panelWidth + gap);
    const x = (ms: number) => round(left + (panelWidth * Math.log(ms / range.from)) / Math.log(range.to / range.from));
    return panel(
      names,
      costs.filter((cost) => cost.users === users),
      x,
      users,
      range,
    );
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img" aria-label="CPU time of a request">
<style>${style}
</style>
${legend()}
${names.map((name, row) => text(0, rowY(row) + 4, scenarios[name].title)).join('\n')}
${panels.join('\n')}
${text(labels + (width - labels) / 2, height - 10, 'CPU time of the server for one request, in milliseconds (logarithmic)', 'middle')}
</svg>
`;
}

function panel(
  names: ScenarioName[],
  costs: Cost[],
  x: (ms: number) => number,
  users: number,
  { from, to }: { from: number; to: number },
): string {
  const bottom = top + names.length * rowHeight;
  const ticks: number[] = [];
  for (let ms = from; ms <= to * 1.001; ms *= 10) ticks.push(ms);
  const grid = ticks.flatMap((ms) => [
    `<path class="grid" d="M${x(ms)} ${top - 8}V${bottom}"/>`,
    text(x(ms), bottom + 18, String(Number(ms.toPrecision(1))), 'middle'),
  ]);
  const rows = costs.flatMap(({ scenario, target, cpuMs, floorMs }) => {
    const y = rowY(names.indexOf(scenario));
    const floor = floorMs ? [point('floor', floorMs, x, y)] : [];
    return [...floor, point(target === 'user-pools' ? 'ours' : 'peer', cpuMs, x, y)];
  });
  return [text(x(from), top - 20, `${grouped(users)} users`, 'start', 'title'), ...grid, ...rows].join('\n');
}

function point(mark: Mark, { median }: Spread, x: (ms: number) => number, y: number): string {
  return `<path class="${mark}" d="${marks[mark].draw(x(median), y)}"><title>${median.toPrecision(3)} ms</title></path>`;
}

function legend(): string {
  const entries = Object.entries(marks) as [Mark, (typeof marks)[Mark]][];
  return entries
    .map(([mark, { draw, text: words }], place) => {
      const left = labels + place * 180;
      return `<path class="${mark}" d="${draw(left + 8, 20)}"/>${text(left + 24, 24, words)}`;
    })
    .join('\n');
}

/** Whole powers of ten around every median. */
function rangeOf(costs: Cost[]): { from: number; to: number } {
  const medians = costs.flatMap(({ cpuMs, floorMs }) => [cpuMs.median, floorMs?.median ?? cpuMs.median]);
  const power = (ms: number, whole: (value: number) => number) => 10 ** whole(Math.log10(ms));
  return { from: power(Math.min(...medians), Math.floor), to: power(Math.max(...medians), Math.ceil) };
}

function rowY(row: number): number {
  return top + (row + 0.5) * rowHeight;
}

function text(x: number, y: number, words: string, anchor = 'start', kind = ''): string {
  return `<text x="${x}" y="${y}" text-anchor="${anchor}"${kind && ` class="${kind}"`}>${words}</text>`;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
