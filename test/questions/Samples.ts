/* A sound file of every kind that can be imported, with what may be broken in it. Names and numbers are made up. */
const T = 1_718_668_800_000;

export interface Sample {
  readonly text: string;
  /** A text of a number that may be broken, another that repeats or disorders a row, and an extra mistake. */
  readonly number: string;
  readonly twice: readonly [string, string];
  readonly extra?: readonly (readonly [string, string, string])[];
}

const json = (value: unknown) => JSON.stringify(value, null, 1);
const reserve = (symbol: string, ltv: number) => ({
  symbol,
  decimals: 18,
  priceInUSD: '1719.57',
  baseLTVasCollateral: String(ltv),
  reserveLiquidationThreshold: '8300',
  reserveLiquidationBonus: '10500',
  reserveFactor: '1500',
  supplyCap: '0',
  borrowCap: '0',
  borrowingEnabled: true,
  optimalUsageRatio: '800000000000000000000000000',
  baseVariableBorrowRate: '0',
  variableRateSlope1: '38000000000000000000000000',
  variableRateSlope2: '800000000000000000000000000',
});
const chain = { blockNumber: 17_500_000, timestamp: T / 1000 };
const held = (symbol: string, balance: string, owed: string) => ({
  reserve: { symbol },
  underlyingBalance: balance,
  usageAsCollateralEnabledOnUser: true,
  variableBorrows: owed,
});
const asset = (symbol: string, decimals: number) => ({ symbol, decimals, priceUsd: 1 });
const morpho = (address: string, collateral: string, borrowAssets: string) => ({
  user: { address },
  market: { uniqueKey: '0xkey', loanAsset: asset('USDC', 6), collateralAsset: asset('wstETH', 18) },
  state: { collateral, borrowAssets },
});

