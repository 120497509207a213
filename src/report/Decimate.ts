/**
 * Indices to draw of `values[from, to)`: all of them, or for each bucket its lowest and highest point in order of
 * time, so that no spike is lost. Never more than `limit` indices (an even number).
 */
export function indices(values: Float64Array, from: number, to: number, limit: number): number[] {
  const count = to - from;
  if (count <= limit) return Array.from({ length: count }, (_, i) => from + i);
  const buckets = Math.floor(limit / 2);
  const picked: number[] = [];
  for (let bucket = 0; bucket < buckets; bucket++) {
    const start = from + Math.floor((bucket * count) / buckets);
    const end = from + Math.floor(((bucket + 1) * count) / buckets);
    let low = start;
    let high = start;
    for (let i = start; i < end; i++) {
      if (Number.isNaN(values[low]!) || values[i]! < values[low]!) low = i;
      if (Number.isNaN(values[high]!) || values[i]! > values[high]!) high = i;
    }
    picked.push(Math.min(low, high));
    if (low !== high) picked.push(Math.max(low, high));
  }
  return picked;
}

/** Averages over `width` minutes, for bars that would be thinner than a pixel; NaN counts as nothing. */
export function means(values: Float64Array, from: number, to: number, width: number): number[] {
  const bars: number[] = [];
  for (let start = from; start < to; start += width) {
    const end = Math.min(start + width, to);
    let total = 0;
    for (let i = start; i < end; i++) total += values[i]! || 0;
    bars.push(total / (end - start));
  }
  return bars;
}
