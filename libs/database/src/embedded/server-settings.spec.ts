import { serverSettings } from './server-settings.js';

describe('the options of an embedded server', () => {
  it.each([
    [{ port: 70_000 }, 'port: must be a whole number from 1 to 65535.'],
    [{ directory: '' }, 'directory: must be the path of a folder.'],
    [
      { settings: { 'fsync=off -c x': 'y' } },
      'settings: "fsync=off -c x" is not the name of a server setting.',
    ],
    [
      { settings: { Listen_Addresses: '*' } },
      'settings: Listen_Addresses is set by the embedded server itself.',
    ],
    [{ settings: { work_mem: '4MB\0' } }, 'settings: work_mem holds a NUL character.'],
  ])('are refused when they are %j', (options, sentence) => {
    expect(() => serverSettings({ directory: '.carenode', ...options })).toThrow(sentence);
  });

  it('give up durability only on demand', () => {
    expect(serverSettings({ directory: '.carenode' })).not.toHaveProperty('fsync');
    expect(serverSettings({ directory: '.carenode', durable: false })).toMatchObject({ fsync: 'off' });
  });

  it('pass the settings of the caller on, before our own defaults', () => {
    const settings = { max_connections: '200', log_error_verbosity: 'verbose' };
    expect(serverSettings({ directory: '.carenode', settings })).toMatchObject(settings);
  });
});
