import type { Engine } from '../state/Engine.js';
import type { TerraChain } from './TerraChain.js';

/** Key of this room's section, state and view. */
export const NAME = 'terra';

/** The chain of a world, undefined where there is none. */
export function of({ onchain }: Pick<Engine, 'onchain'>): TerraChain | undefined {
  return onchain.plugged[NAME] as TerraChain | undefined;
}
