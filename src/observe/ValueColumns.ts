import type { Engine } from '../state/Engine.js';
import type { Column, Producer } from './Producer.js';

/** Fundamental values that move by themselves, dollars a unit. */
export const producer: Producer = { key: 'value', levels };

function levels({ news, assets }: Engine): Column[] {
  const { moving, fundamental } = news;
  if (moving === undefined) return [];
  return assets.flatMap(({ symbol }, id): Column[] =>
    moving.own[id]! < 0 ? [] : [[`value/${symbol}`, fundamental[id]!]],
  );
}
