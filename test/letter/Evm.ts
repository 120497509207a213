import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

/* A chain in this process that real contracts run on: what the engine's mechanisms are compared with. */

type EvmModule = typeof import('@ethereumjs/evm');
type Utilities = typeof import('@ethereumjs/util');

export interface Chain {
  readonly evm: Awaited<ReturnType<EvmModule['createEVM']>>;
  readonly util: Utilities;
}

const LOTS_OF_GAS = 1_000_000_000n;

/** A new chain, or undefined where the packages are not installed. */
export async function open(): Promise<Chain | undefined> {
  try {
    const { createEVM } = await import('@ethereumjs/evm');
    return { evm: await createEVM(), util: await import('@ethereumjs/util') };
  } catch {
    return undefined;
  }
}

/** Bytecode of a compiled artifact in a package, undefined where it is not installed. */
export function bytecode(path: string): string | undefined {
  try {
    const file = createRequire(import.meta.url).resolve(path);
    return (JSON.parse(readFileSync(file, 'utf8')) as { bytecode: string }).bytecode;
  } catch {
    return undefined;
  }
}

/** A word of 32 bytes in hexadecimal; below zero in two's complement. */
export function word(value: bigint | number | string): string {
  return BigInt.asUintN(256, BigInt(value)).toString(16).padStart(64, '0');
}

/** Deploys code and returns its address. */
export async function deploy(chain: Chain, code: string): Promise<string> {
  const { evm, util } = chain;
  const caller = util.createAddressFromString(`0x${'11'.repeat(20)}`);
  const data = util.hexToBytes(code as `0x${string}`);
  const result = await evm.runCall({ caller, data, gasLimit: LOTS_OF_GAS });
  if (result.execResult.exceptionError) throw new Error(result.execResult.exceptionError.error);
  return result.createdAddress!.toString();
}

/** Puts runtime code at an address. */
export async function put(chain: Chain, address: string, code: string): Promise<void> {
  const { evm, util } = chain;
  await evm.stateManager.putCode(
    util.createAddressFromString(address),
    util.hexToBytes(code as `0x${string}`),
  );
}

/** What a call returns, in words; undefined when it reverts. `selector` has eight digits. */
export async function call(
  chain: Chain,
  from: string,
  to: string,
  selector: string,
  ...words: readonly (bigint | number | string)[]
): Promise<bigint[] | undefined> {
  const { evm, util } = chain;
  const { execResult } = await evm.runCall({
    caller: util.createAddressFromString(from),
    to: util.createAddressFromString(to),
    data: util.hexToBytes(`0x${selector}${words.map(word).join('')}`),
    gasLimit: LOTS_OF_GAS,
  });
  if (execResult.exceptionError) return undefined;
  const text = util.bytesToHex(execResult.returnValue).slice(2);
  return (text.match(/.{64}/g) ?? []).map((one) => BigInt(`0x${one}`));
}
