import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Address } from '@ethereumjs/util';
import * as Contracts from './Contracts.js';

/* A market of Aave v3.0 from the compiled contracts that its package carries. */

export interface ReserveTerms {
  readonly ltv: number;
  readonly threshold: number;
  readonly incentive: number;
  readonly fee: number;
  readonly factor: number;
  readonly kink: number;
  readonly base: number;
  readonly below: number;
  readonly above: number;
  readonly supplyCap: number;
  readonly borrowCap: number;
  readonly mode: number;
  readonly price: number;
}

export interface Market {
  readonly chain: Contracts.Chain;
  readonly pool: Contracts.Contract;
  readonly oracle: Contracts.Contract;
  readonly tokens: readonly Contracts.Contract[];
  readonly claims: readonly Contracts.Contract[];
  readonly debts: readonly Contracts.Contract[];
  readonly users: readonly Address[];
}

export interface ModeTerms {
  readonly ltv: number;
  readonly threshold: number;
  readonly incentive: number;
}

export const DECIMALS = 6;
const PLENTY = 10n ** 15n;

const root = () => {
  const require = createRequire(import.meta.url);
  return join(dirname(require.resolve('@aave/core-v3/package.json')), 'artifacts', 'contracts');
};

function artifact(path: string): Contracts.Artifact {
  const name = path.slice(path.lastIndexOf('/') + 1);
  return JSON.parse(readFileSync(join(root(), `${path}.sol`, `${name}.json`), 'utf8')) as Contracts.Artifact;
}

