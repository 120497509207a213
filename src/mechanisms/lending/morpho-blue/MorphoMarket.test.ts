import { describe, expect, test } from 'vitest';
import * as AdaptiveRate from './AdaptiveRate.js';
import * as MorphoLiquidation from './MorphoLiquidation.js';
import * as MorphoMarket from './MorphoMarket.js';
import * as Wad from './Wad.js';

/* Values of the original contracts, compiled and run: morpho-blue 1.0.0 and morpho-blue-irm a1a87fd. */
const DAY = 86_400e6;
const LLTV = 915_000_000_000_000_000n;
/** 6 decimals against 18: a price of one dollar is 1e24. */
const DOLLAR = 10n ** 24n;

function open(supplied: bigint, borrowed: bigint, fee = 0n): MorphoMarket.Market {
  const terms = { loanUnit: 1e6, collateralUnit: 1e6, lltv: LLTV, fee };
  const market = MorphoMarket.create(terms, AdaptiveRate.INITIAL, 0);
  const [lender, user] = [MorphoMarket.open(market), MorphoMarket.open(market)];
  MorphoMarket.supply(market, lender, supplied);
  MorphoMarket.pledge(market, user, 10n ** 24n);
  MorphoMarket.borrow(market, user, borrowed);
  return market;
}

test.each([
  [385, 1_150_000_000_000_000_000n],
  [625, 1_126_760_563_380_281_690n],
  [770, 1_074_113_856_068_743_286n],
  [800, 1_063_829_787_234_042_553n],
  [860, 1_043_841_336_116_910_229n],
  [915, 1_026_167_265_264_238_070n],
  [945, 1_016_776_817_488_561_260n],
  [965, 1_010_611_419_909_044_972n],
  [980, 1_006_036_217_303_822_937n],
])('incentive of a line at %d per mille', (perMille, incentive) => {
  expect(MorphoLiquidation.incentive(Wad.of(perMille) * 10n ** 15n)).toBe(incentive);
});

describe('interest', () => {
  test('at the target, twice five days', () => {
    const market = open(10n ** 12n, 9n * 10n ** 11n);
    expect([market.supplyShares, market.borrowShares]).toEqual([10n ** 18n, 9n * 10n ** 17n]);
    MorphoMarket.accrue(market, 5 * DAY);
    expect([market.borrowed, market.supplied]).toEqual([900_493_285_819n, 1_000_493_285_819n]);
    expect(market.rateAtTarget).toBe(1_268_391_679n);
    MorphoMarket.accrue(market, 10 * DAY);
    expect([market.borrowed, market.rateAtTarget]).toEqual([900_987_655_732n, 1_268_820_087n]);
  });

  test('all lent for ten days, a tenth of the interest as a fee', () => {
    const market = open(10n ** 12n, 10n ** 12n, 10n ** 17n);
    MorphoMarket.accrue(market, 10 * DAY);
    expect([market.borrowed, market.supplied]).toEqual([1_009_803_453_356n, 1_009_803_453_356n]);
    expect([market.feeShares, market.rateAtTarget]).toEqual([971_771_291_919_694n, 4_990_886_082n]);
  });

  test('less than half lent for ten days: the rate falls', () => {
    const market = open(10n ** 12n, 45n * 10n ** 10n);
    MorphoMarket.accrue(market, 10 * DAY);
    expect([market.borrowed, market.rateAtTarget]).toEqual([450_226_326_450n, 639_427_588n]);
  });
});

describe('liquidation', () => {
  const user = 1;
  test('all of the debt past the line, at 0.98', () => {
    const market = open(10n ** 12n, 9n * 10n ** 11n);
    const made = MorphoLiquidation.plan(market, (DOLLAR * 98n) / 100n, user, 10n ** 15n);
    expect(made).toEqual({
      repaid: 900_000_000_000n,
      repaidShares: 9n * 10n ** 17n,
      seized: 942_398_508_915_306_122_448_979n,
      badDebt: 0n,
    });
    MorphoLiquidation.apply(market, user, made as MorphoLiquidation.Plan);
    expect(market.collateralOf[user]).toBe(57_601_491_084_693_877_551_021n);
  });

  test('at 0.80 the collateral does not pay, and suppliers bear the rest at once', () => {
    const market = open(2n * 10n ** 12n, 9n * 10n ** 11n);
    const made = MorphoLiquidation.plan(market, (DOLLAR * 8n) / 10n, user, 10n ** 15n);
    expect(made).toMatchObject({ repaid: 779_600_000_001n, badDebt: 120_399_999_999n });
    MorphoLiquidation.apply(market, user, made as MorphoLiquidation.Plan);
    expect([market.borrowed, market.supplied]).toEqual([0n, 1_879_600_000_001n]);
    expect(market.collateralOf[user]).toBe(0n);
  });

  test('the line: healthy at 0.983607, not at 0.983606', () => {
    const market = open(10n ** 12n, 9n * 10n ** 11n);
    const at = (millionths: bigint) => MorphoLiquidation.isHealthy(market, millionths * 10n ** 18n, user);
    expect([at(983_607n), at(983_606n)]).toEqual([true, false]);
    expect(MorphoLiquidation.plan(market, 983_607n * 10n ** 18n, user, 1n)).toBe('healthy');
  });
});

test('UNIT-1 an amount past 2^53 does not become state', () => {
  expect(() => Wad.toAtoms(2n ** 53n)).toThrow('UNIT-1');
});
