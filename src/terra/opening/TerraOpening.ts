import { CHAIN } from '../../chain/OnChain.js';
import { OpeningError } from '../../format/InputError.js';
import * as Kernel from '../../kernel/Kernel.js';
import * as Phases from '../../kernel/Phases.js';
import * as Ledger from '../../ledger/Ledger.js';
import * as BlockClock from '../../mechanisms/rail/BlockClock.js';
import * as EventKind from '../../messages/EventKind.js';
import * as Bench from '../../opening/Bench.js';
import * as Accounts from '../../state/Accounts.js';
import * as Whole from '../../units/Whole.js';
import * as Plugged from '../Plugged.js';
import * as TerraMarket from '../rules/TerraMarket.js';
import * as TerraOracle from '../rules/TerraOracle.js';
import * as TerraStaking from '../rules/TerraStaking.js';
import * as TerraChain from '../TerraChain.js';
import type { Terra } from '../TerraSchema.js';
import * as TerraTally from '../TerraTally.js';
import * as TerraAnchor from './TerraAnchor.js';
import * as TerraPeople from './TerraPeople.js';
import * as TerraPerps from './TerraPerps.js';

/** Opens the Terra chain with Anchor and its people; what nobody here holds lies at rest. */
export function open(bench: Bench.Bench): void {
  const { engine, universe } = bench;
  const spec = universe.scenario[Plugged.NAME as never] as Terra | undefined;
  if (!spec) return;
  const terra = chain(bench, spec);
  engine.onchain = { ...engine.onchain, plugged: { ...engine.onchain.plugged, [Plugged.NAME]: terra } };
  engine.onchain.rail.chains.push({ place: TerraChain.TERRA, clock: terra.clock, bridgeUs: spec.bridge });
  returnTreasuries(bench, terra);
  TerraPeople.people(bench, spec, terra);
  TerraPerps.people(bench, spec);
  TerraAnchor.lend(bench, spec, terra);
  rest(bench, terra, terra.ust, spec.supply.UST);
  rest(bench, terra, terra.luna, spec.supply.LUNA);
  const firstUs = BlockClock.nextBlockUs(terra.clock, 0);
  Kernel.schedule(engine.kernel, firstUs, Phases.ORACLE, Kernel.task(EventKind.PLUGGED, 0));
}

function chain(bench: Bench.Bench, spec: Terra): TerraChain.TerraChain {
  const { engine, universe } = bench;
  const { accounts } = engine;
  const [luna, ust, aust] = ['LUNA', 'UST', 'AUST'].map((symbol) => assetOf(bench, symbol));
  const issuance = Accounts.add(accounts, 'terra/issuance', TerraChain.TERRA, Accounts.SYSTEM);
  for (const asset of [luna!, ust!, aust!]) Accounts.issued(engine, issuance, asset);
  const decimals = { luna: engine.assets[luna!]!.decimals, usd: engine.assets[ust!]!.decimals, sdr: 4 };
  const { module } = spec;
  const usdPerSdrPpm = Whole.nearest(spec.usdPerSdr * 1e6);
  const usd = Whole.nearest(universe.assets[luna!]!.spec.price * 1e12);
  const { start } = universe.scenario;
  const us = (at: number) => (at - start) * 1000;
  const part = (name: string) => Accounts.add(accounts, `terra/${name}`, TerraChain.TERRA, Accounts.SYSTEM);
  const ids = { luna: luna!, ust: ust!, aust: aust!, issuance, external: bench.external };
  return {
    ...ids,
    rewards: part('rewards'),
    bonded: part('bonded'),
    clock: BlockClock.create(spec.block),
    market: TerraMarket.create(
      {
        basePoolMicro: module.basePool * 1e6,
        recoveryBlocks: module.recovery,
        minSpreadPpm: Whole.nearest(module.minSpread * 1e6),
        tobinPpm: { usd: Whole.nearest(module.tobin * 1e6), sdr: Whole.nearest(module.tobin * 1e6) },
      },
      decimals,
    ),
    oracle: TerraOracle.create(TerraOracle.assess(usd, usdPerSdrPpm)),
    oracleTerms: { periodBlocks: spec.oracle.period, readBlock: spec.oracle.read },
    usdPerSdrPpm,
    staking: TerraStaking.create(),
    halts: haltsOf(spec, us),
    votes: votesOf(spec, us, engine.assets[luna!]!.unit),
    voted: 0,
    height: 0,
    anchor: TerraAnchor.create(bench, spec, ids),
    tally: TerraTally.create(),
  };
}

function assetOf(bench: Bench.Bench, symbol: string): number {
  if (bench.universe.assets.some(({ spec }) => spec.id === symbol)) return Bench.assetOf(bench, symbol);
  const remedy = 'add it, for example as scenarios/history/luna-2022.yaml does';
  throw new OpeningError('terra', `no asset ${symbol}`, `${symbol} under "assets"`, remedy);
}

function haltsOf(spec: Terra, us: (at: number) => number): TerraChain.Halt[] {
  return [...spec.halts]
    .sort((x, y) => x.from - y.from || (x.id < y.id ? -1 : 1))
    .map(({ from, to, early }) => {
      return { fromUs: us(from), toUs: us(to), below: early?.below ?? 0, lastsUs: early?.lasts ?? 0 };
    });
}

function votesOf(spec: Terra, us: (at: number) => number, lunaUnit: number): TerraChain.Vote[] {
  return [...spec.votes]
    .sort((x, y) => x.at - y.at || (x.id < y.id ? -1 : 1))
    .map((vote) => ({
      id: vote.id,
      atUs: us(vote.at),
      basePoolMicro: vote.basePool === undefined ? undefined : vote.basePool * 1e6,
      recoveryBlocks: vote.recovery,
      isSwapOff: vote.swapsOff ?? false,
      isBondingClosed: vote.bondingClosed ?? false,
      mintPerDay: vote.mintPerDay === undefined ? undefined : Whole.down(vote.mintPerDay * lunaUnit),
    }));
}

/** A venue without margin or without books lends no coins: what its treasury was given would count as in existence. */
function returnTreasuries(bench: Bench.Bench, terra: TerraChain.TerraChain): void {
  const { engine } = bench;
  for (const venue of engine.venues)
    for (const asset of [terra.luna, terra.ust]) {
      const atoms = Accounts.balance(engine, venue.treasury, asset);
      if ((venue.margin !== 'cash' && venue.spots.length > 0) || atoms === 0) continue;
      const from = Accounts.cash(engine, venue.treasury, asset);
      Ledger.post(engine.ledger, from, Bench.externalCell(bench, asset), atoms);
    }
}

/** Coins of holders who do nothing in this run: the opening supply less all that was given out. */
function rest(bench: Bench.Bench, terra: TerraChain.TerraChain, asset: number, units: number): void {
  const { engine } = bench;
  const symbol = engine.assets[asset]!.symbol;
  const left = units - TerraChain.supply(engine, terra, asset) / engine.assets[asset]!.unit;
  if (left < 0)
    throw new OpeningError(
      `terra.supply.${symbol}`,
      `${units} ${symbol}, ${Whole.up(-left)} less than what holders are given`,
      `at least ${Whole.up(units - left)} ${symbol}`,
      'raise the supply, or lower what holders, venues and pools have',
    );
  const account = Accounts.add(engine.accounts, `at-rest/${symbol}`, CHAIN, Accounts.SYSTEM);
  Bench.fund(bench, account, asset, left);
}
