import { describe, expect, it } from 'vitest';
import * as Streams from '../../base/Streams.js';
import * as Intent from '../../messages/Intent.js';
import * as Outbox from '../../messages/Outbox.js';
import type { View } from '../../state/View.js';
import * as Taker from './Taker.js';

/** A taker without memory but its parents: one order every ten seconds on average. */
function taker(over: Partial<Taker.State>, streams: Streams.Streams): Taker.State {
  const fade = 0.1;
  return {
    kind: 'taker',
    name: 'taker',
    latencyUs: 0,
    stream: Streams.open(streams, 'taker'),
    market: 0,
    account: 0,
    usd: 1000,
    sigma: 1,
    tail: 1.5,
    longest: 500,
    base: new Float64Array(24).fill(0.05),
    startUs: 0,
    jump: 0.5 * fade,
    fade,
    reach: 0.001,
    side: new Int8Array(3).fill(1),
    left: new Int32Array(3),
    drawn: 0,
    ...over,
  };
}

/** Times and signs of its orders; the touch never moves. */
function flow(count: number, over: Partial<Taker.State>) {
  const streams = Streams.create(11);
  const agent = taker(over, streams);
  const times: number[] = [];
  const signs: number[] = [];
  const view = {
    nowUs: 0,
    streams,
    feed: { ask: [101], bid: [100] },
    markets: [{ lot: 0.001, tick: 1 }],
    box: Outbox.create(Intent.create(2 * count), new Int32Array(1), 1),
  } as unknown as View & { nowUs: number };
  for (let i = 0; i < count; i++) {
    Taker.wake(view, agent);
    times.push(view.nowUs / 1e6);
    signs.push(view.box.intents.side[view.box.tail[0]!] === Outbox.BUY ? 1 : -1);
    view.nowUs = view.box.wakeAtUs;
  }
  return { times, signs };
}

describe('order flow', () => {
  it('arrives at its mean rate and in clusters', () => {
    const { times } = flow(40_000, {});
    const rate = times.length / times.at(-1)!;
    // A base of 0.05 a second and a branching of a half: 0.1 a second.
    expect(rate).toBeGreaterThan(0.09);
    expect(rate).toBeLessThan(0.11);
    const counts = new Map<number, number>();
    for (const time of times)
      counts.set(Math.floor(time / 300), (counts.get(Math.floor(time / 300)) ?? 0) + 1);
    const all = [...counts.values()];
    const mean = all.reduce((a, b) => a + b, 0) / all.length;
    const variance = all.reduce((a, b) => a + (b - mean) ** 2, 0) / all.length;
    // Variance over mean of counts: 1 for a Poisson process, 1 / (1 - 0.5)^2 in long windows here.
    expect(variance / mean).toBeGreaterThan(2.5);
  });

  it('has signs whose memory lasts, from parents that are split', () => {
    const { signs } = flow(40_000, {});
    const at = (lag: number) =>
      signs.slice(lag).reduce((sum, one, i) => sum + one * signs[i]!, 0) / (signs.length - lag);
    expect(at(1)).toBeGreaterThan(0.15);
    expect(at(30)).toBeGreaterThan(0.02);
    expect(at(1)).toBeGreaterThan(at(10));
    expect(at(10)).toBeGreaterThan(at(30));
  });

  it('follows the hours of the day', () => {
    const base = Float64Array.from({ length: 24 }, (_, hour) => (hour < 12 ? 0.02 : 0.2));
    const { times } = flow(30_000, { base, jump: 0 });
    const early = times.filter((time) => (time / 3600) % 24 < 12).length;
    expect(early / times.length).toBeLessThan(0.15);
  });
});
