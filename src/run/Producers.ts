import type { Producer } from '../observe/Producer.js';
import * as Registry from '../observe/Registry.js';
import { PLUGS } from '../plugs/Plugs.js';

/** All that is observed in a run: the registry, and what rooms that plug in add to it. */
export const PRODUCERS: readonly Producer[] = [
  ...Registry.PRODUCERS,
  ...PLUGS.map(({ producer }) => producer),
];
