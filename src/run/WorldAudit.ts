import * as IssuerRegistry from '../chain/issuer/Registry.js';
import * as LendingAudit from '../chain/lending/LendingAudit.js';
import * as Auditor from '../ledger/Auditor.js';
import type { AnyRow } from '../messages/Journal.js';
import type { Engine, Market } from '../state/Engine.js';

/** What a `takeover` row may name as payers, in the row's own atoms. */
const PAYERS = ['feesWithheld', 'insurance', 'backstop', 'adl', 'socialized', 'writtenOff'] as const;

/** The default that a journal row describes; undefined for other kinds. */
export function defaultOf(row: AnyRow): Auditor.Default | undefined {
  if (row.kind !== 'takeover') return undefined;
  return { id: row.id, lossAtoms: row.lossAtoms!, parts: PAYERS.map((payer) => row[payer] ?? 0) };
}

/** Every broken law of conservation in an engine's books; empty when there is none. */
export function run(engine: Engine, defaults: Iterable<Auditor.Default>): Auditor.Finding[] {
  const { ledger, accounts, tally, onchain } = engine;
  const books: Auditor.Books = {
    ledger,
    markets: engine.markets.filter((market) => market.perp).map((market) => marketBooks(engine, market)),
    creditors: [
      ...engine.venues.map((venue) => ({
        account: venue.treasury,
        debtors: accountsOf(engine, venue.index).filter((account) => account !== venue.treasury),
      })),
      ...onchain.lendings.map(({ account, owner }) => ({ account, debtors: owner })),
    ],
    defaults,
    losses: tally.losses,
    payers: tally.payers,
  };
  const lendings = onchain.lendings.flatMap((lending) => LendingAudit.run(engine, lending));
  const issuers = onchain.issuers.flatMap((issuer) => IssuerRegistry.kindOf(issuer).audit(engine, issuer));
  return [...Auditor.audit(books, accounts.assets), ...lendings, ...issuers];
}

function accountsOf({ accounts }: Engine, venue: number): number[] {
  return Array.from({ length: accounts.count }, (_, account) => account).filter(
    (account) => accounts.venue[account] === venue,
  );
}

/** Crowd rows and accounts of the market's venue together. */
function marketBooks(engine: Engine, market: Market): Auditor.MarketBooks {
  const { accounts } = engine;
  const crowd = engine.crowds[market.crowd];
  const cells = accountsOf(engine, market.venue).map((account) => account * accounts.width + market.local);
  return {
    name: `${engine.venues[market.venue]!.id} ${market.symbol}`,
    clearing: market.clearing,
    lots: [...(crowd?.lots ?? []), ...cells.map((cell) => accounts.lots[cell]!)],
    entries: [...(crowd?.entry ?? []), ...cells.map((cell) => accounts.entry[cell]!)],
  };
}
