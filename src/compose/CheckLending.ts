import type { Lending } from '../chain/lending/LendingSchema.js';
import type { Scenario } from './Scenario.js';

type Refuse = (path: (string | number)[], found: string, expected: string, remedy: string) => void;

/** Mistakes of lending protocols that no single key shows: what they name must be there. */
export function refuse({ lending, chain, assets }: Scenario, at: Refuse): void {
  if (lending && !chain)
    at(['lending'], 'no "chain"', 'a chain for what settles on one', 'add "chain: { preset: ethereum }"');
  const ids = assets.map(({ id }) => id);
  (lending ?? []).forEach((one, i) => {
    one.reserves.forEach((reserve, r) => {
      if (!ids.includes(reserve.asset))
        unknown(at, ['lending', i, 'reserves', r, 'asset'], reserve.asset, 'an asset of this scenario', ids);
    });
    const reserves = one.reserves.map(({ asset }) => asset).filter((asset) => ids.includes(asset));
    for (const { path, symbol } of named(one))
      if (!reserves.includes(symbol))
        unknown(at, ['lending', i, ...path], symbol, 'the asset of one of its reserves', reserves);
    const modes = one.modes.map(({ id }) => id);
    one.loopers.forEach(({ mode }, j) => {
      if (mode !== undefined && !modes.includes(mode))
        unknown(at, ['lending', i, 'loopers', j, 'mode'], mode, 'one of its modes', modes);
    });
  });
}

function unknown(
  at: Refuse,
  path: (string | number)[],
  found: string,
  expected: string,
  known: readonly string[],
): void {
  at(path, `"${found}"`, expected, `use one of ${known.join(', ') || '(none stated)'}`);
}

/** Every asset that a protocol names outside its list of reserves. */
function named(one: Lending): { path: (string | number)[]; symbol: string }[] {
  return [
    ...one.reserves.flatMap(({ oracle }, r) => {
      if (oracle.kind === 'market') return [];
      const key = oracle.kind === 'pegged' ? 'to' : 'of';
      const symbol = oracle.kind === 'pegged' ? oracle.to : oracle.of;
      return [{ path: ['reserves', r, 'oracle', key], symbol }];
    }),
    ...one.modes.flatMap((mode, m) =>
      (['collateral', 'borrowable'] as const).flatMap((key) =>
        mode[key].map((symbol, k) => ({ path: ['modes', m, key, k], symbol })),
      ),
    ),
    ...(['borrowers', 'loopers'] as const).flatMap((kind) =>
      one[kind].flatMap(({ collateral, debt }, k) => [
        { path: [kind, k, 'collateral'], symbol: collateral },
        { path: [kind, k, 'debt'], symbol: debt },
      ]),
    ),
    ...(['suppliers', 'seekers'] as const).flatMap((kind) =>
      one[kind].map(({ asset }, k) => ({ path: [kind, k, 'asset'], symbol: asset })),
    ),
    ...one.liquidators.flatMap(({ capital }, k) =>
      Object.keys(capital).map((symbol) => ({ path: ['liquidators', k, 'capital', symbol], symbol })),
    ),
  ];
}
