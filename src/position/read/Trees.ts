import type * as YamlTree from '../../format/YamlTree.js';

/** A map of scalars that stand at places of their own. */
export function flat(
  entries: readonly (readonly [key: string, value: YamlTree.Scalar, place: YamlTree.Place])[],
  place: YamlTree.Place,
): YamlTree.MapNode {
  return {
    kind: 'map',
    place,
    entries: new Map(
      entries.map(([key, value, at]) => [key, { place: at, node: { kind: 'scalar', value, place: at } }]),
    ),
  };
}

/** Plain data as a tree whose every part stands at one place. */
export function at(value: unknown, place: YamlTree.Place): YamlTree.Node {
  if (Array.isArray(value)) return { kind: 'list', items: value.map((one) => at(one, place)), place };
  if (typeof value !== 'object' || value === null)
    return { kind: 'scalar', value: value as YamlTree.Scalar, place };
  const entries = Object.entries(value).filter(([, one]) => one !== undefined);
  return {
    kind: 'map',
    place,
    entries: new Map(entries.map(([key, one]) => [key, { place, node: at(one, place) }])),
  };
}
