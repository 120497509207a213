import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A real server of a queue on a free port, with its own folder. */
export interface Server {
  readonly url: string;
  start(): Promise<void>;
  stop(): Promise<void>;
  /** Stops it for good and removes its folder. */
  remove(): Promise<void>;
}

const WAIT_MS = 20_000;
const POLL_MS = 50;

/** Where a server's program is; undefined where it is not installed. */
export function redisProgram(): string | undefined {
  return which('redis-server');
}

export function postgresFolder(): string | undefined {
  const root = '/usr/lib/postgresql';
  const versions = existsSync(root) ? readdirSync(root).sort() : [];
  const dir = versions
    .map((version) => join(root, version, 'bin'))
    .findLast((bin) => existsSync(join(bin, 'initdb')));
  // The server refuses to run as root; then it needs another user.
  return process.getuid?.() !== 0 || hasPostgresUser() ? dir : undefined;
}

/** Keeps nothing on disk: a restart loses every job, which is the harder case. */
export async function redis(): Promise<Server> {
  const port = await freePort();
  const dir = mkdtempSync(join(tmpdir(), 'unwind-redis-'));
  const args = ['--port', `${port}`, '--dir', dir, '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'];
  return server(
    `redis://127.0.0.1:${port}`,
    dir,
    () => spawn(redisProgram()!, args, { stdio: 'ignore' }),
    port,
  );
}

/** Keeps its jobs over a restart. */
export async function postgres(): Promise<Server> {
  const port = await freePort();
  const bin = postgresFolder()!;
  const dir = mkdtempSync(join(tmpdir(), 'unwind-postgres-'));
  const root = process.getuid?.() === 0;
  if (root) execFileSync('chown', ['postgres', dir]);
  chmodSync(dir, 0o700);
  const as = (program: string, args: string[]): [string, string[]] =>
    root ? ['runuser', ['-u', 'postgres', '--', join(bin, program), ...args]] : [join(bin, program), args];
  const data = join(dir, 'data');
  const made = spawnSync(...as('initdb', ['-D', data, '-A', 'trust', '-U', 'postgres', '-N']), {
    cwd: tmpdir(),
  });
  if (made.status !== 0) throw new Error(String(made.stderr));
  const settings = [`listen_addresses=127.0.0.1`, 'fsync=off', 'shared_buffers=16MB'].flatMap((one) => [
    '-c',
    one,
  ]);
  const args = ['-D', data, '-p', `${port}`, '-k', dir, ...settings];
  const start = () => spawn(...as('postgres', args), { stdio: 'ignore', cwd: tmpdir() });
  const pid = () => Number(readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n')[0]);
  return server(`postgres://postgres@127.0.0.1:${port}/postgres`, dir, start, port, pid);
}

/** `pid` where the process that was started is not the server itself. */
function server(
  url: string,
  dir: string,
  spawned: () => ChildProcess,
  port: number,
  pid?: () => number,
): Server {
  let child: ChildProcess | undefined;
  const stop = async (): Promise<void> => {
    if (child === undefined) return;
    const ended = new Promise((settle) => child!.once('exit', settle));
    // What PostgreSQL understands as a fast shutdown; Redis stops on it too.
    process.kill(pid?.() ?? child.pid!, 'SIGINT');
    await ended;
    child = undefined;
  };
  return {
    url,
    start: async () => {
      child = spawned();
      await answering(port);
    },
    stop,
    remove: async () => {
      await stop();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

async function answering(port: number): Promise<void> {
  const { connect } = await import('node:net');
  for (const startMs = performance.now(); performance.now() - startMs < WAIT_MS; ) {
    const isOpen = await new Promise<boolean>((settle) => {
      const socket = connect(port, '127.0.0.1', () => {
        socket.destroy();
        settle(true);
      });
      socket.once('error', () => settle(false));
    });
    if (isOpen) return;
    await new Promise((settle) => setTimeout(settle, POLL_MS));
  }
  throw new Error(`nothing answers on port ${port}`);
}

export function freePort(): Promise<number> {
  return new Promise((settle) => {
    const probe = createServer();
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number };
      probe.close(() => settle(port));
    });
  });
}

function which(program: string): string | undefined {
  const found = spawnSync('sh', ['-c', `command -v ${program}`], { encoding: 'utf8' });
  return found.status === 0 ? found.stdout.trim() : undefined;
}

function hasPostgresUser(): boolean {
  return spawnSync('id', ['postgres']).status === 0 && which('runuser') !== undefined;
}
