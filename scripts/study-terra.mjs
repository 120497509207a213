// The study of the Terra scenarios behind docs/reference/tables/luna-2022.md: May 2022, its stories, and May 2021. Resumable.
import { readdirSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { unwind } from './unwind.mjs';

const [seeds = '1..40', storySeeds = '1..10'] = process.argv.slice(2);

/** Whether an intervention's file says that it is for this scenario. */
function isFor(file) {
  const { for: scenarios = 'any' } = parse(readFileSync(`scenarios/interventions/${file}`, 'utf8'));
  return scenarios === 'any' || scenarios.includes('luna-2022');
}

const studies = 'out/studies';
const stories = readdirSync('scenarios/interventions')
  .filter((file) => isFor(file))
  .map((file) => file.slice(0, -'.yaml'.length))
  .sort();
for (const name of ['luna-2022', 'luna-2021-05'])
  unwind('study', name, '--seeds', seeds, '--out', `${studies}/${name}`);
for (const story of stories)
  unwind('study', 'luna-2022', '--seeds', storySeeds, '--with', story, '--out', `${studies}/luna-2022`);
unwind(
  'validate',
  `${studies}/luna-2022`,
  `${studies}/luna-2021-05`,
  '--section',
  'terra',
  '--into',
  'docs/reference/tables/luna-2022.md',
);
