import { conformsToBook } from '../../../test/conformance/book.js';
import * as Ladder from './Ladder.js';

conformsToBook('Ladder', Ladder);
