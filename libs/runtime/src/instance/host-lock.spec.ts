import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import { runningHost, takeHostLock } from './host-lock.js';
import { processIdentity } from './process-identity.js';

describe('the lock of an instance folder', () => {
  let home: string;
  const take = () => {
    const answer = takeHostLock(home);
    if ('taken' in answer) throw new Error('The lock is taken.');
    return answer.lock;
  };

  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), 'carenode-lock-'));
  });

  afterEach(() => rmSync(home, { recursive: true }));

  it('is free in a folder that does not exist yet', () => {
    home = join(home, 'new');
    expect(runningHost(home)).toBeNull();
    take().release();
    home = join(home, '..');
  });

  it('tells who has it and where that host listens, until it is released', () => {
    const lock = take();
    expect(runningHost(home)).toEqual({ pid: process.pid, url: null });
    expect(takeHostLock(home)).toEqual({ taken: { pid: process.pid, url: null } });
    lock.announce('http://localhost:3000');
    expect(takeHostLock(home)).toEqual({ taken: { pid: process.pid, url: 'http://localhost:3000' } });
    lock.release();
    expect(runningHost(home)).toBeNull();
    take().release();
    expect(readdirSync(home)).toEqual([]);
  });

  it('is free again when its host was killed', async () => {
    const child = spawn(process.execPath, ['-e', 'setTimeout(() => {}, 60000)'], { stdio: 'ignore' });
    const pid = child.pid ?? 0;
    const file = join(home, 'host.json');
    writeFileSync(file, JSON.stringify({ pid, url: null, identity: processIdentity(pid) }));
    expect(runningHost(home)).toEqual({ pid, url: null });
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(runningHost(home)).toBeNull();
    take().release();
  });

  it('is free when another process has the id of the host that was killed', () => {
    writeFileSync(
      join(home, 'host.json'),
      JSON.stringify({ pid: process.pid, url: null, identity: 'an earlier one' }),
    );
    take();
    expect(runningHost(home)).toEqual({ pid: process.pid, url: null });
  });

  it('is free when its file is damaged', () => {
    for (const content of ['', '{', 'null', '[]', '{"pid":"1"}', '{"pid":1}']) {
      writeFileSync(join(home, 'host.json'), content);
      expect(runningHost(home)).toBeNull();
      take().release();
    }
  });

  it('is not released by who no longer has it', () => {
    const lock = take();
    const other = JSON.stringify({ pid: 1, url: null, identity: processIdentity(1) });
    writeFileSync(join(home, 'host.json'), other);
    lock.release();
    expect(existsSync(join(home, 'host.json'))).toBe(true);
    expect(readFileSync(join(home, 'host.json'), 'utf8')).toBe(other);
  });
});
