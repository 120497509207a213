import type { Answer, Change } from './MarketAnswer.js';
import type { Spec } from './ProtocolFile.js';

/**
 * A proposal in the configuration that the generator of the public steward repository reads (aave-dao/
 * aave-v3-risk-stewards, generator/types.ts and generator/features/types.ts): texts, percentages without a sign, ''
 * for what stays. What a steward cannot change (oracle, close factor) is listed apart.
 */
export interface Config {
  readonly rootOptions: {
    readonly pools: readonly string[];
    readonly title: string;
    readonly shortName: string;
    readonly date: string;
    readonly author: string;
    readonly discussion: string;
  };
  readonly poolOptions: Readonly<
    Record<string, { readonly configs: Readonly<Record<string, readonly object[]>> }>
  >;
  readonly notForStewards: readonly string[];
}

/** A parameter of a market: which list of the configuration it belongs to, and its field there. */
type Field = readonly [feature: string, field: string, unit: 'percent' | 'units'];

const RESERVE: Readonly<Record<string, Field>> = {
  ltv: ['COLLATERALS_UPDATE', 'ltv', 'percent'],
  threshold: ['COLLATERALS_UPDATE', 'liqThreshold', 'percent'],
  bonus: ['COLLATERALS_UPDATE', 'liqBonus', 'percent'],
  liquidationFee: ['COLLATERALS_UPDATE', 'liqProtocolFee', 'percent'],
  supplyCap: ['CAPS_UPDATE', 'supplyCap', 'units'],
  borrowCap: ['CAPS_UPDATE', 'borrowCap', 'units'],
  'rates.kink': ['RATE_UPDATE_V3', 'optimalUtilizationRate', 'percent'],
  'rates.base': ['RATE_UPDATE_V3', 'baseVariableBorrowRate', 'percent'],
  'rates.below': ['RATE_UPDATE_V3', 'variableRateSlope1', 'percent'],
  'rates.above': ['RATE_UPDATE_V3', 'variableRateSlope2', 'percent'],
};

const MODE: Readonly<Record<string, Field>> = {
  ltv: ['EMODES_UPDATES', 'ltv', 'percent'],
  threshold: ['EMODES_UPDATES', 'liqThreshold', 'percent'],
  bonus: ['EMODES_UPDATES', 'liqBonus', 'percent'],
};

const EMPTY: Readonly<Record<string, object>> = {
  COLLATERALS_UPDATE: { ltv: '', liqThreshold: '', liqBonus: '', debtCeiling: '', liqProtocolFee: '' },
  CAPS_UPDATE: { supplyCap: '', borrowCap: '' },
  RATE_UPDATE_V3: {
    optimalUtilizationRate: '',
    baseVariableBorrowRate: '',
    variableRateSlope1: '',
    variableRateSlope2: '',
  },
  EMODES_UPDATES: { ltv: '', liqThreshold: '', liqBonus: '', label: '' },
};

/** Undefined without a proposal, and for a market that no steward of this kind serves. */
export function config(answer: Answer, spec: Spec): Config | undefined {
  const { proposed, kind, loans } = answer;
  if (proposed === null || kind !== 'aave-v3') return undefined;
  const pool = spec.steward?.pool ?? 'AaveV3Ethereum';
  const found = new Map<string, Record<string, string | Record<string, string>>>();
  const rest: string[] = [];
  for (const change of proposed.changes)
    if (!place(change, spec, found)) rest.push(`${change.path}: ${change.after}`);
  const configs: Record<string, object[]> = {};
  for (const [key, entry] of found) (configs[key.split(' ')[0]!] ??= []).push(entry);
  return {
    rootOptions: {
      pools: [pool],
      title: proposed.title,
      shortName: proposed.title.replace(/[^A-Za-z0-9]+(.)?/g, (_, next: string | undefined) =>
        (next ?? '').toUpperCase(),
      ),
      date: (loans?.time ?? '').slice(0, 10).replaceAll('-', ''),
      author: '',
      discussion: '',
    },
    poolOptions: { [pool]: { configs } },
    notForStewards: rest,
  };
}

function place(
  { path, after }: Change,
  spec: Spec,
  found: Map<string, Record<string, string | Record<string, string>>>,
): boolean {
  const [, list, id, key] = /^market\.(reserves|modes)\.([\w-]+)\.(.+)$/.exec(path) ?? [];
  const field = (list === 'modes' ? MODE : RESERVE)[key ?? ''];
  if (field === undefined || id === undefined) return false;
  const [feature, name, unit] = field;
  const asset = list === 'modes' ? (spec.steward?.modes?.[id] ?? id) : assetOf(spec, id);
  const slot = `${feature} ${asset}`;
  const isRate = feature === 'RATE_UPDATE_V3';
  const empty = { ...EMPTY[feature] } as Record<string, string>;
  const subject = list === 'modes' ? { eModeCategory: asset } : { asset };
  const entry = found.get(slot) ?? (isRate ? { ...subject, params: empty } : { ...subject, ...empty });
  const target = (isRate ? entry.params : entry) as Record<string, string>;
  target[name] = unit === 'percent' ? percent(after) : after.replaceAll('_', '');
  found.set(slot, entry);
  return true;
}

function assetOf({ market, steward }: Spec, id: string): string {
  const reserves = market.reserves as { id: string; asset: string }[];
  const symbol = reserves.find((one) => one.id === id)?.asset ?? id;
  return steward?.assets?.[symbol] ?? symbol;
}

/** "78.5%" and 0.785 become "78.5". */
function percent(text: string): string {
  const match = /^([\d._]+) *(%|bp)?$/.exec(text.trim());
  if (match === null) return text;
  const scale = { '%': 1, bp: 0.01 }[match[2] ?? ''] ?? 100;
  return String(Number((Number(match[1]!.replaceAll('_', '')) * scale).toPrecision(10)));
}
