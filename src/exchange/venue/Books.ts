import type { AssetSpec } from '../../compose/Scenario.js';
import type { VenueSpec } from './VenueSchema.js';

/** A book of an asset: the symbol it is quoted in, and whether it is a perp's. */
export interface Book {
  readonly quote: string;
  readonly perp: boolean;
}

/** The books that a venue lists for an asset, in the order in which they open. */
export function of(venue: VenueSpec, asset: AssetSpec): Book[] {
  const spot = { quote: venue.quote, perp: false };
  switch (asset.class) {
    case 'token':
      return [];
    case 'dollar':
    case 'synthetic':
      return asset.listedOn?.[venue.id] === undefined ? [] : [spot];
    case 'staked':
      return venue.staked ? [spot, { quote: asset.redeemsTo!, perp: false }] : [];
    default: {
      const perps = venue.perps && asset.perps !== false;
      return [...(venue.spot ? [spot] : []), ...(perps ? [{ quote: venue.quote, perp: true }] : [])];
    }
  }
}
