/**
 * Models:     the market module of Terra Classic (columbus-5, May 2022): LUNA against UST at the oracle's rate less a
 *             spread from virtual pools, by minting and burning.
 * Source:     terra-money/classic-core x/market/keeper/{swap,keeper,msg_server}.go and x/market/abci.go.
 * Units:      atoms of the ledger at its edges, micro-units (1e-6) inside; pool delta in usdr with 18 digits; rates in
 *             1e-12 of the coin per LUNA; ratios in parts per million.
 * Simplified: three coins (LUNA, UST, SDT) instead of all pegs; a trader gets whole ledger atoms, the part of an atom
 *             joins the fee (as the chain does with parts of a micro-unit): he loses less than one atom a swap.
 * Invariants: TERRA-1 (micro-units of a swap = atoms minted + change of the remainder, which is less than an atom)
 */
import { invariant } from '../../base/assert.js';
import * as Decimal from './TerraMarketDecimal.js';

export type Denom = 'luna' | 'usd' | 'sdr';

/** Coins per LUNA in 1e-12; 0 where the oracle has no valid rate. */
export type Rates = { readonly usd: number; readonly sdr: number };

/** What governance sets. */
export type Terms = {
  /** Both virtual pools at rest, usdr; 50e12 in May 2022. */
  readonly basePoolMicro: number;
  /** Blocks over which the delta decays; 36. */
  readonly recoveryBlocks: number;
  /** Least spread between LUNA and a stable coin; 5_000. At 1_000_000 swaps of LUNA are off. */
  readonly minSpreadPpm: number;
  /** Fee between two stable coins, the larger of both counts; 3_500. */
  readonly tobinPpm: { readonly usd: number; readonly sdr: number };
};

export type State = {
  terms: Terms;
  /** Terra pool less base pool, usdr: positive after UST was burned for LUNA. */
  delta: Decimal.Fixed;
  /** Micro-units per ledger atom: 10^(6 - decimals of the ledger). */
  readonly scale: Readonly<Record<Denom, number>>;
  /** Micro-units minted on chain that do not fill a ledger atom yet, per coin; they belong to the reward pool. */
  readonly remainder: Record<Denom, number>;
};

export type Reason = 'same-denom' | 'no-rate' | 'too-small' | 'swaps-off' | 'pool-empty' | 'supply-bound';
export type Refusal = { readonly kind: 'refused'; readonly reason: Reason };

/** A swap in micro-units, as on chain. */
export type Quote = {
  readonly kind: 'quoted';
  /** Value at the oracle's rates, before the spread. */
  readonly gross: Decimal.Decimal;
  readonly spread: Decimal.Decimal;
  readonly net: bigint;
  readonly fee: bigint;
  readonly deltaAfter: Decimal.Decimal;
};

/** A swap in ledger atoms: burn the offer, mint `net` to the trader and `fee` to the oracle's reward pool. */
export type Plan = {
  readonly kind: 'planned';
  readonly offer: Denom;
  readonly ask: Denom;
  readonly burnAtoms: number;
  readonly netAtoms: number;
  readonly feeAtoms: number;
  /** Fraction of the gross value, for views. */
  readonly spread: number;
  readonly deltaAfter: Decimal.Fixed;
  readonly remainderAfter: number;
};

/** Pools at rest. `decimals` of each coin in the ledger, 0 to 6. */
export function create(terms: Terms, decimals: Readonly<Record<Denom, number>>): State {
  const scale = { luna: scaleOf(decimals.luna), usd: scaleOf(decimals.usd), sdr: scaleOf(decimals.sdr) };
  return { terms, delta: Decimal.toFixed(Decimal.ZERO), scale, remainder: { luna: 0, usd: 0, sdr: 0 } };
}

function scaleOf(decimals: number): number {
  const scale = [1_000_000, 100_000, 10_000, 1000, 100, 10, 1][decimals];
  invariant(scale !== undefined, 'UNIT-1', () => `a coin of the market has 0 to 6 decimals, not ${decimals}`);
  return scale;
}

/** What the chain would do with `micro` (> 0) of `offer`. The rate of the oracle is trusted blindly, as there. */
export function quote(state: State, rates: Rates, offer: Denom, micro: bigint, ask: Denom): Quote | Refusal {
  if (offer === ask) return refuse('same-denom');
  if (rateOf(rates, offer) <= 0 || rateOf(rates, ask) <= 0 || rates.sdr <= 0) return refuse('no-rate');
  const base = internal(rates, Decimal.ofMicro(micro), offer, 'sdr');
  const gross = internal(rates, base, 'sdr', ask);
  if (base <= Decimal.ZERO || gross <= Decimal.ZERO) return refuse('too-small');
  const isPooled = offer === 'luna' || ask === 'luna';
  if (isPooled && state.terms.minSpreadPpm >= 1e6) return refuse('swaps-off');
  if (isPooled && terraPool(state) <= Decimal.ZERO) return refuse('pool-empty');
  const spread = isPooled ? poolSpread(state, offer, base) : tobin(state.terms, offer, ask);
  const fee = Decimal.mul(spread, gross);
  const rest = gross - fee;
  const net = Decimal.truncate(rest);
  const baseOut = offer === 'luna' ? internal(rates, rest, ask, 'sdr') : base;
  if (net <= Decimal.ZERO || baseOut <= Decimal.ZERO) return refuse('too-small');
  // Gross on the way in, net on the way out: the asymmetry is the chain's.
  const delta = Decimal.ofFixed(state.delta);
  const deltaAfter = !isPooled ? delta : offer === 'luna' ? delta - baseOut : delta + baseOut;
  const feeMicro = Decimal.truncate(fee + rest - Decimal.ofMicro(net));
  return { kind: 'quoted', gross, spread, net, fee: feeMicro, deltaAfter };
}

