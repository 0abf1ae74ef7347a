import { validateSync } from 'class-validator';

import { AppError, invalidInput, type FieldError } from '../errors/app-error.js';
import { type Field, fieldsOf } from './fields.js';

/**
 * An Input instance of `type` made from untrusted data. Throws `validation_failed` that names each wrong field and its
 * rule; unknown fields are wrong too. With `fromQuery`, numbers and booleans are read from their text.
 */
export function parseInput<T extends object>(
  type: new () => T,
  raw: unknown,
  options: { fromQuery?: boolean } = {},
): T {
  const place = options.fromQuery ? 'query' : 'body';
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) {
    throw invalidInput({ field: place, rule: 'object', message: `The ${place} is a JSON object.` });
  }
  const declared = fieldsOf(type);
  const errors: FieldError[] = [];
  const input = new type();
  for (const [name, value] of Object.entries(raw)) {
    const known = declared.get(name);
    if (!known) {
      errors.push({
        field: name.slice(0, 100),
        rule: 'unknown',
        message: `${name.slice(0, 100)} is not a field of this request.`,
      });
      continue;
    }
    Object.defineProperty(input, name, {
      value: options.fromQuery ? readText(known, value) : value,
      enumerable: true,
      writable: true,
      configurable: true,
    });
  }
  for (const error of declared.size === 0
    ? []
    : validateSync(input, { stopAtFirstError: true, forbidUnknownValues: false })) {
    const [rule, message] = Object.entries(error.constraints ?? {})[0] ?? [
      'invalid',
      `${error.property} is not valid`,
    ];
    errors.push({ field: error.property, rule, message: `${message}.` });
  }
  const [first, ...others] = errors;
  if (first) throw invalidInput(first, ...others);
  return input;
}

function readText(field: Field, value: unknown): unknown {
  if (typeof value !== 'string') return value;
  const { type } = field.schema;
  if (type === 'integer' || type === 'number') return /^-?\d+(\.\d+)?$/.test(value) ? Number(value) : value;
  if (type === 'boolean') return value === 'true' ? true : value === 'false' ? false : value;
  if (type === 'array') return value.split(',');
  return value;
}

/** Refuses anything but an object with an `id`-like text; used for path parameters. */
export function parseId(name: string, value: unknown, check: (value: unknown) => value is string): string {
  if (check(value)) return value;
  throw new AppError('validation_failed', 'invalid', `${name} is a UUID.`, {
    errors: [{ field: name, rule: 'isUuid', message: `${name} is a UUID.` }],
  });
}
