import * as EngineVersion from './door/EngineVersion.js';

/*
 * What a position is, earns and survives by formulas alone. It needs no engine and loads in a fraction of the engine's time.
 * The whole door, with runs, is index.ts.
 */
export { InvariantError } from './base/assert.js';
export { InputError, type Issue } from './format/InputError.js';
export type { Library } from './format/Library.js';
export * as position from './position/PositionDoor.js';

/** Version of the engine that this package holds. */
export const version: string = EngineVersion.VERSION;
