/** Palette: venues take 0-3 in order; 4 is forced or true, 5 published, 7 outside. Told apart in gray by weight and dash. */
const LIGHT = ['#1f5fbf', '#c25e00', '#0b7a66', '#8a3fb0', '#c4283a', '#d9a400', '#4a6b8a', '#707680'];
const DARK = ['#6ea8ff', '#ff9d4d', '#3cc9ac', '#c58bea', '#ff6b78', '#f0c848', '#9db8d2', '#a2a9b4'];

function variables(palette: readonly string[], rest: string): string {
  return `${palette.map((color, i) => `--c${i}:${color};`).join('')}${rest}`;
}

const LIGHT_VARIABLES = variables(
  LIGHT,
  '--bg:#fff;--ink:#16191d;--soft:#5b636e;--rule:#e0e3e8;--card:#f5f6f8;--news:#f3dfb5;--zoom:#e6ebf3;',
);
const DARK_VARIABLES = variables(
  DARK,
  '--bg:#14171b;--ink:#e8eaed;--soft:#a0a8b2;--rule:#30353c;--card:#1d2126;--news:#5a481c;--zoom:#272d36;',
);

const CLASSES = LIGHT.map(
  (_, i) =>
    `.s${i}{stroke:var(--c${i})}.f${i}{fill:var(--c${i})}.b${i}{background:var(--c${i});color:var(--c${i})}`,
).join('');

