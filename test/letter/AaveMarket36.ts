import * as AaveMarket from './AaveMarket.js';
import * as Compiled from './Compiled.js';
import * as Contracts from './Contracts.js';

/* A market of Aave v3.6, compiled from the sources that its package carries. */

const SOURCES = 'src/contracts';
const ENTRIES = [
  'instances/PoolInstance',
  'instances/ATokenInstance',
  'instances/VariableDebtTokenInstance',
  'instances/PoolConfiguratorInstance',
  'misc/DefaultReserveInterestRateStrategyV2',
  'protocol/configuration/ACLManager',
  'protocol/configuration/PoolAddressesProvider',
  'protocol/libraries/helpers/Errors',
  'mocks/testnet-helpers/TestnetERC20',
  'mocks/oracle/PriceOracle',
];

type Made = Readonly<Record<string, Contracts.Artifact>>;
type Own = (contract: Contracts.Contract, name: string, ...args: unknown[]) => Promise<unknown[]>;

/**
 * Compiled by `npm run letter`, half a minute, and kept: the suite takes what is there. Throws where it is not, or the
 * package or its compiler is not installed.
 */
export function compile(): Promise<Made> {
  return Compiled.contracts(
    '@aave-dao/aave-v3-origin',
    ENTRIES.map((name) => `${SOURCES}/${name}.sol`),
    {},
    {
      solc: 'solc-aave',
      viaIR: false,
      isKept: process.env.LETTER === undefined,
      remap: {
        'openzeppelin-contracts/contracts/': '@openzeppelin/contracts/',
        'solidity-utils/': '@bgd-labs/solidity-utils/src/',
      },
    },
  );
}

export async function open(
  reserves: readonly AaveMarket.ReserveTerms[],
  modes: readonly AaveMarket.ModeTerms[],
  people: number,
): Promise<AaveMarket.Market> {
  const made = await compile();
  const chain = await Contracts.open();
  const linked: Record<string, Contracts.Contract> = {};
  const deploy = async (name: string, ...args: unknown[]): Promise<Contracts.Contract> => {
    for (const names of Object.values(made[name]!.linkReferences))
      for (const library of Object.keys(names)) linked[library] ??= await deploy(library);
    return Contracts.deploy(chain, made[name]!, args, linked);
  };
  const own: Own = (contract, name, ...args) => Contracts.must(contract, Contracts.OWNER, name, ...args);
  const { provider, oracle } = await institutions(deploy, own);
  const strategy = await deploy('DefaultReserveInterestRateStrategyV2', id(provider));
  await own(provider, 'setPoolImpl', id(await deploy('PoolInstance', id(provider), id(strategy))));
  await own(provider, 'setPoolConfiguratorImpl', id(await deploy('PoolConfiguratorInstance')));
  const addressOf = async (name: string) => String((await own(provider, name))[0]);
  // Refusals come out of linked libraries: their names are in a file of their own.
  const named = [...(made.PoolInstance!.abi as object[]), ...(made.Errors!.abi as object[])];
  const pool = Contracts.at(provider, await addressOf('getPool'), named as Contracts.Artifact['abi']);
  const desk = Contracts.at(
    provider,
    await addressOf('getPoolConfigurator'),
    made.PoolConfiguratorInstance!.abi,
  );
  const users = await Promise.all(Array.from({ length: people }, (_, i) => Contracts.account(chain, i)));
  const claimCode = await deploy('ATokenInstance', id(pool), AaveMarket.ZERO, AaveMarket.TREASURY);
  const debtCode = await deploy('VariableDebtTokenInstance', id(pool), AaveMarket.ZERO);
  const tokens: Contracts.Contract[] = [];
  for (const [r, terms] of reserves.entries()) {
    const token = await deploy(
      'TestnetERC20',
      `T${r}`,
      `T${r}`,
      AaveMarket.DECIMALS,
      Contracts.OWNER.toString(),
    );
    tokens.push(token);
    await own(desk, 'initReserves', [listing(id(token), id(claimCode), id(debtCode), terms)]);
    await AaveMarket.configure(own, desk, id(token), { ...terms, mode: 0 });
    await own(oracle, 'setAssetPrice', id(token), BigInt(Math.round(terms.price * 1e8)));
    await AaveMarket.endow(own, token, pool, users);
  }
  for (const [m, mode] of modes.entries()) await enable(own, desk, m + 1, mode, tokens, reserves);
  const side = (name: string, kind: string) =>
    Promise.all(
      tokens.map(async (token) =>
        Contracts.at(pool, String((await own(pool, name, id(token)))[0]), made[kind]!.abi),
      ),
    );
  const claims = await side('getReserveAToken', 'ATokenInstance');
  const debts = await side('getReserveVariableDebtToken', 'VariableDebtTokenInstance');
  return { chain, pool, oracle, tokens, claims, debts, users };
}

const id = (contract: Contracts.Contract) => contract.address.toString();

/** Registry, roles and oracle of the market. */
async function institutions(
  deploy: (name: string, ...args: unknown[]) => Promise<Contracts.Contract>,
  own: Own,
): Promise<{ provider: Contracts.Contract; oracle: Contracts.Contract }> {
  const me = Contracts.OWNER.toString();
  const provider = await deploy('PoolAddressesProvider', 'market', me);
  await own(provider, 'setACLAdmin', me);
  const roles = await deploy('ACLManager', id(provider));
  await own(provider, 'setACLManager', id(roles));
  await own(roles, 'addPoolAdmin', me);
  await own(roles, 'addAssetListingAdmin', me);
  const oracle = await deploy('PriceOracle');
  await own(provider, 'setPriceOracle', id(oracle));
  return { provider, oracle };
}

/** What the configurator takes of a new reserve; rates are in basis points. */
function listing(asset: string, claim: string, debt: string, terms: AaveMarket.ReserveTerms): object {
  const rates = [terms.kink, terms.base, terms.below, terms.above];
  return {
    aTokenImpl: claim,
    variableDebtTokenImpl: debt,
    underlyingAsset: asset,
    aTokenName: 'a',
    aTokenSymbol: 'a',
    variableDebtTokenName: 'v',
    variableDebtTokenSymbol: 'v',
    params: '0x10',
    interestRateData: `0x${rates.map((bps) => bps.toString(16).padStart(64, '0')).join('')}`,
  };
}

/** A mode, and what counts and can be borrowed in it. */
async function enable(
  own: Own,
  desk: Contracts.Contract,
  number: number,
  mode: AaveMarket.ModeTerms,
  tokens: readonly Contracts.Contract[],
  reserves: readonly AaveMarket.ReserveTerms[],
): Promise<void> {
  await own(desk, 'setEModeCategory', number, mode.ltv, mode.threshold, mode.incentive, 'mode');
  for (const [r, token] of tokens.entries()) {
    if (reserves[r]!.mode !== number) continue;
    await own(desk, 'setAssetCollateralInEMode', id(token), number, true);
    await own(desk, 'setAssetBorrowableInEMode', id(token), number, true);
  }
}
