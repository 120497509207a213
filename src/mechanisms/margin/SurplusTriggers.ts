/**
 * Models:     which cross-margined accounts may have fallen to their maintenance requirement, without looking at the others.
 * Source:     none; the bound is elementary. Every position arms one trigger at the equal relative move of all an account's
 *             prices that would exhaust its surplus: before any price passes its trigger, the account cannot be breached.
 * Units:      dollars, dollars per unit; weights in units.
 * Simplified: surplus is linear in prices within one bracket of the tiers: cash + sum of weight x price, with weight =
 *             signed size - size x maintenance rate, or amount x collateral ratio for collateral. A change of bracket,
 *             cash or size is a change of the account, which is armed anew.
 * Invariants: none
 */

/** Triggers lie in lists by instrument and logarithmic price bucket: 512 to an octave, 14 to 20 basis points wide. */
export interface SurplusTriggers {
  readonly price: Float64Array;
  /** By account; positions of account a are rows from[a] to from[a + 1] - 1. */
  readonly cash: Float64Array;
  readonly from: Int32Array;
  readonly account: Int32Array;
  readonly instrument: Uint16Array;
  /** Positive where a fall of the price hurts. */
  readonly weight: Float64Array;
  /** Price at which the account is looked at again. */
  readonly trigger: Float64Array;
  /** Neighbors in the list of the bucket, -1 at its end; `prev` is -2 - bucket at its head. */
  readonly next: Int32Array;
  readonly prev: Int32Array;
  /** First position by instrument * BUCKETS + bucket, -1 for none. */
  readonly first: Int32Array;
  /** Bucket 0 of each instrument, as the rounded price's leading bits. */
  readonly lowest: Int32Array;
  /** Accounts to look at, with repetitions; `fired` of them. */
  queue: Int32Array;
  fired: number;
  /** Accounts looked at so far. */
  looks: number;
}

const OCTAVES_DOWN = 8;
const OCTAVES = 12;
const PER_OCTAVE = 512;
const BUCKETS = OCTAVES * PER_OCTAVE;
/** Leaves sign, exponent and 9 bits of the fraction of a rounded price. */
const FRACTION_SHIFT = 14;
/** Takes back what rounding may have added to a relative move. */
const SLACK = 1e-12;

const single = new Float32Array(1);
const bits = new Int32Array(single.buffer);

/** Prices and weights are positive and not 0; the tables are kept, not copied. All accounts start armed or fired. */
export function create(
  price: Float64Array,
  cash: Float64Array,
  from: Int32Array,
  instrument: Uint16Array,
  weight: Float64Array,
): SurplusTriggers {
  const rows = weight.length;
  const t: SurplusTriggers = {
    price,
    cash,
    from,
    account: new Int32Array(rows),
    instrument,
    weight,
    trigger: new Float64Array(rows),
    next: new Int32Array(rows).fill(-1),
    prev: new Int32Array(rows).fill(-1),
    first: new Int32Array(price.length * BUCKETS).fill(-1),
    lowest: Int32Array.from(price, (p) => leading(p) - OCTAVES_DOWN * PER_OCTAVE),
    queue: new Int32Array(1024),
    fired: 0,
    looks: 0,
  };
  for (let a = 0; a < cash.length; a++) {
    t.account.fill(a, from[a]!, from[a + 1]!);
    fire(t, a);
  }
  return t;
}

/** Dollars above the maintenance requirement at the present prices. */
export function surplus(t: SurplusTriggers, account: number): number {
  let sum = t.cash[account]!;
  for (let row = t.from[account]!; row < t.from[account + 1]!; row++)
    sum += t.weight[row]! * t.price[t.instrument[row]!]!;
  return sum;
}

/** Changes a price and notes the accounts whose triggers it passes; `assess` looks at them. */
export function move(t: SurplusTriggers, instrument: number, price: number): void {
  const before = bucketOf(t, instrument, t.price[instrument]!);
  const after = bucketOf(t, instrument, price);
  t.price[instrument] = price;
  const step = after < before ? -1 : 1;
  for (let bucket = before; bucket !== after + step; bucket += step)
    for (let row = t.first[bucket]!; row >= 0; row = t.next[row]!)
      if (t.weight[row]! > 0 ? price <= t.trigger[row]! : price >= t.trigger[row]!) fire(t, t.account[row]!);
}

/**
 * Looks at every account noted since the last call. Those without surplus are appended to `breached` and no longer
 * watched until `arm`; the others are armed anew.
 */
export function assess(t: SurplusTriggers, breached: number[]): void {
  const count = t.fired;
  t.fired = 0;
  for (let i = 0; i < count; i++) {
    const account = t.queue[i]!;
    // Noted twice and found breached the first time: already unwatched.
    if (t.prev[t.from[account]!] === -1 && t.trigger[t.from[account]!] === -1) continue;
    t.looks += 1;
    if (!arm(t, account)) breached.push(account);
  }
}

/** Sets the triggers of an account from its present surplus; false, and unwatched, when there is none. */
export function arm(t: SurplusTriggers, account: number): boolean {
  const from = t.from[account]!;
  const to = t.from[account + 1]!;
  let sum = t.cash[account]!;
  let gross = 0;
  for (let row = from; row < to; row++) {
    const value = t.weight[row]! * t.price[t.instrument[row]!]!;
    sum += value;
    gross += Math.abs(value);
  }
  const share = (sum / gross) * (1 - SLACK) - SLACK;
  for (let row = from; row < to; row++) {
    unlink(t, row);
    t.trigger[row] = -1;
    if (sum <= 0) continue;
    const price = t.price[t.instrument[row]!]!;
    t.trigger[row] = price * (t.weight[row]! > 0 ? Math.max(0, 1 - share) : 1 + share);
    link(t, row);
  }
  return sum > 0;
}

function fire(t: SurplusTriggers, account: number): void {
  if (t.fired === t.queue.length) {
    const wider = new Int32Array(t.fired * 2);
    wider.set(t.queue);
    t.queue = wider;
  }
  t.queue[t.fired++] = account;
}

function link(t: SurplusTriggers, row: number): void {
  const bucket = bucketOf(t, t.instrument[row]!, t.trigger[row]!);
  const head = t.first[bucket]!;
  t.next[row] = head;
  t.prev[row] = -2 - bucket;
  if (head >= 0) t.prev[head] = row;
  t.first[bucket] = row;
}

function unlink(t: SurplusTriggers, row: number): void {
  const prev = t.prev[row]!;
  if (prev === -1) return;
  const next = t.next[row]!;
  if (next >= 0) t.prev[next] = prev;
  if (prev >= 0) t.next[prev] = next;
  else t.first[-2 - prev] = next;
  t.prev[row] = -1;
}

/** List of a price; what lies beyond the octaves kept shares the outermost ones. */
function bucketOf(t: SurplusTriggers, instrument: number, price: number): number {
  const bucket = leading(price) - t.lowest[instrument]!;
  return instrument * BUCKETS + Math.max(0, Math.min(BUCKETS - 1, bucket));
}

/** Grows with the price and with its logarithm, nearly; rounding to single precision keeps the order. */
function leading(price: number): number {
  single[0] = price;
  return bits[0]! >> FRACTION_SHIFT;
}
