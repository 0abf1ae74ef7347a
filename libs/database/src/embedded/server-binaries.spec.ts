import { chmod, cp, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { binariesIn, installedBinaries } from './server-binaries.js';
import { startServer } from './start-server.js';

let temporary: string;
beforeAll(async () => {
  temporary = await mkdtemp(join(tmpdir(), 'carenode-binaries-'));
});
afterAll(() => rm(temporary, { recursive: true, force: true }));

describe('programs that npm installed without their script', () => {
  it('get the library links and the rights they lack, and then run', async () => {
    const root = join(temporary, 'programs');
    const installed = await installedBinaries();
    const links: { target: string }[] = JSON.parse(
      await readFile(join(installed.root, 'native', 'pg-symlinks.json'), 'utf8'),
    );
    const left = new Set(links.map(({ target }) => join(installed.root, target)));
    await cp(installed.root, root, { recursive: true, filter: (source) => !left.has(source) });
    await chmod(join(root, 'native', 'bin', 'postgres'), 0o644);

    const lines: string[] = [];
    const log = (line: string) => lines.push(line);
    const binaries = await binariesIn(root);
    const server = await startServer({ directory: join(temporary, 'data'), durable: false, log }, binaries);
    expect(server.startedHere).toBe(true);
    await server.stop();
    expect(lines).toEqual([
      `Linked ${links.length} shared libraries of ${installed.packageName}: ` +
        'npm had installed it without its script.',
    ]);
  });
});
