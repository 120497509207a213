/**
 * Order of events that share one instant: a documented modeling assumption.
 * News is known before prices are composed, prices before risk, risk before ordinary orders, orders before
 * decisions, and probes look last. Searchers answer a report of an oracle before the rest of its block. Ties inside a phase fall to the sequence number (or to the tie shuffle).
 */
export const SHOCK = 0;
export const ORACLE = 1;
export const SEARCH = 2;
export const RISK = 3;
export const ORDERS = 4;
export const DECISIONS = 5;
export const PROBES = 6;
