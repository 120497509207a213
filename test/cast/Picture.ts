import type { Story } from './Story.js';

/*
 * A small picture of a small world: last prices over time, and marks where somebody was called, liquidated,
 * deleveraged, taken over, or withdrew. Plain SVG, coordinates with one decimal, so that a change shows in a diff.
 */
const WIDTH = 640;
const HEIGHT = 240;
const LEFT = 52;
const RIGHT = 24;
const TOP = 40;
const BOTTOM = 40;

const LINES = ['#1f6fb4', '#c2571a', '#2f7d4f', '#7a5195', '#8a6d1d', '#555555'];
const MARKS: Readonly<Record<string, readonly [color: string, label: string]>> = {
  'margin-call': ['#d99a00', 'margin call'],
  liquidation: ['#c22f2f', 'liquidation'],
  takeover: ['#111111', 'takeover'],
  adl: ['#7a3db8', 'deleveraged'],
  withdrawal: ['#3d8fb8', 'maker withdraws'],
};

interface Frame {
  x(second: number): number;
  y(ratio: number): number;
}

export function draw(story: Story): string {
  const { engine } = story.world;
  const shown = engine.markets.filter((market) => market.tape.volumeUsd > 0 || engine.markets.length <= 2);
  const values = story.prices.flatMap((second) => shown.map((market) => second[market.id]!));
  const low = Math.min(1, ...values) - 0.01;
  const high = Math.max(1, ...values) + 0.01;
  const seconds = story.prices.length;
  const frame: Frame = {
    x: (second) => LEFT + ((WIDTH - LEFT - RIGHT) * second) / seconds,
    y: (ratio) => TOP + ((HEIGHT - TOP - BOTTOM) * (high - ratio)) / (high - low),
  };
  const lines = shown.map((market, i) => {
    const points = story.prices.map(
      (second, at) => `${round(frame.x(at + 0.5))},${round(frame.y(second[market.id]!))}`,
    );
    return `<polyline fill="none" stroke="${LINES[i % LINES.length]}" stroke-width="1.5" points="${steps(points)}"/>`;
  });
  const names = shown.map(
    (market) => `${engine.venues[market.venue]!.id} ${market.symbol} ${market.perp ? 'perp' : 'spot'}`,
  );
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" font-family="sans-serif" font-size="11">`,
    `<rect width="${WIDTH}" height="${HEIGHT}" fill="#ffffff"/>`,
    `<text x="${LEFT}" y="16" font-size="13" font-weight="bold">${escaped(story.title)}</text>`,
    ...grid(frame, low, high, seconds, story.stepUs),
    ...lines,
    ...marks(story, frame),
    ...legend(
      names.map((name, i) => [LINES[i % LINES.length]!, name] as const),
      31,
    ),
    '</svg>',
    '',
  ].join('\n');
}

function round(x: number): string {
  return String(Math.round(x * 10) / 10);
}

function escaped(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;');
}

/** Points of a line without those that lie between two at the same height. */
function steps(points: readonly string[]): string {
  const height = (at: number) => points[at]?.split(',')[1];
  return points.filter((_, at) => height(at) !== height(at - 1) || height(at) !== height(at + 1)).join(' ');
}

/** `seconds` are steps of `stepUs`: seconds, or hours. */
function grid(frame: Frame, low: number, high: number, seconds: number, stepUs: number): string[] {
  const out: string[] = [];
  const step = high - low > 0.25 ? 0.1 : high - low > 0.12 ? 0.05 : 0.02;
  for (let i = Math.ceil(low / step); i * step <= high; i++) {
    const y = round(frame.y(i * step));
    out.push(`<line x1="${LEFT}" x2="${WIDTH - RIGHT}" y1="${y}" y2="${y}" stroke="#dddddd"/>`);
    out.push(`<text x="${LEFT - 6}" y="${y}" dy="4" text-anchor="end">${Math.round(100 * i * step)}%</text>`);
  }
  const isLong = stepUs > 1e6;
  const every = isLong ? 48 : seconds > 100 ? 30 : seconds > 40 ? 10 : 5;
  for (let second = 0; second <= seconds; second += every)
    out.push(
      `<text x="${round(frame.x(second))}" y="${HEIGHT - BOTTOM + 14}" text-anchor="middle">${isLong ? `${second / 24} d` : `${second} s`}</text>`,
    );
  return out;
}

/** A triangle on the axis for each second in which something of a kind happened, and a legend of the kinds. */
function marks(story: Story, frame: Frame): string[] {
  const kinds = Object.keys(MARKS).filter((kind) => story.rows.some((row) => row.kind === kind));
  const out = kinds.flatMap((kind, i) => {
    const times = story.rows
      .filter((row) => row.kind === kind)
      .map((row) => Math.floor(row.atUs / story.stepUs));
    const y = HEIGHT - BOTTOM - 4 - 9 * i;
    return [...new Set(times)].map((second) => {
      const x = frame.x(second);
      return `<path fill="${MARKS[kind]![0]}" d="M${round(x - 4)} ${y}h8l-4 -8z"/>`;
    });
  });
  return [
    ...out,
    ...legend(
      kinds.map((kind) => MARKS[kind]!),
      HEIGHT - 8,
    ),
  ];
}

function legend(items: readonly (readonly [color: string, label: string])[], y: number): string[] {
  let x = LEFT;
  return items.flatMap(([color, label]) => {
    const at = x;
    x += 22 + 6.2 * label.length;
    return [
      `<rect x="${round(at)}" y="${y - 8}" width="8" height="8" fill="${color}"/>`,
      `<text x="${round(at + 12)}" y="${y}">${label}</text>`,
    ];
  });
}
