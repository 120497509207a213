/**
 * Models:     boxes of prices, one to a level of surplus, within which none of the level's accounts can be breached.
 * Source:     none; the bound is elementary.
 * Units:      dollars per unit; widths and moves are relative.
 * Simplified: how far a price may go within a box is in proportion to how much it moved of late, which says how often a
 *             box is left, not whether that is noticed.
 * Invariants: none
 *
 * Before the largest relative moves of all prices have added up to the distance of the nearest face, no price can have left
 * the box: until then a level costs one subtraction.
 */
export interface SurplusBoxes {
  /** As the last `step` saw it. */
  readonly price: Float64Array;
  /** Mean relative move of a step, the last few hundred weighted most. */
  readonly swing: Float64Array;
  /** Dollars a price may move in a box of width 1. */
  readonly reach: Float64Array;
  /** Lowest and highest price of a box, at 2 * (level * instruments + instrument) and after it. */
  readonly face: Float64Array;
  /** What the largest moves may still add up to, by level; not positive when the box must be compared with the prices. */
  readonly left: Float64Array;
}

/** Widths grow by octaves from 2^-10 in level 1, then, where most accounts are, by sixteenths of an octave to almost 2. */
const FINE_BITS = 4;
const FRACTION_SHIFT = 23 - FINE_BITS;
/** Exponent and leading bits of the fraction of a width in single precision, 127 standing for 1. */
const LOWEST = (127 - 10) << FINE_BITS;
const FINE = (127 - 4) << FINE_BITS;
const HIGHEST = (127 + 1) << FINE_BITS;
const COARSE_LEVELS = (FINE - LOWEST) >> FINE_BITS;
export const LEVELS = 1 + COARSE_LEVELS + HIGHEST - FINE;
/** More than rounded sums and quotients below 1 are off by. */
const ROUNDING = 1e-14;
const MEMORY = 1 / 256;
/** A price that swings more or less than the mean gets a reach of up to so many times the mean's, or of that part. */
const MOST_REACH = 16;
/** So many prices outside a box can be followed one by one. */
export const FEW = 8;
const NONE: readonly number[] = [];

const single = new Float32Array(1);
const bits = new Int32Array(single.buffer);

export function create(price: Float64Array): SurplusBoxes {
  const b: SurplusBoxes = {
    price: price.slice(),
    swing: new Float64Array(price.length).fill(0.001),
    reach: price.slice(),
    face: new Float64Array(2 * LEVELS * price.length),
    left: new Float64Array(LEVELS),
  };
  for (let level = 0; level < LEVELS; level++) open(b, level);
  return b;
}

/** Highest level whose width is not above `share`, nearly; 0, which has no box, for less than any width. */
export function levelOf(share: number): number {
  single[0] = share;
  const leading = bits[0]! >> FRACTION_SHIFT;
  if (leading < LOWEST) return 0;
  if (leading < FINE) return 1 + ((leading - LOWEST) >> FINE_BITS);
  return Math.min(LEVELS - 1, 1 + COARSE_LEVELS + leading - FINE);
}

function widthOf(level: number): number {
  if (level === 0) return 0;
  const above = level - 1 - COARSE_LEVELS;
  bits[0] = (above < 0 ? FINE + (above << FINE_BITS) : FINE + above) << FRACTION_SHIFT;
  return single[0]!;
}

/** Takes note of the present prices. */
export function step(b: SurplusBoxes, price: Float64Array): void {
  let largest = 0;
  let total = 0;
  for (let i = 0; i < price.length; i++) {
    const move = Math.abs(price[i]! / b.price[i]! - 1);
    b.price[i] = price[i]!;
    b.swing[i]! += (move - b.swing[i]!) * MEMORY;
    total += b.swing[i]!;
    if (move > largest) largest = move;
  }
  if (largest === 0) return;
  const mean = total / price.length;
  for (let i = 0; i < price.length; i++) {
    const wildness = Math.max(1 / MOST_REACH, Math.min(MOST_REACH, b.swing[i]! / mean));
    b.reach[i] = price[i]! * wildness;
  }
  for (let level = 0; level < LEVELS; level++) b.left[level]! -= largest + (1 + largest) * ROUNDING;
}

/** Instruments whose prices have left a level's box, in order; more than FEW of them mean "many", and the list unfinished. */
export function outside(b: SurplusBoxes, level: number): readonly number[] {
  if (b.left[level]! > 0) return NONE;
  const { price, face } = b;
  const out: number[] = [];
  let nearest = 1;
  for (let i = 0, at = 2 * level * price.length; i < price.length; i++, at += 2) {
    const here = price[i]!;
    const below = here - face[at]!;
    const above = face[at + 1]! - here;
    const nearer = below < above ? below : above;
    if (nearer >= 0) {
      if (nearer < nearest * here) nearest = nearer / here;
    } else if (out.push(i) > FEW) return out;
  }
  // Falls that add up to x leave 1 - x of a price at least, rises 1 / (1 - x) at most.
  b.left[level] = nearest / (1 + nearest) - ROUNDING;
  return out;
}

/** Puts the level's box around the present prices. */
export function open(b: SurplusBoxes, level: number): void {
  for (let i = 0; i < b.price.length; i++) openFor(b, level, i);
}

/** Puts one instrument's faces of the level's box around its present price. */
export function openFor(b: SurplusBoxes, level: number, instrument: number): void {
  const price = b.price[instrument]!;
  const far = widthOf(level) * b.reach[instrument]!;
  const at = 2 * (level * b.price.length + instrument);
  b.face[at] = Math.max(0, price - far);
  b.face[at + 1] = price + far;
  b.left[level] = 0;
}
