import { conformsToBook } from '../../../test/conformance/book.js';
import * as Naive from './Naive.js';

conformsToBook('Naive', Naive);
