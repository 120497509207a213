import fc from 'fast-check';
import { expect, test } from 'vitest';
import * as Time from '../../units/Time.js';
import * as Vault from './Vault.js';

const terms: Vault.Terms = { vestingUs: 8 * Time.HOUR, minShares: 10_000, cooldownUs: Time.DAY };
const DAY = Time.DAY;

/** Kind, user, size and hours waited before. */
const operation = fc.tuple(
  fc.constantFrom('deposit', 'reward', 'shares', 'assets', 'unstake', 'redeem'),
  fc.integer({ min: 0, max: 3 }),
  fc.integer({ min: 0, max: 1e13 }),
  fc.integer({ min: 0, max: 60 }),
);

type Operation = [string, number, number, number];

function act(vault: Vault.State, [kind, user, size]: Operation, nowUs: number): Vault.Outcome {
  const cooling = size % 2 === 0 ? { ...terms, cooldownUs: 7 * DAY } : terms;
  switch (kind) {
    case 'deposit':
      return Vault.deposit(vault, terms, size, nowUs);
    case 'reward':
      return Vault.reward(vault, terms, Math.floor(size / 1000), nowUs);
    case 'shares':
      return Vault.cooldownShares(vault, cooling, user, size, nowUs);
    case 'assets':
      return Vault.cooldownAssets(vault, cooling, user, size, nowUs);
    case 'redeem':
      return Vault.redeem(vault, { ...terms, cooldownUs: 0 }, size, nowUs);
    default:
      return Vault.unstake(vault, user, nowUs);
  }
}

const silo = (vault: Vault.State) => [...vault.cooldowns.values()].reduce((sum, c) => sum + c.assets, 0);

test('no USDe appears or vanishes, the rate of those who stay never falls, a refusal moves nothing', () => {
  fc.assert(
    fc.property(fc.array(operation, { maxLength: 60 }), (operations) => {
      const vault = Vault.create();
      let nowUs = 0;
      let inside = 0;
      for (const one of operations) {
        nowUs += one[3] * Time.HOUR;
        const before = structuredClone(vault);
        const total = Vault.totalAssets(vault, terms, nowUs);
        const outcome = act(vault, one, nowUs);
        if (outcome.kind === 'refused') {
          expect(vault).toEqual(before);
          continue;
        }
        if (one[0] === 'deposit' || one[0] === 'reward') inside += outcome.assets;
        if (one[0] === 'redeem' || one[0] === 'unstake') inside -= outcome.assets;
        expect(vault.assets + silo(vault)).toBe(inside);
        expect(vault.shares === 0 || vault.shares >= terms.minShares).toBe(true);
        // (total + 1) / (shares + 1) by cross-multiplication, exactly.
        const after = BigInt(Vault.totalAssets(vault, terms, nowUs)) + 1n;
        expect(after * BigInt(before.shares + 1)).toBeGreaterThanOrEqual(
          (BigInt(total) + 1n) * BigInt(vault.shares + 1),
        );
      }
    }),
    { numRuns: 500 },
  );
});
