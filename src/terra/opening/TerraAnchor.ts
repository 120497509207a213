import { OpeningError } from '../../format/InputError.js';
import * as Ledger from '../../ledger/Ledger.js';
import * as Bench from '../../opening/Bench.js';
import * as Accounts from '../../state/Accounts.js';
import * as Whole from '../../units/Whole.js';
import type { AnchorProtocol } from '../AnchorProtocol.js';
import * as AnchorLiquidation from '../rules/AnchorLiquidation.js';
import * as AnchorMarket from '../rules/AnchorMarket.js';
import * as TerraChain from '../TerraChain.js';
import type { Terra } from '../TerraSchema.js';

const YEAR_S = 365 * 86_400;
const EPOCH_S = 3 * 3600;
const ppm = (ratio: number) => Whole.nearest(ratio * 1e6);
const nano = (ratio: number) => Whole.nearest(ratio * 1e9);

type Ids = Pick<TerraChain.TerraChain, 'luna' | 'ust' | 'aust' | 'issuance' | 'external'>;

/** Anchor without customers. Constants of the contracts stand here, what governance set in the scenario. */
export function create(bench: Bench.Bench, spec: Terra, ids: Ids): AnchorProtocol {
  const { engine } = bench;
  const { anchor } = spec;
  const part = (name: string) =>
    Accounts.add(engine.accounts, `anchor/${name}`, TerraChain.TERRA, Accounts.SYSTEM);
  const unit = engine.assets[ids.ust]!.unit;
  const blockS = spec.block / 1e6;
  const blocksPerYear = Whole.nearest(YEAR_S / blockS);
  return {
    ...ids,
    cash: part('cash'),
    reserve: part('reserve'),
    pledge: part('pledge'),
    queue: part('queue'),
    market: AnchorMarket.create({
      picoPerAtom: (1e12 * engine.assets[ids.luna]!.unit) / unit,
      blocksPerYear,
      baseRateE9: nano(anchor.baseRate),
      slopeRateE9: nano(anchor.slopeRate),
      maxBorrowPpm: 950_000,
      maxLtvPpm: ppm(anchor.maxLtv),
    }),
    earn: { rateE9: nano(anchor.rate), stepReserve: 0, blocks: 0 },
    earnTerms: {
      ceilingRateE9: nano(0.205),
      drawPpm: 1_000_000,
      stakingYieldE9: nano(anchor.stakingYield),
      stepBlocks: Whole.nearest(blocksPerYear / 12),
      maxStepE9: nano(0.015),
      minRateE9: nano(0.15),
      maxRateE9: nano(0.2),
    },
    epochBlocks: Whole.nearest(EPOCH_S / blockS),
    liquidation: { safePpm: 800_000, bidFeePpm: 10_000, callerFeePpm: 0, wholeBelow: 500 * unit },
    bids: [...anchor.bids]
      .sort((x, y) => x[0] - y[0] || x[1] - y[1])
      .map(([discount, usd]) => ({ discountPpm: ppm(discount), atoms: Whole.down(usd * unit) })),
    trigger: [],
    lastPico: Number.POSITIVE_INFINITY,
  };
}

/** Gives a depositor aUST for UST that comes from outside. */
export function deposit(
  bench: Bench.Bench,
  terra: TerraChain.TerraChain,
  account: number,
  units: number,
): void {
  const { engine } = bench;
  const { anchor, ust, aust } = terra;
  const atoms = Whole.down(units * engine.assets[ust]!.unit);
  const plan = AnchorMarket.planDeposit(anchor.market, atoms);
  if (plan.kind === 'refused')
    throw new OpeningError(
      'terra.anchor',
      `a deposit of ${units} UST at the open: ${plan.reason}`,
      'deposits that Anchor takes',
      'change "stock" of those who hold "anchor", or the script',
    );
  AnchorMarket.apply(anchor.market, plan);
  Bench.fund(bench, anchor.cash, ust, units);
  const from = Accounts.cash(engine, terra.issuance, aust);
  Ledger.post(engine.ledger, from, Accounts.cash(engine, account, aust), plan.aust);
}

/** Opens the loans: rows of equal size whose loan to value spreads evenly; what was borrowed is among what others hold. */
export function lend(bench: Bench.Bench, spec: Terra, terra: TerraChain.TerraChain): void {
  const { engine, universe } = bench;
  const { anchor, ust, luna } = terra;
  const { market } = anchor;
  const { loans, rows, ltv, reserve } = spec.anchor;
  const price = universe.assets[luna]!.spec.price;
  const pico = Whole.nearest(price * 1e12);
  Bench.fund(bench, anchor.reserve, ust, reserve);
  market.reserve = Accounts.balance(engine, anchor.reserve, ust);
  for (let i = 0; i < rows; i++) {
    const row = AnchorMarket.open(market);
    const at = ltv.low + ((ltv.high - ltv.low) * (i + 0.5)) / rows;
    const units = loans / rows / at / price;
    const atoms = Whole.down(units * engine.assets[luna]!.unit);
    apply(market, AnchorMarket.planPledge(market, row, atoms, pico));
    Bench.fund(bench, anchor.pledge, luna, units);
    const debt = Whole.down((loans / rows) * engine.assets[ust]!.unit);
    apply(market, AnchorMarket.planBorrow(market, row, debt, pico));
    const from = Accounts.cash(engine, anchor.cash, ust);
    Ledger.post(engine.ledger, from, Bench.externalCell(bench, ust), debt);
    anchor.trigger.push(AnchorLiquidation.triggerPrice(market, row));
  }
  for (const [, usd] of spec.anchor.bids) Bench.fund(bench, anchor.queue, ust, usd);
}

function apply(market: AnchorMarket.State, plan: AnchorMarket.Change | AnchorMarket.Refusal): void {
  if (plan.kind === 'refused')
    throw new OpeningError(
      'terra.anchor.loans',
      `a loan at the open that Anchor refuses: ${plan.reason}`,
      'loans within deposits and "maxLtv"',
      'lower "loans" or "ltv"',
    );
  AnchorMarket.apply(market, plan);
}
