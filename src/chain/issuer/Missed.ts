import type { Report } from '../../messages/Outbox.js';
import type { Engine } from '../../state/Engine.js';

/** Counts profit that an arbitrageur of the market's coin saw and could not take. */
export function count(engine: Engine, report: Report): void {
  const { base } = engine.markets[report.market]!;
  const issuer = engine.onchain.issuers.find((one) => one.asset === base);
  if (issuer) issuer.missed[report.reason] = (issuer.missed[report.reason] ?? 0) + report.usd;
}
