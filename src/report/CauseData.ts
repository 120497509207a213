import type { Summary } from '../analysis/Summary.js';
import type { Links } from '../observe/Links.js';
import * as NumberText from './NumberText.js';

/** An event as the page's script reads it. */
type Event = readonly [
  id: number,
  cause: number,
  atMs: number,
  kind: string,
  place: string,
  account: number,
  usd: number,
];

/** Forced events that can be looked up, the largest; what stands above them comes with them. */
const MOST = 1200;
/** Longest chain that is followed. */
const DEEP = 200;

/** What the page needs to show why an event happened and to find an account: data for its script, and the place to show it. */
export function render(
  links: Links,
  { milestones, accounts = [] }: Summary,
  extra: readonly number[],
  startMs: number,
): string {
  const wanted = [
    ...milestones.map(({ largestId }) => largestId),
    ...accounts.map(({ id = 0 }) => id),
    ...extra,
  ];
  const slots = new Set<number>();
  for (const id of [...wanted, ...largest(links)]) climb(links, id, slots);
  if (slots.size === 0) return '';
  const events = [...slots].sort((a, b) => a - b).map((slot) => eventOf(links, slot, startMs));
  const data = JSON.stringify({ events, names: accounts.map(({ id = 0, name }) => [id, name]) });
  return (
    `<div class="search"><h3>Why did it happen?</h3><p>${ABOUT}</p>` +
    '<p><label>Account, event, venue or coin <input type="search" id="find" autocomplete="off"></label></p>' +
    '<ol id="found"></ol><div id="chain" role="status"></div></div>' +
    `<script type="application/json" id="events">${data.replace(/</g, '\\u003c')}</script>`
  );
}

const ABOUT = NumberText.html(
  `Every "why" on this page shows the chain of causes behind an event here; so does a click on what is found. The page has the ${MOST} largest forced events and all that led to them; unwind trace has the rest.`,
);

function largest({ size, usd, id, account }: Links): number[] {
  const all = Array.from({ length: size }, (_, slot) => slot).filter((slot) => account[slot]! >= 0);
  all.sort((a, b) => usd[b]! - usd[a]! || a - b);
  return all.slice(0, MOST).map((slot) => id[slot]!);
}

/** Adds an event and all that stands above it. */
function climb({ slotOf, cause }: Links, id: number, slots: Set<number>): void {
  let slot = slotOf.get(id);
  for (let depth = 0; slot !== undefined && !slots.has(slot) && depth < DEEP; depth++) {
    slots.add(slot);
    slot = slotOf.get(cause[slot]!);
  }
}

function eventOf(links: Links, slot: number, startMs: number): Event {
  const { id, cause, atUs, kind, kinds, place, places, account, usd } = links;
  return [
    id[slot]!,
    cause[slot]!,
    startMs + Math.floor(atUs[slot]! / 1000),
    NumberText.words(kinds[kind[slot]!]!),
    places[place[slot]!]!,
    account[slot]!,
    Math.round(usd[slot]!),
  ];
}
