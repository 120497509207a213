import type { Cascade, Generation } from '../observe/Cascade.js';
import * as Clock from './Clock.js';
import * as NumberText from './NumberText.js';
import * as Table from './Table.js';

const SHOWN = 12;

/** What journal kinds mean to a reader. */
const KINDS: Readonly<Record<string, string>> = {
  liquidation: 'isolated positions',
  'liquidation-order': 'margin accounts',
  'margin-call-sale': 'after margin calls',
  adl: 'ADL',
};

/** The cascade tree: what set forced trades off, how far the loop ran, and its largest chains. */
export function render(cascade: Cascade, startMs: number, found: string): string {
  if (cascade.forcedUsd === 0)
    return (
      '<section><h2 id="causes">Causes</h2><p>No forced trade on a venue in this run.</p>' +
      found +
      '</section>'
    );
  return (
    `<section><h2 id="causes">Causes</h2><p>${NumberText.html(intro(cascade))}</p><div class="pair">` +
    `<div><h3>What set the forced trades off</h3>${roots(cascade)}</div>` +
    `<div><h3>Forced trades by kind</h3>${kinds(cascade)}</div></div>` +
    `<h3>Generations: one mark move further from the shock each</h3>${generations(cascade.generations)}` +
    `<h3>Largest chains</h3>${chains(cascade, startMs)}${found}</section>`
  );
}

function intro({ forcedUsd, exogenousUsd, amplification, forcedByForced, forcedByNews }: Cascade): string {
  const push =
    amplification === null
      ? 'with no order from outside'
      : `from ${NumberText.format('usd', exogenousUsd)} of orders from outside: ${NumberText.format('times', amplification)} the push`;
  return (
    `${NumberText.format('usd', forcedUsd)} of trades were forced ${push}. Every forced trade descends from the price move that ` +
    `triggered it, and every such move from those who traded it, in proportion. ${NumberText.format('percent', forcedByForced)} ` +
    `of the forced dollars were pushed by other forced trades (the loop gain over the run), and ` +
    `${NumberText.format('percent', forcedByNews)} lead back to news when every push is followed to its end; the rest to ordinary orders. Depth that a maker withdraws ` +
    'trades nothing itself, so shares of flow understate it: compare a run in which makers hold.'
  );
}

function roots(cascade: Cascade): string {
  const sorted = [...cascade.roots].sort((a, b) => b.usd - a.usd || (a.category < b.category ? -1 : 1));
  const rows = sorted.map(({ category, usd, share }) => [
    Table.word(category),
    Table.number('percent', share, share),
    Table.number('usd', usd),
  ]);
  return Table.render(['nearest named cause', 'share', 'forced dollars'], rows);
}

function kinds({ byKind, forcedUsd }: Cascade): string {
  const rows = Object.entries(byKind)
    .sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
    .map(([kind, usd]) => [
      Table.word(KINDS[kind] ?? NumberText.words(kind)),
      Table.number('percent', usd / forcedUsd, usd / forcedUsd),
      Table.number('usd', usd),
    ]);
  return Table.render(['kind', 'share', 'forced dollars'], rows);
}

function generations(all: readonly Generation[]): string {
  const largest = Math.max(...all.map((one) => one.usd));
  const rows = all
    .slice(0, SHOWN)
    .map(({ generation, usd, events, loopGain }) => [
      Table.word(String(generation)),
      Table.number('usd', usd, usd / largest),
      Table.number('count', events),
      Table.number('times', loopGain),
    ]);
  const rest = all.slice(SHOWN);
  if (rest.length > 0) {
    const usd = rest.reduce((sum, one) => sum + one.usd, 0);
    const events = rest.reduce((sum, one) => sum + one.events, 0);
    const word = `${rest[0]!.generation} to ${rest.at(-1)!.generation}`;
    rows.push([
      Table.word(word),
      Table.number('usd', usd, usd / largest),
      Table.number('count', events),
      Table.word(''),
    ]);
  }
  return Table.render(['generation', 'forced dollars', 'events', 'loop gain'], rows);
}

function chains({ chains: all, forcedUsd }: Cascade, startMs: number): string {
  const rows = all.map(({ root, kind, venue, market, atUs, usd, events, depth, largest }) => [
    Table.word(`${kind} ${[venue, market].filter((part) => part !== '').join(' ')} #${root}`),
    Table.word(Clock.moment(startMs, Math.floor(atUs / 60_000_000))),
    Table.number('usd', usd, usd / forcedUsd),
    Table.number('count', events),
    Table.number('count', depth),
    { text: `#${largest}`, trace: largest },
  ]);
  return Table.render(['root', 'UTC', 'forced dollars', 'events', 'depth', 'largest trade'], rows);
}
