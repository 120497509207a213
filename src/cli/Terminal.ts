import { SIGNALS } from './Exit.js';

/** Where a command writes and how it hears Ctrl-C; a test gives its own. */
export interface Terminal {
  out(text: string): void;
  err(text: string): void;
  /** Whether `err` is a screen on which a bar may be redrawn. */
  readonly screen: boolean;
  nowMs(): number;
  /** Calls back on the first Ctrl-C; gives the function that stops listening. */
  onInterrupt(callback: () => void): () => void;
}

/** The process's own terminal: results to stdout, progress and mistakes to stderr. */
export function ofProcess(): Terminal {
  return {
    out: (text) => void process.stdout.write(text),
    err: (text) => void process.stderr.write(text),
    screen: process.stderr.isTTY === true,
    nowMs: () => performance.now(),
    onInterrupt: listen,
  };
}

/** The second Ctrl-C ends the process at once; its exit handlers remove what is unfinished. */
function listen(callback: () => void): () => void {
  let heard = false;
  const handler = (): void => {
    if (heard) process.exit(130);
    heard = true;
    callback();
  };
  for (const signal of SIGNALS) process.on(signal, handler);
  return () => {
    for (const signal of SIGNALS) process.off(signal, handler);
  };
}
