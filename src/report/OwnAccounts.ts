import * as Payers from '../analysis/Payers.js';
import type { Summary } from '../analysis/Summary.js';
import * as NumberText from './NumberText.js';
import * as Table from './Table.js';

type Account = NonNullable<Summary['accounts']>[number];

const FATES: Readonly<Record<Account['fate'], string>> = {
  held: 'kept to the end',
  called: 'margin call, kept to the end',
  deleveraged: 'deleveraged',
  liquidated: 'liquidated',
};

const HEAD = [
  'account',
  'what it held',
  'on',
  'what became of it',
  'when (UTC)',
  'at what price',
  'closed by force',
  'equity, start',
  'equity, end',
  'gain or loss',
  'paid to whom',
];

/** Every account and position that the scenario file plants: fate, when, at which price, loss, paid to whom. */
export function render({ accounts = [] }: Summary): string {
  if (accounts.length === 0) return '';
  return `<section><h2 id="accounts">Your accounts</h2><p>${NumberText.html(ABOUT)}</p>${Table.render(HEAD, accounts.map(row), false, true)}</section>`;
}

const ABOUT =
  'Accounts and positions that the scenario file plants by hand. Equity counts collateral at market and the profit of what is open. ' +
  'What a position loses in price goes to the other side of its trades; what goes beyond the collateral has payers of its own.';

/** The same in a line for a terminal. */
export const BRIEF = ['your accounts', 'held', 'fate', 'when (UTC)', 'at', 'gain or loss'];

export function brief(one: Account): string[] {
  const [name, about, venue, fate, when, price] = row(one).map(({ text }) => text);
  const change = NumberText.format('usd', one.endUsd - one.startUsd);
  return [`${name} on ${venue}`, about!, fate!, when!, price!, change];
}

function row(one: Account): Table.Cell[] {
  const { name, about, venue, fate, at, startUsd, endUsd, closedUsd, accounts, id } = one;
  const change = endUsd - startUsd;
  const trace: Table.Cell = { text: FATES[fate], ...(id !== undefined && { trace: id }) };
  return [
    Table.word(accounts > 1 ? `${name} (${NumberText.format('count', accounts)} accounts)` : name),
    Table.word(about),
    Table.word(venue),
    trace,
    Table.word(at === null ? '–' : at.slice(5, 19).replace('T', ' ')),
    Table.word(one.price === undefined ? '–' : `${one.market} mark ${NumberText.format('price', one.price)}`),
    Table.number('usd', closedUsd),
    Table.number('usd', startUsd),
    Table.number('usd', endUsd),
    Table.number('usd', change),
    Table.word(paidTo(one)),
  ];
}

/** Who got what the account lost, or had to pay what it could not. */
function paidTo({ fate, beyondUsd, payers, startUsd, endUsd }: Account): string {
  const lost = startUsd - endUsd;
  const parts: string[] = [];
  if (lost > 0)
    parts.push(
      fate === 'liquidated'
        ? 'the other side of its trades, and the liquidation fee to insurance'
        : 'the other side of its trades',
    );
  if (beyondUsd > 0) {
    const who = Payers.ranked(payers).map(
      ([key, usd]) => `${Payers.name(key)} ${NumberText.format('usd', usd)}`,
    );
    parts.push(`beyond its collateral, borne by ${NumberText.list(who)}`);
  }
  return parts.length === 0 ? '–' : parts.join('; ');
}
