import { define } from '../Kind.js';
import * as Planted from './Planted.js';
import * as PlantedOpening from './PlantedOpening.js';

export const kind = define({
  name: 'planted',
  about: 'Hand-made orders, positions, accounts and trades, stated one by one under `planted:`.',
  behaviors: [{ kind: 'planted', wake: Planted.wake }],
  opening: { label: 'planted', order: 0, section: PlantedOpening.open },
});
