import ts from 'typescript';
import { test } from 'vitest';
import * as Repository from './cast/Repository.js';

/* What a run is about stands in its scenario: generic code names no coin, no venue, no protocol and no event. */
const COINS = 'btc eth sol bnb xrp doge usdt usdc dai susde usde luna ust steth wsteth weth wbtc wbeth bnsol';
const OTHERS =
  'bitcoin ethereum solana tether terra binance bybit okx hyperliquid uniswap ethena makerdao october ftx aave morpho anchor';
const NAMES = new Set(`${COINS} ${OTHERS}`.split(' '));

/** Where a name is not that of an asset, a venue or an event of a scenario. */
const ALLOWED: Readonly<Record<string, string>> = {
  'src/chain/lending/': 'a folder a protocol, named by it; the registry and the names in a file follow',
  'src/mechanisms/lending/': 'likewise, for the rules of its contracts',
  'src/chain/issuer/delta-neutral/DeltaNeutralSchema': 'addresses of its sources',
  'src/chain/space/SpaceSchema': 'the address of its source',
  'src/exchange/venue/MarketOpening':
    'names of published margin tables, as the preset leverage-tiers has them',
  'src/mechanisms/liquidation/rank/RankRules': 'a rule is named by the venue that publishes it',
  'src/mechanisms/oracle/mark/MarkRules': 'a rule is named by the venue that publishes it',
  'src/mechanisms/liquidation/style/TierSteps': 'a description gives its sources',
  'src/compose/Check': 'a remedy names a preset',
  'src/import/': 'a folder a source, named by it; remedies give an example of a text',
  'src/protocol/': 'the exchange around a market, the stewards that it has, and examples of a text',
  'src/format/': 'remedies give an example of a text',
  'src/plugs/Registry': 'the list of the rooms that plug in',
  'src/messages/': 'calls, kinds and fields of the room that plugs in: they are told apart in one list',
  'src/observe/': 'its part of the summary and its kinds in the list of causes',
  'src/analysis/numbers/Numbers': 'its numbers in the list of all',
  'src/analysis/StoryEvents': 'its kinds in words',
  'src/analysis/compare/Kinds': 'its kinds, and the coin that its rows give an amount of',
  'src/position/kinds/': 'a question is about a named protocol: a folder a kind',
  'src/position/rules/': 'likewise, a file a rule',
  'src/position/places/': 'reads what the protocols of a scenario state',
  'src/position/read/': 'the answer of a named venue, as it gives it',
  'src/position/Asked': 'the list of the kinds of questions',
  'src/position/Make': 'likewise',
  'src/study/Forced': 'its kinds in the table of what was forced',
};

/** "stETH-usdt" is steth, usdt; "anchorRate" is anchor, rate; "USDe" and "sUSDe" are one word each. */
function wordsOf(text: string): string[] {
  const found: string[] = [];
  for (const piece of text.split(/[^A-Za-z]+/)) {
    if (NAMES.has(piece.toLowerCase())) found.push(piece.toLowerCase());
    else for (const word of camel(piece)) if (NAMES.has(word)) found.push(word);
  }
  return found;
}

/** Words begin where a capital follows a small letter. */
function camel(piece: string): string[] {
  const words: string[] = [];
  let from = 0;
  for (let at = 1; at <= piece.length; at++) {
    const begins = at === piece.length || (isCapital(piece, at) && !isCapital(piece, at - 1));
    if (!begins) continue;
    words.push(piece.slice(from, at).toLowerCase());
    from = at;
  }
  return words;
}

function isCapital(piece: string, at: number): boolean {
  const code = piece.charCodeAt(at);
  return code >= 65 && code <= 90;
}

function findings(): string[] {
  const found: string[] = [];
  for (const module of Repository.modules(['src'])) {
    if (Repository.isTest(module.path) || module.path.startsWith('src/terra/')) continue;
    Repository.walk(module.source, (node) => {
      const isText =
        ts.isStringLiteralLike(node) || ts.isTemplateHead(node) || ts.isTemplateMiddleOrTemplateTail(node);
      if (!isText && !ts.isIdentifier(node)) return;
      if (node.parent && ts.isImportDeclaration(node.parent)) return;
      for (const word of wordsOf(node.text))
        found.push(`${Repository.at(module, node)} ${word}: ${node.text.slice(0, 70)}`);
    });
  }
  return found;
}

test('generic code names no coin, no venue, no protocol and no event', () => {
  Repository.expectOnly(findings(), ALLOWED);
});
