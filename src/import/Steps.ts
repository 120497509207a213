/** The finest decimal step of numbers as texts: 0.01 for "100.25" and "7.5"; 1 for whole numbers. */
export function finest(texts: readonly string[]): number {
  let places = 0;
  for (const text of texts) places = Math.max(places, placesOf(text));
  return Number(`1e-${places}`);
}

/** Decimal places, those of an exponent included: 8 for "7.2e-7". */
function placesOf(text: string): number {
  const [digits = '', power = '0'] = text.toLowerCase().split('e');
  const fraction = (digits.split('.')[1] ?? '').replace(/0+$/, '');
  return Math.max(0, fraction.length - Number(power));
}
