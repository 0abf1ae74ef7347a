import { Passwords } from './passwords.service.js';

describe('passwords', () => {
  it('match their own hash and no other', async () => {
    const passwords = new Passwords();
    const hash = await passwords.hash('seven green lorries');
    expect(await passwords.matches('seven green lorries', hash)).toBe(true);
    expect(await passwords.matches('seven green lorry', hash)).toBe(false);
    expect(await passwords.hash('seven green lorries')).not.toBe(hash);
  });

  it('match however the same characters were typed', async () => {
    const passwords = new Passwords();
    const hash = await passwords.hash('cafe\u0301 au lait');
    expect(await passwords.matches('caf\u00e9 au lait', hash)).toBe(true);
  });

  it('of nobody match nothing, not even the one that is compared with', async () => {
    const passwords = new Passwords();
    expect(await passwords.matches('a password nobody has', undefined)).toBe(false);
  });

  it('are hashed two at a time, and all that wait get their turn', async () => {
    const passwords = new Passwords();
    const hashes = await Promise.all(
      Array.from({ length: 12 }, (_, index) => passwords.hash(`number ${index}`)),
    );
    expect(new Set(hashes).size).toBe(12);
  });

  it('are refused, rather than queued without end, when too many come at once', async () => {
    const passwords = new Passwords();
    const waiting = Array.from({ length: 203 }, () => passwords.hash('seven green lorries'));
    const results = await Promise.allSettled(waiting.slice(202));
    expect(results).toEqual([
      { status: 'rejected', reason: expect.objectContaining({ code: 'sign_in_busy', status: 503 }) },
    ]);
    await Promise.all(waiting.slice(0, 202));
  });
});
