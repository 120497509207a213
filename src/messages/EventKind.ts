/** What the kernel delivers. The meaning of the event's `target`, `a` and `b` stands beside each kind. */
export const NEWS = 1; // a: index of the news step, target: index of the headline
export const VENUE_TICK = 2; // target: venue
export const COMPOSE = 8;
export const ORDERS = 3; // target: venue, a: head of an intent chain
export const WAKE = 4; // target: agent, a: token of the pending wake-up
export const NOTICE = 5; // target: agent, a: account, b: journal id of the notice
export const PROBE = 6;
export const EQUITY_CLOSE = 7;
export const CALL = 9; // target: slot of a call that leaves its sender
export const ARRIVAL = 10; // target: slot of a transfer whose assets arrive
export const TRANSACTION = 11; // target: slot of a call that is in its block
export const BLOCK = 12; // a block of the chain has passed
export const BEHIND = 15; // the calls that stand right behind a report of this block are executed
export const REPORTED = 16; // target: agent, a: lending protocol whose report is in this block
export const VALUES = 14; // a step of fundamental values
export const PLUGGED = 13; // target: the room that plugs in, by its number in the registry
