import { Readable } from 'node:stream';

import type { ArgumentMetadata, PipeTransform } from '@nestjs/common';
import { AppError } from '@carenode/module-kit';
import { fieldsOf, parseInput } from '@carenode/module-kit/http';

/** Makes a checked Input of every body and query that a controller types with one. */
export class InputPipe implements PipeTransform {
  transform(value: unknown, { type, metatype }: ArgumentMetadata): unknown {
    if (
      (type !== 'body' && type !== 'query') ||
      !metatype ||
      metatype === Object ||
      fieldsOf(metatype as never).size === 0
    )
      return value;
    if (value instanceof Readable)
      throw new AppError('unsupported_media_type', 'unsupported_type', 'Send the body as application/json.');
    const raw = type === 'body' && value === undefined ? null : { ...(value as object | null) };
    return parseInput(
      metatype as new () => object,
      Array.isArray(value) || typeof value !== 'object' ? value : raw,
      { fromQuery: type === 'query' },
    );
  }
}
