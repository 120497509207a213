import * as Engine from '../index.js';
import * as Composition from './Composition.js';
import type { Shocks } from './ShockFile.js';
import * as Surroundings from './Surroundings.js';

/** Bids within 1% of the best one when nothing has happened yet, by asset. */
export interface Opening {
  readonly depth: Surroundings.Depth;
  readonly measuredUsd: Readonly<Record<string, number>>;
}

const WITHIN = 0.01;
const ROUNDS = 3;
/** Volume a day and makers' equity per dollar of depth to begin with. */
const TURNOVER = 120;
const EQUITY = 5;
const SETTLED_US = 180e6;
const NO_DEPTH_USD = 1000;

/**
 * The volumes that give the stated depths, found by opening the exchange a few times: makers and buyers size their
 * orders by volume.
 */
export function find(subject: Composition.Subject, shocks: Shocks): Opening {
  const assets = subject.file.spec.assets ?? {};
  const moving = Surroundings.moving(subject);
  const wanted = Object.fromEntries(moving.map((id) => [id, assets[id]!.depth ?? NO_DEPTH_USD]));
  const equityUsd = EQUITY * Object.values(wanted).reduce((all, one) => all + one, 0);
  let volumeUsd = Object.fromEntries(moving.map((id) => [id, TURNOVER * wanted[id]!]));
  if (moving.length === 0) return { depth: { equityUsd: 1, volumeUsd }, measuredUsd: {} };
  let measuredUsd = measure(subject, shocks, { equityUsd, volumeUsd });
  for (let round = 0; round < ROUNDS; round++) {
    const scaled = moving.map((id): [string, number] => [
      id,
      volumeUsd[id]! * (wanted[id]! / Math.max(1, measuredUsd[id]!)),
    ]);
    volumeUsd = Object.fromEntries(scaled);
    measuredUsd = measure(subject, shocks, { equityUsd, volumeUsd });
  }
  return { depth: { equityUsd, volumeUsd }, measuredUsd };
}

function measure(
  subject: Composition.Subject,
  shocks: Shocks,
  depth: Surroundings.Depth,
): Record<string, number> {
  const calm = { ...shocks, horizon: SETTLED_US };
  const data = Surroundings.own(subject, { shocks: calm, fall: 0, isSold: false, depth });
  const loaded = Composition.load(subject, { ...data, lending: [] });
  const world = Composition.build(subject, loaded, 1);
  Engine.advance(world, SETTLED_US);
  return Object.fromEntries(
    Engine.books(world, WITHIN).map(({ symbol, bid }) => [symbol.split('/')[0]!, bid]),
  );
}
