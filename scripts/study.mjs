// The whole study behind docs/reference/tables: the base case, its reduction, and in the evening of the
// crash every intervention and each free value moved by a fifth.
// Resumable: seeds whose result is in out/studies already are not run again. Remove that folder after a change of the engine.
import { readdirSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { unwind } from './unwind.mjs';

const [seeds = '1..40', storySeeds = '1..10', fifthSeeds = '1..3'] = process.argv.slice(2);

/** The free values of docs/explanation/validation.md, a fifth less and a fifth more. */
const FIFTH = {
  'populations.pledgers.stock': ['12bn USD', '18bn USD'],
  'populations.pledgers.longs': ['0.4', '0.6'],
  'populations.pledgers.callAt': ['9.6%..12%', '14.4%..18%'],
  'universe.volumeOverOpenInterest': ['0.464', '0.696'],
  'universe.turnover': ['0.28..1.72', '0.02..1.98'],
  'universe.spotPart': ['0.24..1.76', '0.01..1.99'],
  'populations.value.density': ['0.44%', '0.66%'],
  'populations.value.renewal': ['96min', '144min'],
  'populations.makers.equity.a': ['0.8bn USD', '1.2bn USD'],
  'populations.makers.inventoryLimit': ['2', '3'],
  'populations.crowd.trendShare': ['4%', '6%'],
  'populations.informed.sellLimit': ['6.4%', '9.6%'],
  // How fast a fund sells what it took over: an hour and a month instead of a week.
  'venues.a.liquidation.fundSellsOver': ['1h', '30d'],
  'venues.b.liquidation.fundSellsOver': ['1h', '30d'],
  // No engine takes more than all it sees.
  'venues.a.liquidation.visibleShare': ['80%'],
};

/** Whether an intervention's file says that it is for this scenario. */
function isFor(file) {
  const { for: scenarios = 'any' } = parse(readFileSync(`scenarios/interventions/${file}`, 'utf8'));
  return scenarios === 'any' || scenarios.includes('oct-2025');
}

const studies = 'out/studies';
const evening = `${studies}/oct-2025-evening`;

/** Seeds of the evening with a rule or a value changed. */
function vary(seeds, ...change) {
  unwind('study', 'oct-2025-evening', '--seeds', seeds, ...change, '--out', evening);
}

const stories = readdirSync('scenarios/interventions')
  .filter((file) => isFor(file))
  .map((file) => file.slice(0, -'.yaml'.length))
  .sort();
for (const name of ['oct-2025', 'oct-2025-lite'])
  unwind('study', name, '--seeds', seeds, '--out', `${studies}/${name}`);
vary(storySeeds);
for (const name of stories) vary(storySeeds, '--with', name);
for (const [path, values] of Object.entries(FIFTH))
  for (const value of values) vary(fifthSeeds, '--set', `${path}=${value}`);
await import('./tables.mjs');