export const CSS = `
:root{color-scheme:light dark;${LIGHT_VARIABLES}}
@media screen and (prefers-color-scheme:dark){:root{${DARK_VARIABLES}}}
*{box-sizing:border-box}
body{margin:0 auto;padding:16px;max-width:1180px;background:var(--bg);color:var(--ink);font:15px/1.45 system-ui,sans-serif;-webkit-text-size-adjust:100%}
h1{font-size:1.35rem;margin:0 0 4px}h2{font-size:1.2rem;margin:32px 0 6px}h3{font-size:1rem;margin:18px 0 2px}
h4{font-size:.85rem;margin:14px 0 2px}h4 small,.legend small,.about,.identity,h4.small{color:var(--soft);font-weight:400}
[data-number]{white-space:nowrap}.plot.priced{margin-bottom:44px}p{margin:4px 0 10px;max-width:75ch}.identity{max-width:none}.lead{font-size:1.15rem;line-height:1.4;max-width:62ch}.about,.identity{font-size:.85rem}
.story{list-style:none;margin:6px 0;padding:0;max-width:80ch}.story li{display:grid;grid-template-columns:9.5em 1fr;gap:0 12px;padding:3px 0;border-bottom:1px solid var(--rule)}
.story time{color:var(--soft);font-variant-numeric:tabular-nums;text-align:right}
.key{font:inherit;color:inherit;background:none;border:0;padding:2px 0;cursor:pointer}.key[aria-pressed=false]{opacity:.6;text-decoration:line-through}
path[hidden]{display:none}.reset{position:absolute;right:0;top:0;font-size:.75rem}.plot{cursor:crosshair}.plot svg{overflow:hidden}
.search input{font:inherit;padding:4px 8px;max-width:100%;background:var(--bg);color:inherit;border:1px solid var(--soft);border-radius:6px}
.search ol{padding-left:1.6em}.search button{font:inherit;font-size:.85rem;text-align:left;color:var(--c0);background:none;border:0;padding:2px 0;cursor:pointer;text-decoration:underline}
a{color:var(--c0)}.story a{font-size:.82rem}
.contents{list-style:none;display:flex;flex-wrap:wrap;gap:2px 16px;margin:0;padding:8px 0;border-top:1px solid var(--rule);border-bottom:1px solid var(--rule);font-size:.85rem}
.legend-list .chip{height:8px;width:8px;border-radius:4px}.legend-list small{color:var(--soft)}
.cards{display:grid;grid-template-columns:repeat(4,1fr);gap:8px;margin:14px 0}
.card{background:var(--card);border-radius:8px;padding:10px 12px;break-inside:avoid}
.card b{display:block;font-size:1.6rem;line-height:1.2;font-variant-numeric:tabular-nums}.card .what{display:block;font-size:.85rem}.card small{color:var(--soft);font-size:.78rem}
figure{margin:0 0 28px;break-inside:avoid}
.legend{list-style:none;margin:2px 0 6px;padding:0;display:flex;flex-wrap:wrap;gap:2px 16px;font-size:.82rem}
.chip{display:inline-block;width:14px;height:4px;border-radius:2px;margin-right:6px;vertical-align:middle}
.chip.dash{background:none;border-top:3px dashed;height:0}
.plot{position:relative;margin:6px 20px 26px 52px;touch-action:pan-y}
.plot svg{display:block;width:100%;height:100%;overflow:visible}
.plot path{vector-effect:non-scaling-stroke}
.line{fill:none;stroke-width:1.7;stroke-linejoin:round}.overview .line{stroke-width:1.1}.dash{stroke-dasharray:5 3}
.wick{opacity:.2}.grid{stroke:var(--rule);stroke-width:1}.ref{stroke:var(--soft)}
.news{fill:var(--news);opacity:.75}.zoomed{fill:var(--zoom)}
.x,.y{position:absolute;font-size:11px;color:var(--soft);white-space:nowrap;font-variant-numeric:tabular-nums}
.y{right:100%;margin-right:6px;transform:translateY(-50%)}.x{top:100%;margin-top:4px;transform:translateX(-50%)}
.cursor{position:absolute;top:0;bottom:0;width:1px;background:var(--ink);opacity:.35;pointer-events:none}
.tip{position:absolute;top:4px;padding:4px 8px;background:var(--bg);border:1px solid var(--rule);border-radius:6px;font-size:12px;pointer-events:none;white-space:nowrap;z-index:1}
details{font-size:.85rem;margin-left:52px}summary{cursor:pointer;color:var(--soft)}
.scroll{overflow-x:auto;max-width:100%}
table{border-collapse:collapse;font-size:.84rem;font-variant-numeric:tabular-nums}
th,td{text-align:right;padding:3px 10px 3px 0;border-bottom:1px solid var(--rule);white-space:nowrap}
.wrapped th,.wrapped td{min-width:5.5em;white-space:normal;vertical-align:top;text-align:left}.wrapped td[data-rank]{white-space:nowrap}
th{font-weight:600;vertical-align:bottom}th:first-child,td:first-child{text-align:left}
th button{font:inherit;color:inherit;background:none;border:0;padding:0;cursor:pointer;text-decoration:underline dotted}
.track{display:inline-block;width:72px;height:.75em;margin-right:8px;background:var(--card);border-radius:2px}.track+span{display:inline-block;min-width:4.2em}.track i{display:block;height:100%;background:var(--c0);border-radius:2px}
.pair{display:grid;grid-template-columns:1fr 1fr;gap:0 32px}
dl{display:grid;grid-template-columns:max-content 1fr;gap:2px 16px;font-size:.88rem}dt{color:var(--soft)}dd{margin:0;overflow-wrap:anywhere}
${CLASSES}
@media (max-width:700px){.story li{grid-template-columns:1fr}.story time{text-align:left}body{padding:12px}.cards{grid-template-columns:1fr 1fr}.pair{grid-template-columns:1fr}.minor,.track{display:none}.plot{margin-left:46px}details{margin-left:0}.card b{font-size:1.3rem}.identity{max-width:none}.lead{font-size:1.05rem}}
@media print{body{max-width:none;padding:0;font-size:11px}details,.tip,.cursor,nav,.search,.trace{display:none}td .trace{display:inline;color:inherit;text-decoration:none}*{print-color-adjust:exact;-webkit-print-color-adjust:exact}.cards{grid-template-columns:repeat(4,1fr)}h2,h3,h4{break-after:avoid}tr,thead{break-inside:avoid}.scroll{overflow:visible}table{font-size:9px}th,td{white-space:normal;padding-right:6px}td[data-rank]{white-space:nowrap}.track{width:32px}.track+span{min-width:0}.pair{grid-template-columns:1fr}.search,.reset{display:none}}
`;
