import * as Json from './Json.js';

/** Block and time of a chain's answer: `blockNumber` and `timestamp` in seconds; what is missing has to be stated. */
export function of(
  doc: Json.Document,
  node: Json.Node,
): { timeMs: number | undefined; clock: string | undefined } {
  const block = Json.has(node, 'blockNumber')
    ? Json.number(doc, Json.at(node, 'blockNumber'), { min: 0, isWhole: true })
    : undefined;
  const timeMs = Json.has(node, 'timestamp') ? Json.instant(doc, Json.at(node, 'timestamp')) : undefined;
  return { timeMs, clock: block === undefined ? undefined : `block ${block}` };
}

/** A symbol as scenarios write it: capitals and digits. */
export function symbol(text: string): string {
  return text.toUpperCase().replace(/[^A-Z0-9]/g, '');
}

/** Whole units of a count of atoms, as text. */
export function units(atoms: string, decimals: number): string {
  const [digits, isNegative] = [atoms.replace(/^-/, ''), atoms.startsWith('-')];
  if (!/^\d+$/.test(digits)) return String(Number((Number(atoms) / 10 ** decimals).toPrecision(15)));
  const padded = digits.padStart(decimals + 1, '0');
  const fraction = padded.slice(padded.length - decimals).replace(/0+$/, '');
  const whole = decimals === 0 ? padded : padded.slice(0, -decimals);
  return `${isNegative ? '-' : ''}${whole.replace(/^0+(?=\d)/, '')}${decimals > 0 && fraction !== '' ? `.${fraction}` : ''}`;
}