/** Deploys a contract with the libraries that it links, each once. */
async function link(
  chain: Contracts.Chain,
  path: string,
  args: unknown[],
  made: Record<string, Contracts.Contract>,
) {
  const one = artifact(path);
  for (const [file, names] of Object.entries(one.linkReferences))
    for (const name of Object.keys(names))
      made[name] ??= await link(chain, file.replace(/^contracts\//, '').replace(/\.sol$/, ''), [], made);
  return Contracts.deploy(chain, one, args, made);
}

export async function open(
  reserves: readonly ReserveTerms[],
  modes: readonly ModeTerms[],
  people: number,
): Promise<Market> {
  const chain = await Contracts.open();
  const made: Record<string, Contracts.Contract> = {};
  const deploy = (path: string, ...args: unknown[]) => link(chain, path, args, made);
  const own = (contract: Contracts.Contract, name: string, ...args: unknown[]) =>
    Contracts.must(contract, Contracts.OWNER, name, ...args);
  const id = (contract: Contracts.Contract) => contract.address.toString();
  const me = Contracts.OWNER.toString();
  const provider = await deploy('protocol/configuration/PoolAddressesProvider', 'market', me);
  await own(provider, 'setACLAdmin', me);
  const roles = await deploy('protocol/configuration/ACLManager', id(provider));
  await own(provider, 'setACLManager', id(roles));
  await own(roles, 'addPoolAdmin', me);
  await own(roles, 'addAssetListingAdmin', me);
  const oracle = await deploy('mocks/oracle/PriceOracle');
  await own(provider, 'setPriceOracle', id(oracle));
  await own(provider, 'setPoolImpl', id(await deploy('protocol/pool/Pool', id(provider))));
  await own(provider, 'setPoolConfiguratorImpl', id(await deploy('protocol/pool/PoolConfigurator')));
  const addressOf = async (name: string) => String((await own(provider, name))[0]);
  const pool = Contracts.at(provider, await addressOf('getPool'), artifact('protocol/pool/Pool').abi);
  const desk = Contracts.at(
    provider,
    await addressOf('getPoolConfigurator'),
    artifact('protocol/pool/PoolConfigurator').abi,
  );
  const claimCode = await deploy('protocol/tokenization/AToken', id(pool));
  const debtCode = await deploy('protocol/tokenization/VariableDebtToken', id(pool));
  const stableCode = await deploy('protocol/tokenization/StableDebtToken', id(pool));
  const users = await Promise.all(Array.from({ length: people }, (_, i) => Contracts.account(chain, i)));
  const tokens: Contracts.Contract[] = [];
  for (const [m, mode] of modes.entries())
    await own(desk, 'setEModeCategory', m + 1, mode.ltv, mode.threshold, mode.incentive, ZERO, 'mode');
  for (const [r, terms] of reserves.entries()) {
    const token = await deploy('mocks/tokens/MintableERC20', `T${r}`, `T${r}`, DECIMALS);
    tokens.push(token);
    const ray = (bps: number) => BigInt(bps) * 10n ** 23n;
    const rates = await deploy(
      'protocol/pool/DefaultReserveInterestRateStrategy',
      id(provider),
      ...[terms.kink, terms.base, terms.below, terms.above, 0, 0, 0, 0, 2000].map(ray),
    );
    const input = {
      aTokenImpl: id(claimCode),
      stableDebtTokenImpl: id(stableCode),
      variableDebtTokenImpl: id(debtCode),
      underlyingAssetDecimals: DECIMALS,
      interestRateStrategyAddress: id(rates),
      underlyingAsset: id(token),
      treasury: TREASURY,
      incentivesController: ZERO,
      aTokenName: 'a',
      aTokenSymbol: 'a',
      variableDebtTokenName: 'v',
      variableDebtTokenSymbol: 'v',
      stableDebtTokenName: 's',
      stableDebtTokenSymbol: 's',
      params: '0x10',
    };
    await own(desk, 'initReserves', [input]);
    await configure(own, desk, id(token), terms);
    await own(oracle, 'setAssetPrice', id(token), BigInt(Math.round(terms.price * 1e8)));
    await endow(own, token, pool, users);
  }
  const side = async (field: string, abi: Contracts.Artifact['abi']) =>
    Promise.all(
      tokens.map(async (token) => {
        const [data] = (await own(pool, 'getReserveData', id(token))) as [Record<string, string>];
        return Contracts.at(pool, data[field]!, abi);
      }),
    );
  const claims = await side('aTokenAddress', artifact('protocol/tokenization/AToken').abi);
  const debts = await side(
    'variableDebtTokenAddress',
    artifact('protocol/tokenization/VariableDebtToken').abi,
  );
  return { chain, pool, oracle, tokens, claims, debts, users };
}

export const ZERO = `0x${'00'.repeat(20)}`;
export const TREASURY = `0x${'7e'.repeat(20)}`;

type Own = (contract: Contracts.Contract, name: string, ...args: unknown[]) => Promise<unknown[]>;

/** Everybody has plenty of a token, and lets the pool take it. */
export async function endow(
  own: Own,
  token: Contracts.Contract,
  pool: Contracts.Contract,
  users: readonly Address[],
): Promise<void> {
  for (const user of users) {
    await own(token, 'mint(address,uint256)', user.toString(), PLENTY);
    await Contracts.must(token, user, 'approve', pool.address.toString(), 2n ** 255n);
  }
}

export async function configure(
  own: Own,
  desk: Contracts.Contract,
  asset: string,
  terms: ReserveTerms,
): Promise<void> {
  await own(desk, 'configureReserveAsCollateral', asset, terms.ltv, terms.threshold, terms.incentive);
  await own(desk, 'setReserveBorrowing', asset, true);
  await own(desk, 'setReserveFactor', asset, terms.factor);
  await own(desk, 'setLiquidationProtocolFee', asset, terms.fee);
  if (terms.supplyCap > 0) await own(desk, 'setSupplyCap', asset, terms.supplyCap);
  if (terms.borrowCap > 0) await own(desk, 'setBorrowCap', asset, terms.borrowCap);
  if (terms.mode > 0) await own(desk, 'setAssetEModeCategory', asset, terms.mode);
}