export const SAMPLES: Readonly<Record<string, Sample>> = {
  'ccxt-book': {
    text: json({
      symbol: 'BTC/USDT',
      timestamp: T,
      bids: [
        [53_855.86, 1.105135],
        [53_854.25, 0.009216],
      ],
      asks: [[53_855.87, 0.484711]],
    }),
    number: '1.105135',
    twice: ['53854.25', '53855.86'],
    extra: [['crossed', '53855.87', '53000']],
  },
  'ccxt-tiers': {
    text: json({
      'BTC/USDT:USDT': [
        { minNotional: 0, maxNotional: 50_000, maintenanceMarginRate: 0.004, maxLeverage: 125 },
        { minNotional: 50_000, maxNotional: 250_000, maintenanceMarginRate: 0.005, maxLeverage: 100 },
      ],
    }),
    number: '0.005',
    twice: ['"minNotional": 50000', '"minNotional": 0'],
    extra: [['a percentage for a fraction', '0.005', '0.5']],
  },
  'ccxt-positions': {
    text: json([
      {
        symbol: 'ETH/USDT:USDT',
        side: 'long',
        contracts: 2,
        contractSize: 1,
        entryPrice: 2986.3,
        marginMode: 'cross',
        leverage: 5,
        timestamp: T,
      },
      {
        symbol: 'BTC/USDT:USDT',
        side: 'short',
        contracts: 1,
        contractSize: 0.01,
        entryPrice: 53_000,
        timestamp: T,
      },
    ]),
    number: '2986.3',
    twice: ['"symbol": "BTC/USDT:USDT",\n  "side": "short"', '"symbol": "ETH/USDT:USDT",\n  "side": "long"'],
  },
  'hyperliquid-account': {
    text: json({
      assetPositions: [
        {
          position: {
            coin: 'ETH',
            entryPx: '2986.3',
            leverage: { type: 'isolated', value: 20 },
            liquidationPx: '2866.26936529',
            marginUsed: '4.967826',
            szi: '0.0335',
          },
          type: 'oneWay',
        },
        {
          position: {
            coin: 'BTC',
            entryPx: '53000',
            leverage: { type: 'cross', value: 10 },
            marginUsed: '100',
            szi: '-0.1',
          },
          type: 'oneWay',
        },
      ],
      crossMarginSummary: { accountValue: '13104.514502' },
      time: 1_708_622_398_623,
    }),
    number: '"4.967826"',
    twice: ['"coin": "BTC"', '"coin": "ETH"'],
  },
  'hyperliquid-meta': {
    text: json({
      universe: [
        { name: 'BTC', szDecimals: 5, maxLeverage: 40, marginTableId: 56 },
        { name: 'ETH', szDecimals: 4, maxLeverage: 25 },
      ],
      marginTables: [
        [
          56,
          {
            description: '',
            marginTiers: [
              { lowerBound: '0.0', maxLeverage: 40 },
              { lowerBound: '150000000.0', maxLeverage: 20 },
            ],
          },
        ],
      ],
    }),
    number: '"150000000.0"',
    twice: ['"ETH"', '"BTC"'],
  },
  'hyperliquid-book': {
    text: json({
      coin: 'BTC',
      time: T,
      levels: [
        [
          { px: '104000.0', sz: '1.5', n: 3 },
          { px: '103999.0', sz: '0.2', n: 1 },
        ],
        [{ px: '104001.0', sz: '2.0', n: 4 }],
      ],
    }),
    number: '"0.2"',
    twice: ['"103999.0"', '"104000.0"'],
    extra: [['crossed', '"104001.0"', '"100.0"']],
  },
  'binance-klines': {
    text: `${T},100,110,90,105,12.5,${T + 59_999},1300,42\n${T + 60_000},105,106,100,101,7.25,${T + 119_999},740,30\n`,
    number: '7.25',
    twice: [String(T + 60_000), String(T)],
    extra: [
      ['mixed clocks', String(T + 60_000), `${T + 60_000}000`],
      ['a high below the close', ',106,', ',50,'],
    ],
  },
  'binance-trades': {
    text: `agg_trade_id,price,quantity,first_trade_id,last_trade_id,transact_time,is_buyer_maker\n1,100.5,0.5,1,2,${T}000,true\n2,100.4,0.25,3,3,${T + 5}000,false\n`,
    number: '0.25',
    twice: ['\n2,', '\n1,'],
    extra: [['mixed clocks', `${T + 5}000`, String(T + 5)]],
  },
  'binance-depth': {
    text: 'timestamp,percentage,depth,notional\n2024-06-18 00:00:00,-1,120.5,12000\n2024-06-18 00:00:30,1,99.5,9900\n',
    number: '99.5',
    twice: ['00:00:30', '23:59:61'],
    extra: [['time backwards', '2024-06-18 00:00:30', '2024-06-17 00:00:30']],
  },
  'binance-metrics': {
    text: 'create_time,symbol,sum_open_interest,sum_open_interest_value\n2024-06-18 00:05:00,BTCUSDT,80123.5,5200000000\n2024-06-18 00:10:00,BTCUSDT,80130.25,5200100000\n',
    number: '80130.25',
    twice: ['00:10:00', '00:05:00'],
  },
  'binance-funding': {
    text: `calc_time,funding_interval_hours,last_funding_rate\n${T},8,0.0001\n${T + 28_800_000},8,0.000125\n`,
    number: '0.000125',
    twice: [String(T + 28_800_000), String(T)],
    extra: [['mixed clocks', String(T + 28_800_000), `${T + 28_800_000}000`]],
  },
  'aave-reserves': {
    text: json({ ...chain, reserves: [reserve('WETH', 8050), reserve('wstETH', 7850)] }),
    number: '"7850"',
    twice: ['"wstETH"', '"WETH"'],
    extra: [
      ['an LTV above its threshold', '"7850"', '"8400"'],
      ['a bonus beyond the collateral', '"10500"', '"13000"'],
    ],
  },
  'aave-users': {
    text: json({
      ...chain,
      users: [
        {
          id: '0xa1',
          eModeCategoryId: 1,
          userReservesData: [held('wstETH', '10.5', '0'), held('WETH', '0', '8.25')],
        },
        { id: '0xb2', userReservesData: [held('WETH', '3', '0'), held('USDC', '0', '1000')] },
      ],
    }),
    number: '"8.25"',
    twice: ['"0xb2"', '"0xa1"'],
  },
  'morpho-markets': {
    text: json({
      ...chain,
      data: {
        markets: {
          items: [
            {
              uniqueKey: '0x1',
              lltv: '860000000000000000',
              loanAsset: asset('USDC', 6),
              collateralAsset: asset('wstETH', 18),
              state: { supplyAssets: '2000000000', borrowAssets: '1800000000' },
            },
            {
              uniqueKey: '0x2',
              lltv: '945000000000000000',
              loanAsset: asset('WETH', 18),
              collateralAsset: asset('wstETH', 18),
              state: { supplyAssets: '5', borrowAssets: '4' },
            },
          ],
        },
      },
    }),
    number: '"1800000000"',
    twice: ['"0x2"', '"0x1"'],
    extra: [['more lent than supplied', '"1800000000"', '"2100000000"']],
  },
  'morpho-positions': {
    text: json({
      ...chain,
      data: {
        marketPositions: {
          items: [
            morpho('0xa1', '1500000000000000000', '2000000000'),
            morpho('0xb2', '2500000000000000000', '1000000001'),
          ],
        },
      },
    }),
    number: '"1000000001"',
    twice: ['"0xb2"', '"0xa1"'],
  },
  loans: {
    text: 'account,asset,collateral,debt,mode,price\nana,ETH,10,0,,4000\nana,USDC,0,20000,,1\nbob,ETH,2.5,0,,4000\nbob,USDC,0,7000,,1\n',
    number: '2.5',
    twice: ['bob,ETH', 'ana,ETH'],
    extra: [['another price of one asset', '2.5,0,,4000', '2.5,0,,4100']],
  },
  borrowers: {
    text: 'aave_version,account,collateral,debt,liquidation_threshold_bps,ltv_bps,health_factor,steth_amount,eth_debt\nv2,a1,9.997408501530326,5,8300,7200,1.6595698112540342,10,5\nv2,b2,9.997408501530326,6.25,8300,7200,1.3276558490032274,10,6.25\n',
    number: ',6.25\n',
    twice: ['v2,b2', 'v2,a1'],
    extra: [
      ['a threshold above the whole', ',6.25,8300', ',6.25,18300'],
      ['another health', '1.3276558490032274', '2.3'],
      ['an unknown average', ',6.25,8300', ',6.25,4100'],
    ],
  },
};
