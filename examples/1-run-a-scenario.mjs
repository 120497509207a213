// Runs a packaged scenario and prints what happened.
import { run } from 'unwind';

const { story, summary, journal } = run('isolated-liquidation');

console.log(story().join('\n'));
console.log(`${summary.events} events, ${journal.length} rows of the journal, digest ${summary.digest}`);
