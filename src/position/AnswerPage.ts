import * as NumberText from '../report/NumberText.js';
import { CSS } from '../report/PageStyle.js';
import type { Answer } from './Answer.js';

/** The answer as one HTML page that fetches nothing. */
export function render(answer: Answer): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${NumberText.html(answer.id)}</title><style>${CSS}</style></head><body></body></html>`;
}
