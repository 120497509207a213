import * as Clock from './Clock.js';
import type { Frame } from './Frame.js';
import * as NumberText from './NumberText.js';
import type * as Panel from './Panel.js';
import * as Plot from './Plot.js';

/** Minutes of a row of the data, and most rows. */
const TABLE_STEP = 5;
const TABLE_ROWS = 60;
const DAY = 1440;
const OVERVIEW_PX = 56;

/** A figure: the crash window large, one panel under the other on one time axis, the whole run small below. */
export function render(title: string, about: string, panels: readonly Panel.Panel[], frame: Frame): string {
  const drawn = panels.filter((panel) => panel.lines.length + panel.bars.length > 0);
  if (!drawn.some(hasValues)) return '';
  const pictures = drawn.map((panel) => {
    const view = { span: frame.crash, height: panel.height, isOverview: false };
    return `${heading(panel)}${legend(panel, frame)}${Plot.render(panel, frame, view)}`;
  });
  const isWhole = frame.crash.from === frame.full.from && frame.crash.to === frame.full.to;
  const whole = drawn.filter((panel, i) => i === 0 || panel.bars.length > 0);
  return (
    `<figure><h3>${NumberText.html(title)}</h3><p class="about">${NumberText.html(about)}</p>${pictures.join('')}` +
    `${isWhole ? '' : whole.map((panel) => overview(panel, frame)).join('')}` +
    `${table(drawn, frame)}</figure>`
  );
}

/** Whether anything but zero was seen: axes without a curve say nothing. */
function hasValues({ lines, bars }: Panel.Panel): boolean {
  return [...lines, ...bars].some(({ values }) =>
    values.some((value) => Number.isFinite(value) && value !== 0),
  );
}

function overview(panel: Panel.Panel, frame: Frame): string {
  const view = { span: frame.full, height: OVERVIEW_PX, isOverview: true };
  return `<h4 class="small">Whole run: ${NumberText.html(panel.title)}</h4>${Plot.render(panel, frame, view)}`;
}

function heading(panel: Panel.Panel): string {
  const scale = panel.scale === 'log' ? 'log scale' : 'linear scale';
  return `<h4>${NumberText.html(panel.title)} <small>${scale}</small></h4>`;
}

/** Curves with their worst value in the run, bars with their total. */
function legend(panel: Panel.Panel, frame: Frame): string {
  const lines = panel.lines.map((line, i) => entry(line, extreme(panel, line, frame), i));
  const bars = panel.bars.map((one, i) => {
    const total = one.values.reduce((sum, value) => sum + (value || 0), 0);
    return entry(one, `${NumberText.format(panel.unit, total)} in the run`, panel.lines.length + i);
  });
  return `<ul class="legend">${[...lines, ...bars].join('')}</ul>`;
}

/** The worst value: the highest of a leverage, the lowest of anything else; with its day in a run of several. */
function extreme({ unit }: Panel.Panel, line: Panel.Line, { startMs, full }: Frame): string {
  const { low, lowAt, high, highAt } = Plot.extremes(line.low ?? line.values, full);
  if (lowAt < 0) return 'no data';
  const at = (minute: number) => {
    return full.to > DAY ? Clock.moment(startMs, minute) : Clock.time(startMs, minute);
  };
  return unit === 'times'
    ? `high ${NumberText.format(unit, high)} at ${at(highAt)}`
    : `low ${NumberText.format(unit, low)} at ${at(lowAt)}`;
}

/** A name that hides and shows what it stands for. */
function entry({ color, label, isDashed }: Omit<Panel.Line, 'values'>, note: string, set: number): string {
  const chip = `<i class="chip b${color}${isDashed === true ? ' dash' : ''}"></i>`;
  const name = `${chip}${NumberText.html(label)}`;
  return `<li><button type="button" class="key" aria-pressed="true" data-key="${set}">${name}</button> <small>${NumberText.html(note)}</small></li>`;
}

/** The numbers behind the large picture every few minutes; bars are summed over them. */
function table(panels: readonly Panel.Panel[], { startMs, crash }: Frame): string {
  const step = TABLE_STEP * Math.ceil((crash.to - crash.from) / TABLE_STEP / TABLE_ROWS);
  const columns = panels.flatMap((panel) => [
    ...panel.lines.map(({ label, values }) => ({ panel, label, values, width: 1 })),
    ...panel.bars.map(({ label, values }) => ({ panel, label, values, width: step })),
  ]);
  const head = columns.map(
    ({ panel, label }) => `<th>${NumberText.html(panels.length > 1 ? `${panel.title}: ${label}` : label)}`,
  );
  const rows: string[] = [];
  for (let minute = crash.from; minute < crash.to; minute += step) {
    const cells = columns.map(({ panel, values, width }) => {
      const value = values.subarray(minute, minute + width).reduce((sum, one) => sum + one);
      return `<td>${NumberText.format(panel.unit, value)}`;
    });
    const at = crash.to - crash.from > DAY ? Clock.moment(startMs, minute) : Clock.time(startMs, minute);
    rows.push(`<tr><th>${at}${cells.join('')}`);
  }
  return (
    `<details><summary>Data, every ${step} minutes of the crash</summary><div class="scroll" tabindex="0" role="group" aria-label="Table of the data"><table>` +
    `<thead><tr><th>UTC${head.join('')}</thead><tbody>${rows.join('')}</tbody></table></div></details>`
  );
}
