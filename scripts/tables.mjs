// Writes the tables of docs/VALIDATION.md and docs/STORIES.md from the seeds that out/studies holds.
import { unwind } from './unwind.mjs';

const studies = 'out/studies';
unwind('validate', `${studies}/oct-2025`, '--into', 'docs/VALIDATION.md');
unwind('validate', `${studies}/oct-2025-lite`, '--section', 'lite', '--into', 'docs/VALIDATION.md');
unwind('validate', `${studies}/oct-2025-evening`, '--into', 'docs/STORIES.md');
