import * as Decimate from './Decimate.js';
import type { Span } from './Frame.js';
import type { Line, Panel } from './Panel.js';
import * as Scale from './Scale.js';

/** Width of every picture's coordinate system; the browser stretches it to the page. */
export const WIDTH = 1000;
const MAX_POINTS = 1200;
const MAX_BARS = 500;

/** SVG paths of a panel's bars and curves. Strokes keep their width when the picture is stretched. */
export function content(panel: Panel, span: Span, scale: Scale.Scale, height: number): string {
  const mark = (path: string, set: number) => path.replace('<path ', `<path data-set="${set}" `);
  const wicks = panel.lines.map((line, i) =>
    line.low === undefined ? '' : mark(wick(line, span, scale, height), i),
  );
  const curves = panel.lines.map((line, i) => mark(curve(line, span, scale, height), i));
  return [
    ...barPaths(panel, span, scale, height).map((path, i) => mark(path, panel.lines.length + i)),
    ...wicks,
    ...curves,
  ].join('');
}

function x(span: Span, minute: number): number {
  return round(((minute - span.from) / (span.to - span.from)) * WIDTH);
}

function y(scale: Scale.Scale, value: number, height: number): number {
  return round((1 - Scale.place(scale, value)) * height);
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

function curve(line: Line, span: Span, scale: Scale.Scale, height: number): string {
  let path = '';
  let isPenUp = true;
  for (const minute of Decimate.indices(line.values, span.from, span.to, MAX_POINTS)) {
    const at = y(scale, line.values[minute]!, height);
    if (Number.isNaN(at)) {
      isPenUp = true;
      continue;
    }
    path += `${isPenUp ? 'M' : 'L'}${x(span, minute + 0.5)} ${at}`;
    isPenUp = false;
  }
  return `<path class="line s${line.color}${line.isDashed === true ? ' dash' : ''}" d="${path}"/>`;
}

/** The area between the curve and the minute's lowest price; none in a minute without a low. */
function wick(line: Line, span: Span, scale: Scale.Scale, height: number): string {
  const minutes = Decimate.indices(line.low!, span.from, span.to, MAX_POINTS / 2).filter(
    (minute) => !Number.isNaN(line.values[minute]!),
  );
  if (minutes.length < 2) return '';
  const edge = (price: (minute: number) => number, order: number[]) =>
    order.map((minute) => `${x(span, minute + 0.5)} ${y(scale, price(minute), height)}`).join('L');
  const close = (minute: number) => line.values[minute]!;
  const low = (minute: number) => (Number.isNaN(line.low![minute]!) ? close(minute) : line.low![minute]!);
  const path = `M${edge(close, minutes)}L${edge(low, [...minutes].reverse())}Z`;
  return `<path class="wick f${line.color}" d="${path}"/>`;
}

function barPaths(panel: Panel, span: Span, scale: Scale.Scale, height: number): string[] {
  const width = Math.ceil((span.to - span.from) / MAX_BARS);
  const count = Math.ceil((span.to - span.from) / width);
  const floor = new Float64Array(count);
  return panel.bars.map(({ values, color }) => {
    let path = '';
    Decimate.means(values, span.from, span.to, width).forEach((value, i) => {
      if (value === 0) return;
      const left = x(span, span.from + i * width);
      const right = x(span, Math.min(span.from + (i + 1) * width, span.to));
      const bottom = y(scale, floor[i]!, height);
      const top = y(scale, floor[i]! + value, height);
      if (panel.isStacked) floor[i]! += value;
      path += `M${left} ${bottom}V${top}H${round(left + (right - left) * 0.86)}V${bottom}Z`;
    });
    return `<path class="bar f${color}" d="${path}"/>`;
  });
}
