import { expect, test } from 'vitest';
import * as TerraMarket from '../../src/terra/rules/TerraMarket.js';
import * as Decimal from '../../src/terra/rules/TerraMarketDecimal.js';
import { load } from './load.js';

const vectors = load('terra');
const swaps = load('terra-swaps');
const MICRO = { luna: 6, usd: 6, sdr: 6 };

/** '-1.25' as a Decimal. */
function parse(text: string): Decimal.Decimal {
  const [whole, fraction = ''] = text.replace('-', '').split('.');
  const size = BigInt(`${whole}${fraction.padEnd(18, '0')}`);
  return text.startsWith('-') ? -size : size;
}

const pico = (text: string) => Number(parse(text) / 1_000_000n);

type Terms = { basePoolMicro: number; recoveryBlocks: number; minSpreadPpm: number; tobinPpm: number };

function market(terms: Terms, delta: string): TerraMarket.State {
  const { tobinPpm, basePoolMicro, recoveryBlocks, minSpreadPpm } = terms;
  const tobin = { usd: tobinPpm, sdr: tobinPpm };
  const state = TerraMarket.create({ basePoolMicro, recoveryBlocks, minSpreadPpm, tobinPpm: tobin }, MICRO);
  state.delta = Decimal.toFixed(parse(delta));
  return state;
}

function quoted(quote: TerraMarket.Quote | TerraMarket.Refusal): TerraMarket.Quote {
  if (quote.kind === 'refused') throw new Error(quote.reason);
  return quote;
}

const swapNames = ['docs example', '1,000,000 UST', '10,000,000', '100,000 LUNA', 'reverse side', 'UST->SDT'];

test.each(swapNames.flatMap((name) => vectors.take(name)))('$name', ({ inp, out }) => {
  const state = market(inp, inp.delta);
  const rates = { usd: pico(inp.rates.usd), sdr: pico(inp.rates.sdr) };
  const quote = quoted(TerraMarket.quote(state, rates, inp.offer, BigInt(inp.micro), inp.ask));
  expect(quote.spread).toBe(parse(out.spread));
  expect([quote.net, quote.fee]).toEqual([BigInt(out.swapCoin), BigInt(out.feeCoin)]);
  expect(quote.deltaAfter).toBe(parse(out.deltaAfter));
  // The same swap in ledger atoms, where an atom is a micro-unit.
  const plan = TerraMarket.plan(
    state,
    rates,
    { offer: inp.offer, atoms: Number(inp.micro), ask: inp.ask },
    { atoms: 0, cap: Number.MAX_SAFE_INTEGER },
  );
  expect(plan).toMatchObject({ netAtoms: Number(out.swapCoin), feeAtoms: Number(out.feeCoin) });
});

test.each(vectors.take('replenish'))('$name', ({ inp, out }) => {
  const terms = { basePoolMicro: 50e12, minSpreadPpm: 5000, tobinPpm: 0, recoveryBlocks: inp.recoveryBlocks };
  const expected: Record<string, string> = typeof out === 'string' ? { after1: out } : out;
  for (const [key, value] of Object.entries(expected)) {
    const state = market(terms, inp.delta);
    TerraMarket.accrue(state, Number(key.slice('after'.length)));
    expect(Decimal.ofFixed(state.delta)).toBe(parse(value));
  }
});

test.each(vectors.take('steady-state'))('$name', ({ inp, out }) => {
  const terms = { basePoolMicro: inp.baseSdr * 1e6, recoveryBlocks: inp.recoveryBlocks };
  for (const [spread, expected] of Object.entries<number>(out)) {
    const all = { ...terms, minSpreadPpm: 0, tobinPpm: { usd: 0, sdr: 0 } };
    const perDay = (TerraMarket.throughput(all, Number(spread)) * inp.blocksPerDay) / 1e6;
    expect(Math.abs(perDay - expected)).toBeLessThanOrEqual(0.0501);
  }
});

test('supply and price under a constant cap, through the module', () => {
  const { inp, out } = vectors.take('supply and price')[0]!;
  const state = market({ basePoolMicro: 9e15, recoveryBlocks: 1, minSpreadPpm: 0, tobinPpm: 0 }, '0');
  let supply = inp.supply;
  const step = () => {
    const usd = Math.round((inp.cap / supply) * 1e12);
    const quote = quoted(
      TerraMarket.quote(state, { usd, sdr: usd }, 'usd', BigInt(inp.burn) * 1_000_000n, 'luna'),
    );
    supply += Number(quote.net + quote.fee) / 1e6;
    return [supply, inp.cap / supply] as const;
  };
  for (let i = 0; i < out.supply.length; i++) {
    const [minted, price] = step();
    expect(Math.abs(minted / out.supply[i] - 1)).toBeLessThan(1e-12);
    expect(price).toBeCloseTo(out.price[i], 6);
  }
});

test.each(swaps.take(''))('$name', ({ inp, out }) => {
  const state = market(inp, inp.delta);
  const ask = inp.offer === 'luna' ? 'sdr' : 'luna';
  const quote = quoted(TerraMarket.quote(state, { usd: 1e12, sdr: 1e12 }, inp.offer, BigInt(inp.micro), ask));
  const received = quote.gross - Decimal.mul(quote.spread, quote.gross);
  expect(quote.spread).toBe(parse(out.spread));
  expect(received).toBe(parse(out.received));
  expect(quote.net).toBe(received / Decimal.ONE);
  expect(quote.deltaAfter).toBe(parse(out.deltaAfter));
  state.delta = Decimal.toFixed(quote.deltaAfter);
  TerraMarket.accrue(state, 1);
  expect(Decimal.ofFixed(state.delta)).toBe(parse(out.afterOneBlock));
});

test('every vector is used', () => {
  expect([...vectors.unused(), ...swaps.unused()]).toEqual([]);
});
