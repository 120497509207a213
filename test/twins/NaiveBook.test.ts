import { conformsToBook } from '../conformance/book.js';
import * as NaiveBook from './NaiveBook.js';

conformsToBook('Naive', NaiveBook);
