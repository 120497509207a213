import { Failure, type LiveSource } from './LiveSource.js';

const USUAL = 'https://api.hyperliquid.xyz';
const PATIENCE_MS = 15_000;

/** What each kind asks the info endpoint for. Source: the exchange's API documentation, "Info endpoint". */
const BODIES: Readonly<Record<string, (what: string) => object>> = {
  'hyperliquid-account': (user) => ({ type: 'clearinghouseState', user }),
  'hyperliquid-book': (coin) => ({ type: 'l2Book', coin }),
  'hyperliquid-meta': () => ({ type: 'meta' }),
};

/** Public answers of Hyperliquid: an address or a coin is all that it asks for. */
export const source: LiveSource = {
  kinds: Object.keys(BODIES),
  about: 'a coin (book), an address (account), or "all" (meta)',
  fetch: async ({ kind, what, url = USUAL }) => {
    const body = BODIES[kind]!(what);
    const place = `${url}/info`;
    const answer = await post(place, JSON.stringify(body));
    if (!answer.ok)
      throw new Failure(
        `status ${answer.status} of ${place}`,
        'an answer',
        'check the coin or the address, and ask again',
      );
    return { text: await answer.text(), source: `${place} ${JSON.stringify(body)}` };
  },
};

async function post(place: string, body: string): Promise<Response> {
  const headers = { 'content-type': 'application/json' };
  try {
    return await fetch(place, { method: 'POST', headers, body, signal: AbortSignal.timeout(PATIENCE_MS) });
  } catch (error) {
    const { cause, message } = error as Error;
    const why = cause instanceof Error ? cause.message : message;
    throw new Failure(
      `no answer of ${place} (${why})`,
      'a server that answers within 15 s',
      'check the network, or import a file',
    );
  }
}
