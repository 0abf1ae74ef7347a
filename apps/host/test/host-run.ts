import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync } from 'node:fs';
import { connect, createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const MAIN = join(import.meta.dirname, '../dist/main.js');

/** What `npm start` runs once everything is built, in a process of its own; its output is no terminal. */
export class HostRun {
  stdout = '';
  stderr = '';
  private readonly ended: Promise<number | null>;

  private constructor(private readonly child: ChildProcess) {
    child.stdout?.on('data', (text: Buffer) => (this.stdout += text.toString()));
    child.stderr?.on('data', (text: Buffer) => (this.stderr += text.toString()));
    this.ended = once(child, 'close').then(([code]) => code as number | null);
  }

  static start(home: string, env: Record<string, string> = {}): HostRun {
    return new HostRun(
      spawn(process.execPath, [MAIN], {
        env: { PATH: process.env['PATH'], HOME: process.env['HOME'], CARENODE_HOME: home, PORT: '0', ...env },
        stdio: ['ignore', 'pipe', 'pipe'],
      }),
    );
  }

  get pid(): number {
    return this.child.pid ?? 0;
  }

  /** Resolves with the URL once the host answers; throws what it said when it ends before. */
  async listening(): Promise<string> {
    let over = false;
    void this.ended.then(() => (over = true));
    for (;;) {
      const url = this.entries().find((entry) => entry['msg'] === 'listening')?.['url'];
      if (typeof url === 'string') return url;
      if (over) throw new Error(`The host ended:\n${this.stderr}${this.stdout}`);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  /** The log: each line of stdout is one JSON object. */
  entries(): Record<string, unknown>[] {
    const whole = this.stdout.slice(0, this.stdout.lastIndexOf('\n') + 1);
    return whole
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line) as Record<string, unknown>);
  }

  exit(): Promise<number | null> {
    return this.ended;
  }

  signal(signal: NodeJS.Signals): void {
    this.child.kill(signal);
  }

  /** Ends it with a signal; resolves with the exit code, null when the signal killed it. */
  end(signal: NodeJS.Signals): Promise<number | null> {
    this.child.kill(signal);
    return this.ended;
  }
}

/** A folder that the server may enter too, when the tests run as root. */
export function newHome(): string {
  const home = mkdtempSync(join(tmpdir(), 'carenode-host-'));
  chmodSync(home, 0o755);
  return home;
}

/** A port somebody listens on. */
export async function takenPort(): Promise<{ port: number; free(): Promise<void> }> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (typeof address !== 'object' || !address) throw new Error('The server has no port.');
  return { port: address.port, free: () => new Promise((resolve) => server.close(() => resolve())) };
}

/** A request whose body never comes whole: it is under way until the connection ends. */
export async function unfinishedRequest(url: string): Promise<Socket> {
  const { hostname, port, host } = new URL(url);
  const socket = connect(Number(port), hostname);
  // The host cuts the connection at its end.
  socket.on('error', () => undefined);
  await once(socket, 'connect');
  const head = [
    'POST /api/v1/session HTTP/1.1',
    `host: ${host}`,
    'content-type: application/json',
    'content-length: 100',
  ];
  socket.write(`${head.join('\r\n')}\r\n\r\n{`);
  await new Promise((resolve) => setTimeout(resolve, 100));
  return socket;
}

/** Resolves when it is so; the test's own time limit ends the wait. */
export async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((resolve) => setTimeout(resolve, 10));
}
