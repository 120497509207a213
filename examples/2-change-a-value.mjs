// Changes one value of a scenario and compares: how large must the insurance pool be so that no winner is deleveraged?
import { run } from 'unwind';

const VALUE = 'venues.a.insurance.majors';

for (const pool of ['1_000 USD', '20_000 USD', '100_000 USD']) {
  const { summary } = run('adl-queue', { sets: [`${VALUE}=${pool}`] });
  const { total, payers } = summary.losses;
  const deleveraged = summary.adl.notionalUsd.toFixed(0);
  console.log(`pool of ${pool}: deleveraged $${deleveraged}, loss $${total.toFixed(0)} ${JSON.stringify(payers)}`);
}
