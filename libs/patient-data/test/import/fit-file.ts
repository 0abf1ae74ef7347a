import { fitCrc } from '../../src/import/formats/garmin-fit/fit-crc.js';

export type Piece = readonly number[];

/** Bytes of a number, lowest first unless `big`. */
export function bytes(value: number, size: number, big = false): number[] {
  const list = Array.from({ length: size }, (_, n) => Math.floor(value / 256 ** n) % 256);
  return big ? list.reverse() : list;
}

interface Defined {
  readonly local: number;
  readonly message: number;
  /** Field number, size, base type. */
  readonly fields: readonly (readonly [number, number, number])[];
  /** Field number, size, developer index. */
  readonly developer?: readonly (readonly [number, number, number])[];
  readonly big?: boolean;
}

export function define({ local, message, fields, developer, big = false }: Defined): Piece {
  return [
    0x40 | (developer ? 0x20 : 0) | local,
    0,
    big ? 1 : 0,
    ...bytes(message, 2, big),
    fields.length,
    ...fields.flat(),
    ...(developer ? [developer.length, ...developer.flat()] : []),
  ];
}

export function data(local: number, ...content: readonly Piece[]): Piece {
  return [local, ...content.flat()];
}

/** A message with a compressed timestamp. */
export function compressed(local: number, offset: number, ...content: readonly Piece[]): Piece {
  return [0x80 | (local << 5) | offset, ...content.flat()];
}

/** A FIT file of these definitions and messages. */
export function fitFile(
  pieces: readonly Piece[],
  { header = 14, declared = -1, crc = true } = {},
): Uint8Array {
  const body = pieces.flat();
  const size = declared < 0 ? body.length : declared;
  const head = [header, 0x10, ...bytes(2132, 2), ...bytes(size, 4), 0x2e, 0x46, 0x49, 0x54];
  if (header === 14) head.push(0, 0);
  const file = Uint8Array.from([...head, ...body]);
  return Uint8Array.from([...file, ...bytes(crc ? fitCrc(file, 0, file.length) : 0, 2)]);
}

export function joined(...files: readonly Uint8Array[]): Uint8Array {
  return Uint8Array.from(files.flatMap((file) => [...file]));
}