/** What a trader wants: `atoms` (> 0) of one coin of the ledger into another. */
export type Order = { readonly offer: Denom; readonly atoms: number; readonly ask: Denom };

/** Atoms of a coin that exist, and the most that may (2^53 - 1 at most). */
export type Supply = { readonly atoms: number; readonly cap: number };

/** A swap in ledger atoms. `supply` is that of the coin asked for: a mint beyond its cap is refused, never cut. */
export function plan(state: State, rates: Rates, order: Order, supply: Supply): Plan | Refusal {
  const { offer, atoms, ask } = order;
  const exact = quote(state, rates, offer, Decimal.microOf(atoms, state.scale[offer]), ask);
  if (exact.kind === 'refused') return exact;
  const scale = state.scale[ask];
  const net = Decimal.atomsDown(exact.net, scale);
  if (net.atoms === 0) return refuse('too-small');
  const fee = Decimal.atomsDown(Decimal.plus(exact.fee, net.rest + state.remainder[ask]), scale);
  const minted = net.atoms + fee.atoms;
  if (!(minted <= supply.cap - supply.atoms)) return refuse('supply-bound');
  const units = Decimal.plus(Decimal.microOf(minted, scale), fee.rest);
  const held = state.remainder[ask];
  const due = Decimal.plus(exact.net + exact.fee, held);
  const isPart = held >= 0 && held < scale;
  invariant(
    isPart && units === due,
    'TERRA-1',
    () => `${units} micro-units booked, ${due} due, ${held} held`,
  );
  return {
    kind: 'planned',
    offer,
    ask,
    burnAtoms: atoms,
    netAtoms: net.atoms,
    feeAtoms: fee.atoms,
    spread: Decimal.toNumber(exact.spread),
    deltaAfter: Decimal.toFixed(exact.deltaAfter),
    remainderAfter: fee.rest,
  };
}

/** Spread of the next small swap that burns UST, a fraction; for views and probes. */
export function marginalSpread(state: State): number {
  const { basePoolMicro, minSpreadPpm } = state.terms;
  const ratio = basePoolMicro / (Decimal.toNumber(terraPool(state)) || 1);
  return Math.max(1 - ratio * ratio, minSpreadPpm / 1e6);
}

/** Steady burn of stable coins that holds the marginal spread at `spread`, SDR per block. */
export function throughput(terms: Terms, spread: number): number {
  return ((terms.basePoolMicro / 1e6) * (1 / Math.sqrt(1 - spread) - 1)) / terms.recoveryBlocks;
}

export function apply(state: State, swap: Plan): void {
  state.delta = swap.deltaAfter;
  state.remainder[swap.ask] = swap.remainderAfter;
}

/** Ends `blocks` blocks: the delta decays by one part in `recoveryBlocks` each, cut toward zero. */
export function accrue(state: State, blocks: number): void {
  let delta = Decimal.ofFixed(state.delta);
  for (let i = 0; i < blocks; i++) {
    const step = Decimal.quoInteger(delta, state.terms.recoveryBlocks);
    if (step === Decimal.ZERO) break;
    delta -= step;
  }
  state.delta = Decimal.toFixed(delta);
}

/** A vote of governance takes effect; the delta stays. */
export function retune(state: State, changes: Partial<Terms>): void {
  state.terms = { ...state.terms, ...changes };
}

/** As done at height 7_607_790: the least spread becomes everything. Stable coins still swap among themselves. */
export function switchOff(state: State): void {
  retune(state, { minSpreadPpm: 1_000_000 });
}

function refuse(reason: Reason): Refusal {
  return { kind: 'refused', reason };
}

function rateOf(rates: Rates, denom: Denom): number {
  return denom === 'luna' ? 1e12 : rates[denom];
}

/** Value of `amount` of one coin in another at the oracle's rates. */
function internal(rates: Rates, amount: Decimal.Decimal, from: Denom, to: Denom): Decimal.Decimal {
  if (from === to) return amount;
  const product = Decimal.mul(amount, Decimal.ofPico(rateOf(rates, to)));
  return Decimal.quo(product, Decimal.ofPico(rateOf(rates, from)));
}

function terraPool(state: State): Decimal.Decimal {
  return Decimal.ofMicro(Decimal.microOf(state.terms.basePoolMicro, 1)) + Decimal.ofFixed(state.delta);
}

/** 1 - out / base on the constant product, at least the least spread: a swap back to rest gets no bonus. */
function poolSpread(state: State, offer: Denom, base: Decimal.Decimal): Decimal.Decimal {
  const rest = Decimal.ofMicro(Decimal.microOf(state.terms.basePoolMicro, 1));
  const product = Decimal.mul(rest, rest);
  const terra = terraPool(state);
  const luna = Decimal.quo(product, terra);
  const [offerPool, askPool] = offer === 'luna' ? [luna, terra] : [terra, luna];
  const out = askPool - Decimal.quo(product, offerPool + base);
  const spread = Decimal.quo(base - out, base);
  const least = Decimal.ofPpm(state.terms.minSpreadPpm);
  return spread < least ? least : spread;
}

function tobin(terms: Terms, offer: Denom, ask: Denom): Decimal.Decimal {
  const ofDenom = (denom: Denom) => (denom === 'luna' ? 0 : terms.tobinPpm[denom]);
  return Decimal.ofPpm(Math.max(ofDenom(offer), ofDenom(ask)));
}
