import type { Plug } from './Plug.js';
import * as Registry from './Registry.js';

/** Every room that plugs in, in the order of their names. */
export const PLUGS: readonly Plug[] = Object.values<Plug>(Registry).sort((x, y) =>
  x.name < y.name ? -1 : 1,
);
