/* Names of the types that functions of the door take and give: what a program writes when it keeps one of them. */
export type { Fit, Model, Place as PlaceInRange, Target } from '../analysis/calibrate/Fit.js';
export type { Sheet as ComparisonSheet } from '../analysis/compare/Sheets.js';
export type { Limits as LendingLimits } from '../chain/lending/Kind.js';
export type { Preset } from '../format/Library.js';
export type { Change } from '../format/Override.js';
export type { Place } from '../format/YamlTree.js';
export type { Data as RowData, Head as RowHead, Kind as RowKind } from '../messages/Journal.js';
export type { Wanted } from '../observe/TraceFind.js';
export type { Aims, Fitted, Free } from '../report/FitText.js';
export type { Onset } from '../run/Onset.js';
