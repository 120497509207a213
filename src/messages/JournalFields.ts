/** Who pushed a price since the last mark: `origin` is the journal id behind the trades (0: not journaled). */
export interface Aggressor {
  readonly origin: number;
  /** `journaled` where there is an origin, else the kind of agent, or `venue` for the venue's own desks. */
  readonly kind: string;
  /** Part of the taker volume, 0 to 1. */
  readonly share: number;
}

/** What a field holds: its type, its unit ('' for names and texts) and what it says. */
export interface Field {
  readonly type: 'text' | 'number' | 'side' | 'aggressors';
  readonly unit: string;
  readonly about: string;
}

const text = (about: string) => ({ type: 'text', unit: '', about }) as const;
const number = (unit: string, about: string) => ({ type: 'number', unit, about }) as const;
const dollars = (about: string) => number('USD', about);
const atoms = (about: string) => number('atoms of the quote asset', about);

/** Every field that a row of the journal may have beside its head. A name means the same in all kinds. */
export const FIELDS = {
  venue: text('venue id'),
  market: text('BASE/QUOTE, or `account` where a margin account is meant and not one market'),
  protocol: text('lending protocol'),
  issuer: text('issuer'),
  chain: text('chain'),
  pool: text('liquidity pool, or insurance pool of a takeover'),
  asset: text('symbol of an asset'),
  collateral: text('symbol of the collateral'),
  debt: text('symbol of what is owed'),
  name: text('name of the account'),
  liquidator: text('name of the account that liquidates'),
  from: text('name of the account that sends'),
  to: text('name of the account that receives'),
  headline: text('id of the news in the scenario'),
  vote: text('id of the vote in the scenario'),
  reason: text('why'),
  sold: text('amount and symbol'),
  bought: text('amount and symbol'),
  burned: text('amount and symbol'),
  minted: text('amount and symbol'),
  side: { type: 'side', unit: '', about: 'side of the position that is closed' },
  account: number('id', 'account, or row of a crowd'),
  accounts: number('accounts', 'people behind the account or row'),
  row: number('id', 'position of the lending market'),
  usd: dollars('what was traded, sold, lost or lent; 0 and above'),
  exposureUsd: dollars('notional of all perps of the account'),
  positionsUsd: dollars('perps closed'),
  collateralUsd: dollars('collateral sold, or behind a debt'),
  debtUsd: dollars('owed'),
  seizedUsd: dollars('collateral taken'),
  repaidUsd: dollars('debt repaid'),
  repaid: dollars('debt repaid, the dollar coin at par'),
  badDebt: dollars('debt left without collateral, the dollar coin at par'),
  paid: number('units of the stable', 'paid out for the coin'),
  luna: number('LUNA', 'seized'),
  supply: number('LUNA', 'in existence afterwards'),
  ratio: number('ratio', 'maintenance over margin equity, or backing over supply of an issuer'),
  rate: number('fraction per year', 'borrow rate'),
  spread: number('fraction', 'mean spread of the swaps'),
  mark: number('USD', 'mark price'),
  index: number('USD', 'index price'),
  price: number('USD', 'index of a collateral, or price of a settlement'),
  priceOpen: number('USD', 'the same price at the start of the run'),
  aggressors: { type: 'aggressors', unit: '', about: 'the largest since the last mark' },
  remainder: number('fraction', 'taker volume of all others'),
  canceled: number('orders', 'orders canceled'),
  tickBefore: number('quote units', 'tick until then'),
  tick: number('quote units', 'tick'),
  lotBefore: number('base units', 'lot until then'),
  lot: number('base units', 'lot'),
  height: number('blocks', 'height of the chain'),
  lossAtoms: atoms('loss beyond margin: the sum of its payers'),
  feesWithheld: atoms('of the loss: fees withheld'),
  insurance: atoms('of the loss: the insurance fund'),
  backstop: atoms('of the loss: the backstop'),
  adl: atoms('of the loss: deleveraged winners'),
  socialized: atoms('of the loss: all by rule'),
  writtenOff: atoms('of the loss: a creditor'),
} as const satisfies Readonly<Record<string, Field>>;

export type FieldName = keyof typeof FIELDS;

type ValueOf<One extends Field> = One['type'] extends 'text'
  ? string
  : One['type'] extends 'side'
    ? 'long' | 'short'
    : One['type'] extends 'aggressors'
      ? readonly Aggressor[]
      : number;

/** The type of each field's value. */
export type Values = { readonly [Name in FieldName]: ValueOf<(typeof FIELDS)[Name]> };
