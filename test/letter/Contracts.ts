import { Common, Hardfork, Mainnet } from '@ethereumjs/common';
import { createEVM, type EVM } from '@ethereumjs/evm';
import { Account, type Address, bytesToHex, createAddressFromString, hexToBytes } from '@ethereumjs/util';
import { Interface, type InterfaceAbi } from 'ethers';

/* Contracts in an EVM inside this process: no node, no network. Every call is a message with its own time. */

export interface Chain {
  readonly evm: EVM;
  /** Seconds; the caller moves it. */
  time: bigint;
}

export interface Artifact {
  readonly abi: InterfaceAbi;
  readonly bytecode: string;
  readonly linkReferences: Readonly<
    Record<string, Readonly<Record<string, readonly { readonly start: number }[]>>>
  >;
}

export interface Contract {
  readonly chain: Chain;
  readonly address: Address;
  readonly abi: Interface;
}

/** What a call came to: its results, or why it was reverted. */
export type Outcome =
  | { readonly ok: true; readonly values: readonly unknown[] }
  | { readonly ok: false; readonly why: string };

const GAS = 1_000_000_000n;
export const OWNER = createAddressFromString(`0x${'aa'.repeat(20)}`);

export async function open(): Promise<Chain> {
  const common = new Common({ chain: Mainnet, hardfork: Hardfork.Shanghai });
  const evm = await createEVM({ common, allowUnlimitedContractSize: true, allowUnlimitedInitCodeSize: true });
  return { evm, time: 1_700_000_000n };
}

/** An account that can call. */
export async function account(chain: Chain, number: number): Promise<Address> {
  const address = createAddressFromString(`0x${(0xc0de_0000 + number).toString(16).padStart(40, '0')}`);
  await chain.evm.stateManager.putAccount(address, new Account(0n, 0n));
  return address;
}

/** Deploys a contract; `libraries` fill its links by name. */
export async function deploy(
  chain: Chain,
  artifact: Artifact,
  args: readonly unknown[] = [],
  libraries: Readonly<Record<string, Contract>> = {},
): Promise<Contract> {
  const abi = new Interface(artifact.abi);
  let code = artifact.bytecode.replace(/^0x/, '');
  for (const names of Object.values(artifact.linkReferences))
    for (const [name, places] of Object.entries(names))
      for (const { start } of places) {
        const address = libraries[name]!.address.toString().slice(2);
        code = code.slice(0, 2 * start) + address + code.slice(2 * start + 40);
      }
  const data = hexToBytes(`0x${code}${abi.encodeDeploy(args as unknown[]).slice(2)}`);
  const { createdAddress, execResult } = await run(chain, OWNER, undefined, data);
  if (execResult.exceptionError || !createdAddress)
    throw new Error(`deployment: ${reason(abi, execResult.returnValue)}`);
  return { chain, address: createdAddress, abi };
}

/** The same address under another interface: what stands behind a proxy. */
export function at(contract: Contract, address: string, abi: InterfaceAbi): Contract {
  return { chain: contract.chain, address: createAddressFromString(address), abi: new Interface(abi) };
}

/** Calls from an account. */
export async function call(
  contract: Contract,
  from: Address,
  name: string,
  ...args: unknown[]
): Promise<Outcome> {
  const { chain, abi, address } = contract;
  const data = hexToBytes(abi.encodeFunctionData(name, args) as `0x${string}`);
  const { execResult } = await run(chain, from, address, data);
  if (execResult.exceptionError) {
    const why = reason(abi, execResult.returnValue) || execResult.exceptionError.error;
    return { ok: false, why };
  }
  return { ok: true, values: [...abi.decodeFunctionResult(name, bytesToHex(execResult.returnValue))] };
}

/** A call that must go through; its first result, or all of them. */
export async function must(
  contract: Contract,
  from: Address,
  name: string,
  ...args: unknown[]
): Promise<unknown[]> {
  const outcome = await call(contract, from, name, ...args);
  if (!outcome.ok) throw new Error(`${name}: ${outcome.why}`);
  return [...outcome.values];
}

/** One number that a contract shows. */
export async function read(contract: Contract, name: string, ...args: unknown[]): Promise<bigint> {
  return (await must(contract, OWNER, name, ...args))[0] as bigint;
}

async function run(chain: Chain, caller: Address, to: Address | undefined, data: Uint8Array) {
  const header = {
    number: 1n,
    coinbase: OWNER,
    timestamp: chain.time,
    difficulty: 0n,
    prevRandao: new Uint8Array(32),
    gasLimit: GAS,
    baseFeePerGas: 0n,
    getBlobGasPrice: () => 1n,
  };
  const target = to === undefined ? {} : { to };
  return chain.evm.runCall({ caller, origin: caller, ...target, data, gasLimit: GAS, block: { header } });
}

/** "35", "HealthFactorNotBelowThreshold", "Panic(17)"; '' when the contract says nothing. */
function reason(abi: Interface, data: Uint8Array): string {
  if (data.length === 0) return '';
  try {
    const error = abi.parseError(bytesToHex(data));
    if (error === null) return bytesToHex(data);
    return error.name === 'Error' ? String(error.args[0]) : `${error.name}(${error.args.join()})`;
  } catch {
    return bytesToHex(data);
  }
}
