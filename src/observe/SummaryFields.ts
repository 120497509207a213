import { z } from 'zod';

/* Words of which producers make the schema of their part of the summary. */
export const dollars = (about: string) => z.number().meta({ description: `${about}, dollars` });
export const ratio = (about: string) => z.number().meta({ description: `${about}, fraction` });
export const instant = (about: string) => z.iso.datetime().meta({ description: `${about}, ISO 8601 UTC` });
export const whole = (about: string) => z.int().min(0).meta({ description: about });
export const byVenue = <T extends z.ZodType>(value: T) =>
  z.record(z.string(), value).meta({ description: 'keyed by venue id' });
