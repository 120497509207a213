import * as Numbers from './Numbers.js';
import * as Template from './Template.js';

/** What is wrong with an item of `expect:`; `index` is its place in the list. */
export interface Mistake {
  readonly index: number;
  readonly path: string;
  readonly found: string;
  readonly expected: string;
  readonly remedy: string;
}

/** Expected numbers that no run gives, each with the nearest names. */
export function mistakes(
  expect: readonly { readonly id: string; readonly number: string }[],
  ids: Template.Ids,
): Mistake[] {
  return expect.flatMap(({ id, number }, index) => {
    if (Numbers.find(number, ids) !== undefined) return [];
    const near = Template.nearest(Numbers.ALL, number, ids).map((path) => `"${path}"`);
    const remedy = `did you mean ${near.join(' or ')}? docs/reference/numbers.md lists all`;
    const found = `the unknown number "${number}"`;
    return [{ index, path: `expect.${id}.number`, found, expected: 'a number of a run', remedy }];
  });
}
