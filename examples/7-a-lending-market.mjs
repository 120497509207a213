// Asks a lending market: how much bad debt does each liquidation threshold leave after the same fall?
import { run } from 'unwind';

for (const threshold of ['83%', '90%', '95%']) {
  const sets = [`lending.aave.reserves.eth.threshold=${threshold}`];
  const [aave] = run('lending-liquidation', { sets }).summary.lending;
  console.log(`${threshold}: liquidated $${aave.liquidatedUsd.toFixed(0)}, bad debt $${aave.badDebtUsd.toFixed(0)}`);
}
