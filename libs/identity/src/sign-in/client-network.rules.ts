import { isIP } from 'node:net';

/**
 * The network a client comes from, as far as it can change its address at will: an IPv4 address, or the /64 of an IPv6
 * one. What is no address is one network of its own.
 */
export function clientNetwork(address: string): string {
  const plain = address.replace(/%.*$/, '').toLowerCase();
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/.exec(plain)?.[1];
  if (mapped !== undefined && isIP(mapped) === 4) return mapped;
  switch (isIP(plain)) {
    case 4:
      return plain;
    case 6:
      return `${firstGroups(plain).join(':')}::/64`;
    default:
      return 'unknown';
  }
}

function firstGroups(address: string): string[] {
  const [head = '', tail] = address.split('::');
  const before = head === '' ? [] : head.split(':');
  const after = tail ? tail.split(':') : [];
  // A dotted ending stands for two groups.
  const dotted = [...before, ...after].some((group) => group.includes('.')) ? 1 : 0;
  const missing = tail === undefined ? 0 : 8 - before.length - after.length - dotted;
  return [...before, ...Array<string>(Math.max(missing, 0)).fill('0'), ...after]
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''));
}
