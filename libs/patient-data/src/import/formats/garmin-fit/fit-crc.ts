const NIBBLES = [
  0x0000, 0xcc01, 0xd801, 0x1400, 0xf001, 0x3c00, 0x2800, 0xe401, 0xa001, 0x6c00, 0x7800, 0xb401, 0x5000,
  0x9c01, 0x8801, 0x4400,
] as const;

/** The checksum of the FIT protocol (CRC-16, polynomial 0xA001, beginning with 0) over part of the bytes. */
export function fitCrc(bytes: Uint8Array, from: number, to: number): number {
  let crc = 0;
  for (let at = from; at < to; at += 1) {
    const byte = bytes[at] ?? 0;
    crc = (crc >> 4) ^ (NIBBLES[crc & 0xf] ?? 0) ^ (NIBBLES[byte & 0xf] ?? 0);
    crc = (crc >> 4) ^ (NIBBLES[crc & 0xf] ?? 0) ^ (NIBBLES[byte >> 4] ?? 0);
  }
  return crc;
}
