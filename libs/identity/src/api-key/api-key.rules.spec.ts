import { isApiKey, keyPrefix, newApiKey } from './api-key.rules.js';

describe('the form of an API key', () => {
  it('is cn_, 43 digits of 256 random bits and 6 of a checksum', () => {
    const keys = Array.from({ length: 200 }, newApiKey);
    expect(new Set(keys).size).toBe(200);
    for (const key of keys) {
      expect(key).toMatch(/^cn_[0-9A-Za-z]{49}$/);
      expect(isApiKey(key)).toBe(true);
      expect(keyPrefix(key)).toBe(key.slice(0, 9));
    }
  });

  it('has a checksum that others can compute: CRC32 in base 62', () => {
    // Worked out with Python's zlib.crc32.
    expect(isApiKey(`cn_${'0'.repeat(43)}2CZclj`)).toBe(true);
    expect(isApiKey(`cn_${'0'.repeat(43)}2CZclk`)).toBe(false);
  });

  it('shows every single mistyped digit', () => {
    const key = newApiKey();
    for (let index = 3; index < key.length; index++) {
      const other = key[index] === 'x' ? 'y' : 'x';
      expect(isApiKey(key.slice(0, index) + other + key.slice(index + 1))).toBe(false);
    }
  });

  it.each(['', 'cn_', 'cn_short', `xx_${'0'.repeat(49)}`, `cn_${'0'.repeat(48)}-`, `cn_${'0'.repeat(50)}`])(
    'is not that of %p',
    (text) => {
      expect(isApiKey(text)).toBe(false);
    },
  );
});
