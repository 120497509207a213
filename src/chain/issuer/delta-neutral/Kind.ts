import type { IssuerKind } from '../IssuerKind.js';
import * as IssuerOpening from './DeltaNeutralOpening.js';
import * as IssuerSchema from './DeltaNeutralSchema.js';
import * as IssuerAudit from './IssuerAudit.js';
import * as IssuerDesk from './IssuerDesk.js';
import * as IssuerShow from './IssuerShow.js';

/** An issuer of a synthetic dollar behind which stand spot, short perps of the same size, and stables. */
export const KIND: IssuerKind<IssuerSchema.IssuerSpec, IssuerDesk.IssuerDesk> = {
  schema: IssuerSchema.Schema,
  open: IssuerOpening.open,
  settle: IssuerOpening.settle,
  block: IssuerDesk.block,
  execute: IssuerDesk.execute,
  show: IssuerShow.view,
  audit: IssuerAudit.run,
};
