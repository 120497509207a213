import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import * as ImportFile from '../../src/import/ImportFile.js';
import { library } from '../../src/node.js';
import * as Curve from '../../src/protocol/Curve.js';
import * as Direct from '../../src/protocol/Direct.js';
import * as LoanSnapshot from '../../src/protocol/LoanSnapshot.js';
import * as ProtocolFile from '../../src/protocol/ProtocolFile.js';
import * as Staircase from '../../src/protocol/Staircase.js';
import * as Repository from '../cast/Repository.js';

/* A real population of borrowers: what the file says, a direct formula, and the engine before anything feeds back. */
const TABLE = `${Repository.ROOT}../shared/data/aave_positions/steth_borrowers_2023-06.csv.gz`;
const FALLS = [0.02, 0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5];
const dir = mkdtempSync(join(tmpdir(), 'unwind-steth-'));
afterAll(() => rmSync(dir, { recursive: true }));

/** Health by the file's own columns when what is worth ETH falls: totals in ETH (v2), all else keeps its dollars. */
function spreadsheet(fall: number): { accounts: number; collateralUsd: number } {
  const eth = 1719.57;
  const sum = { accounts: 0, collateralUsd: 0 };
  for (const row of rows()) {
    if (row.aave_version !== 'v2') continue;
    const [total, steth] = [
      Number(row.collateral) * eth,
      Number(row.steth_amount) * 0.9997408501530326 * eth,
    ];
    const [debt, owedEth] = [Number(row.debt) * eth, Number(row.eth_debt) * eth];
    // The threshold of stETH is 83%; what the average leaves is secured by the other collateral.
    const secured = (total * Number(row.liquidation_threshold_bps)) / 1e4 - 0.83 * steth * fall;
    if (secured / (debt - owedEth * fall) >= 1) continue;
    sum.accounts++;
    sum.collateralUsd += total - steth * fall;
  }
  return sum;
}

function rows(): Record<string, string>[] {
  const { gunzipSync } = process.getBuiltinModule('node:zlib');
  const [head, ...lines] = gunzipSync(readFileSync(TABLE)).toString().trim().split(/\r?\n/);
  const names = head!.split(',');
  return lines.map((line) => Object.fromEntries(line.split(',').map((cell, i) => [names[i]!, cell])));
}

describe.skipIf(!existsSync(TABLE))('borrowers of stETH on Aave v2, June 2023', () => {
  const out = join(dir, 'steth-v2.snapshot.yaml');
  const file = 'examples/questions/steth-v2.yaml';
  const map = `${Repository.ROOT}examples/questions/steth-v2.map.yaml`;

  async function subject() {
    await ImportFile.run({
      kind: 'borrowers',
      file: TABLE,
      out,
      map,
      time: '2023-06-18T00:00:00Z',
      block: 'none',
    });
    const loans = LoanSnapshot.read(out, readFileSync(out, 'utf8'));
    const question = ProtocolFile.read(file, Repository.text(file));
    return { file: question, loans, library, into: undefined };
  }

  test('every row becomes a loan with the health that the file states', async () => {
    const one = await subject();
    expect(one.loans.loans.length).toBe(1309);
    const stated = new Map(
      rows().map((row) => [`${row.aave_version}${row.account}`, Number(row.health_factor)]),
    );
    const loans = Curve.stated(one, one.loans);
    loans.forEach((loan, i) => {
      const health = stated.get(`v2${one.loans.loans[i]!.account}`)!;
      // The file's own debts in ETH exceed its totals by up to 2.2e-8 in some rows.
      expect(Math.abs(Direct.health(loan, {}) / health - 1)).toBeLessThan(3e-8);
    });
    expect(readdirSync(dir)).toEqual(['steth-v2.snapshot.yaml']);
  });

  test('the curve of the engine is that of the formula, and that of a spreadsheet over the file', async () => {
    const one = await subject();
    const loans = Curve.stated(one, one.loans);
    for (const { fall, ratios, accounts, debtUsd } of Staircase.climb(one, FALLS)) {
      const direct = Direct.level(loans, ratios);
      // A few minutes of interest call nobody but those within a hundred-thousandth of the line.
      const near = loans.filter((loan) => Math.abs(Direct.health(loan, ratios) - 1) < 1e-5).length;
      expect([fall, accounts - direct.accounts <= near && accounts >= direct.accounts]).toEqual([fall, true]);
      if (near === 0) expect(Math.abs(debtUsd / direct.debtUsd - 1)).toBeLessThan(1e-5);
      const sheet = spreadsheet(fall);
      expect(Math.abs(sheet.accounts - direct.accounts)).toBeLessThanOrEqual(1);
    }
  });
});
