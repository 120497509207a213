import * as MintRedeem from '../../../mechanisms/issuer/MintRedeem.js';
import type { Engine } from '../../../state/Engine.js';
import type { IssuerDesk } from './IssuerDesk.js';
import * as Notes from './Notes.js';

/** The gatekeepers halt minting and redemption while a scripted halt lasts or the backing is below their limit. */
export function block(engine: Engine, desk: IssuerDesk): void {
  const { nowUs } = engine.kernel;
  const scripted = desk.terms.halts.some((halt) => halt.fromUs <= nowUs && nowUs < halt.toUs);
  const isHalted = scripted || desk.backingRatio < desk.terms.haltBelow;
  if (isHalted === desk.primary.isHalted) return;
  MintRedeem.setHalted(desk.primary, isHalted);
  const ratio = Notes.millionths(desk.backingRatio);
  if (isHalted) {
    const cause = desk.holeOrigin > 0 ? desk.holeOrigin : engine.news.origin;
    const reason = scripted ? 'scripted' : 'backing';
    desk.haltOrigin = Notes.record(engine, desk, 'issuer-halt', scripted ? 0 : cause, { reason, ratio });
  } else {
    Notes.record(engine, desk, 'issuer-resume', desk.haltOrigin, { ratio });
    desk.haltOrigin = 0;
  }
}
