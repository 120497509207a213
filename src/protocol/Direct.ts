/**
 * What a spreadsheet says: who is liquidatable when prices are a share of what they were, and what of it is not
 * covered. Nothing is sold, so no price moves. Deliberately apart from the engine, which it is compared with.
 */

/** One loan in dollars by asset at the opening prices; `secured` is collateral at its liquidation threshold. */
export interface Loan {
  readonly accounts: number;
  readonly collateral: Readonly<Record<string, number>>;
  readonly secured: Readonly<Record<string, number>>;
  readonly debt: Readonly<Record<string, number>>;
}

/** Price over opening price by asset; 1 where none is stated. */
export type Ratios = Readonly<Record<string, number>>;

export interface Level {
  /** Accounts with a health below 1. */
  readonly accounts: number;
  readonly collateralUsd: number;
  readonly debtUsd: number;
  /** Debt beyond the whole collateral. */
  readonly shortfallUsd: number;
}

/** Collateral at its thresholds over debt. */
export function health({ secured, debt }: Loan, ratios: Ratios): number {
  return value(secured, ratios) / value(debt, ratios);
}

export function level(loans: readonly Loan[], ratios: Ratios): Level {
  const sum = { accounts: 0, collateralUsd: 0, debtUsd: 0, shortfallUsd: 0 };
  for (const loan of loans) {
    if (health(loan, ratios) >= 1) continue;
    const [collateralUsd, debtUsd] = [value(loan.collateral, ratios), value(loan.debt, ratios)];
    sum.accounts += loan.accounts;
    sum.collateralUsd += collateralUsd;
    sum.debtUsd += debtUsd;
    sum.shortfallUsd += Math.max(0, debtUsd - collateralUsd);
  }
  return sum;
}

function value(dollars: Readonly<Record<string, number>>, ratios: Ratios): number {
  let usd = 0;
  for (const [asset, held] of Object.entries(dollars)) usd += held * (ratios[asset] ?? 1);
  return usd;
}
