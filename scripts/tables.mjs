// Writes the tables of docs/reference/tables from the seeds that out/studies holds.
import { unwind } from './unwind.mjs';

const studies = 'out/studies';
unwind('validate', `${studies}/oct-2025`, '--into', 'docs/reference/tables/oct-2025.md');
unwind(
  'validate',
  `${studies}/oct-2025-lite`,
  '--section',
  'lite',
  '--into',
  'docs/reference/tables/oct-2025.md',
);
unwind('validate', `${studies}/oct-2025-evening`, '--into', 'docs/reference/tables/oct-2025-evening.md');
