// The whole study behind docs/VALIDATION.md: the base case, its reduction, every intervention on the reduction, and each
// free value moved by a fifth there.
// Resumable: seeds whose result is in out/studies already are not run again. Remove that folder after a change of the engine.
import { existsSync, readdirSync } from 'node:fs';
import { unwind } from './unwind.mjs';

const [seeds = '1..40', storySeeds = '1..10', fifthSeeds = '1..4'] = process.argv.slice(2);

/** The free values of docs/VALIDATION.md, a fifth less and a fifth more. */
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
  // No engine takes more than all it sees.
  'venues.a.liquidation.visibleShare': ['80%'],
};

const studies = 'out/studies';
const folder = 'scenarios/interventions';
const stories = existsSync(folder)
  ? readdirSync(folder)
      .filter((file) => file.endsWith('.yaml') && !file.startsWith('terra-'))
      .sort()
  : [];
unwind('study', 'oct-2025', '--seeds', seeds, '--out', `${studies}/oct-2025`);
unwind('study', 'oct-2025-lite', '--seeds', storySeeds, '--out', `${studies}/oct-2025-lite`);
for (const file of stories)
  unwind(
    'study',
    'oct-2025-lite',
    '--seeds',
    storySeeds,
    '--with',
    file.slice(0, -'.yaml'.length),
    '--out',
    `${studies}/oct-2025-lite`,
  );
for (const [path, values] of Object.entries(FIFTH))
  for (const value of values)
    unwind(
      'study',
      'oct-2025-lite',
      '--seeds',
      fifthSeeds,
      '--set',
      `${path}=${value}`,
      '--out',
      `${studies}/oct-2025-lite`,
    );
unwind('validate', `${studies}/oct-2025`, `${studies}/oct-2025-lite`, '--into', 'docs/VALIDATION.md');
