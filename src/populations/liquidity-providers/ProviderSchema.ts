import { z } from 'zod';
import * as UnitText from '../../format/UnitText.js';

/** Passive capital in the pools; what a pool holds at the open is theirs. */
export const Schema = z.strictObject({
  /** Equal parts of each pool. */
  rows: UnitText.count({ min: 1 }),
  /** Largest share of one coin at which the first and the last leave. Free. */
  leaveAt: UnitText.spread(UnitText.ratio()),
  /** How often each looks. */
  every: UnitText.spread(UnitText.duration()),
  latency: UnitText.spread(UnitText.duration()),
});

export type Spec = z.infer<typeof Schema>;
