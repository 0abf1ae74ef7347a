import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const MAIN = join(import.meta.dirname, '../../host/dist/main.js');

export interface HostOptions {
  /** A module that the host's process loads before anything else, by its URL. */
  readonly preload?: string;
  /** What that module reads. */
  readonly env?: Readonly<Record<string, string>>;
}

/** What `npm start` runs, with its demo, over a folder of its own. */
export class RunningHost {
  private constructor(
    readonly url: string,
    readonly password: string,
    private readonly child: ChildProcess,
    private readonly home: string,
  ) {}

  static async start({ preload, env = {} }: HostOptions = {}): Promise<RunningHost> {
    const home = mkdtempSync(join(tmpdir(), 'carenode-console-'));
    // The database server runs as another user when this is root.
    chmodSync(home, 0o755);
    const password = 'only-while-the-drill-runs';
    const child = spawn(process.execPath, [...(preload === undefined ? [] : ['--import', preload]), MAIN], {
      env: {
        ...env,
        PATH: process.env['PATH'],
        HOME: process.env['HOME'],
        CARENODE_HOME: home,
        CARENODE_DEMO: 'on',
        CARENODE_DEMO_PASSWORD: password,
        PORT: '0',
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    return new RunningHost(await urlOf(child), password, child, home);
  }

  async stop(): Promise<void> {
    const ended = once(this.child, 'close');
    this.child.kill('SIGTERM');
    await ended;
    rmSync(this.home, { recursive: true, force: true });
  }
}

/** Resolves when the host says where it listens; rejects with what it said when it ends before. */
function urlOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    const hear = (text: Buffer) => {
      said += text.toString();
      const url = /"url":"(http:[^"]+)","msg":"listening"/.exec(said)?.[1];
      if (url !== undefined) resolve(url);
    };
    child.stdout?.on('data', hear);
    child.stderr?.on('data', hear);
    child.once('close', () => reject(new Error(`The host ended:\n${said}`)));
  });
}
