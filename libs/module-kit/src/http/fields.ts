import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsEmail,
  IsIn,
  IsInt,
  IsNumber,
  IsString,
  IsUUID,
  Length,
  Max,
  Min,
  registerDecorator,
  ValidateIf,
} from 'class-validator';

/** A JSON Schema (draft 2020-12, as OpenAPI 3.1 uses it). */
export type JsonSchema = Readonly<Record<string, unknown>>;

export interface FieldOptions {
  /** What the field means, with its unit. Printed in OpenAPI. */
  readonly about: string;
  /** May be left out. */
  readonly optional?: boolean;
  /** May be null, which clears it. */
  readonly nullable?: boolean;
}

export interface Field {
  readonly schema: JsonSchema;
  readonly options: FieldOptions;
  /** Puts the same field on another class, with other options. */
  readonly apply: (options: FieldOptions) => PropertyDecorator;
}

const fields = new WeakMap<object, Map<string, Field>>();

/** The declared fields of an Input or View class, its base classes included. */
export function fieldsOf(type: abstract new (...parameters: never[]) => object): ReadonlyMap<string, Field> {
  const all = new Map<string, Field>();
  const chain: object[] = [];
  for (
    let prototype = type.prototype as object | null;
    prototype;
    prototype = Object.getPrototypeOf(prototype) as object | null
  ) {
    chain.unshift(prototype);
  }
  for (const prototype of chain)
    for (const [name, field] of fields.get(prototype) ?? []) all.set(name, field);
  return all;
}

/** A kind of field: its JSON Schema, and the class-validator rules that check it, the kind of value last. */
export function field<O extends FieldOptions>(
  schema: (options: O) => JsonSchema,
  rules: (options: O) => PropertyDecorator[],
): (options: O) => PropertyDecorator {
  return (options) => (prototype, property) => {
    const own = fields.get(prototype) ?? new Map<string, Field>();
    fields.set(prototype, own);
    own.set(String(property), {
      schema: schema(options),
      options,
      apply: (others) => field(schema, rules)({ ...options, ...others }),
    });
    const absent = (value: unknown) =>
      (value === undefined && options.optional === true) || (value === null && options.nullable === true);
    ValidateIf((_, value: unknown) => !absent(value))(prototype, property);
    // The kind of value is checked first: it is the last of each list.
    for (const rule of rules(options).reverse()) rule(prototype, property);
  };
}

function rule(name: string, check: (value: unknown) => boolean, message: string): PropertyDecorator {
  return (target, property) =>
    registerDecorator({
      name,
      target: target.constructor,
      propertyName: String(property),
      options: { message: `$property ${message}` },
      validator: { validate: check },
    });
}

// Control characters other than tab and line ends, and halves of surrogate pairs: PostgreSQL cannot store NUL, and UTF-8
// has no form for a half, which would be stored as another character.
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\p{Cs}]/u;

/** Text of `min` (default 1) to `max` characters without control characters. */
export const TextField = field<FieldOptions & { max: number; min?: number; format?: string }>(
  ({ max, min = 1, format }) => ({
    type: 'string',
    minLength: min,
    maxLength: max,
    ...(format ? { format } : {}),
  }),
  ({ max, min = 1 }) => [
    rule(
      'noControlCharacters',
      (value) => typeof value !== 'string' || !CONTROL.test(value),
      'holds a control character',
    ),
    Length(min, max, { message: `$property has ${min} to ${max} characters` }),
    IsString({ message: '$property is text' }),
  ],
);

/** An e-mail address of at most 254 characters (RFC 5321). */
export const EmailField = field(
  () => ({ type: 'string', format: 'email', maxLength: 254 }),
  () => [
    Length(3, 254, { message: '$property has 3 to 254 characters' }),
    IsEmail({}, { message: '$property is an e-mail address' }),
  ],
);

/** A whole number from `min` to `max`. */
export const IntegerField = field<FieldOptions & { min: number; max: number }>(
  ({ min, max }) => ({ type: 'integer', minimum: min, maximum: max }),
  ({ min, max }) => [
    Max(max, { message: `$property is at most ${max}` }),
    Min(min, { message: `$property is at least ${min}` }),
    IsInt({ message: '$property is a whole number' }),
  ],
);

/** A finite number from `min` to `max`. */
export const NumberField = field<FieldOptions & { min: number; max: number }>(
  ({ min, max }) => ({ type: 'number', minimum: min, maximum: max }),
  ({ min, max }) => [
    Max(max, { message: `$property is at most ${max}` }),
    Min(min, { message: `$property is at least ${min}` }),
    IsNumber({ allowInfinity: false, allowNaN: false }, { message: '$property is a finite number' }),
  ],
);

export const BooleanField = field(
  () => ({ type: 'boolean' }),
  () => [IsBoolean({ message: '$property is true or false' })],
);

/** A row id. */
export const IdField = field(
  () => ({ type: 'string', format: 'uuid' }),
  () => [IsUUID('all', { message: '$property is a UUID' })],
);

export const ChoiceField = field<FieldOptions & { choices: readonly string[] }>(
  ({ choices }) => ({ type: 'string', enum: choices }),
  ({ choices }) => [IsIn([...choices], { message: `$property is one of ${choices.join(', ')}` })],
);

/** A list of at most `max` texts of at most `maxLength` characters each. */
export const TextListField = field<FieldOptions & { max: number; maxLength: number }>(
  ({ max, maxLength }) => ({
    type: 'array',
    maxItems: max,
    items: { type: 'string', minLength: 1, maxLength },
  }),
  ({ max, maxLength }) => [
    Length(1, maxLength, { each: true, message: `each of $property has 1 to ${maxLength} characters` }),
    rule(
      'noControlCharacters',
      (value) =>
        !Array.isArray(value) || value.every((item) => typeof item !== 'string' || !CONTROL.test(item)),
      'holds a control character',
    ),
    IsString({ each: true, message: 'each of $property is text' }),
    ArrayMaxSize(max, { message: `$property has at most ${max} items` }),
    IsArray({ message: '$property is a list' }),
  ],
);

/** A JSON object or array of at most `maxBytes` bytes when written as JSON. */
export const JsonField = field<FieldOptions & { maxBytes: number }>(
  () => ({ type: ['object', 'array'] }),
  ({ maxBytes }) => [
    rule('maxBytes', (value) => jsonLength(value) <= maxBytes, `is at most ${maxBytes} bytes of JSON`),
    rule('json', (value) => typeof value === 'object' && value !== null, 'is a JSON object or list'),
  ],
);

/** Nesting that no stack can write is longer than any limit. */
function jsonLength(value: unknown): number {
  try {
    return JSON.stringify(value ?? null).length;
  } catch {
    return Infinity;
  }
}

const INSTANT =
  /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)(?::(\d\d)(?:\.\d{1,6})?)?(Z|[+-](?:0\d|1[0-4]):[0-5]\d)$/;
const DAY = /^(\d{4})-(\d\d)-(\d\d)$/;

/** True for an ISO 8601 instant with offset whose year is 1900 to 2199. */
export function isInstant(value: unknown): value is string {
  const parts = typeof value === 'string' ? INSTANT.exec(value) : null;
  return (
    parts !== null &&
    isDay(parts[1], parts[2], parts[3]) &&
    Number(parts[4]) < 24 &&
    Number(parts[5]) < 60 &&
    Number(parts[6] ?? 0) < 60
  );
}

function isDay(year?: string, month?: string, day?: string): boolean {
  const [y, m, d] = [Number(year), Number(month), Number(day)];
  return (
    y >= 1900 && y < 2200 && m >= 1 && m <= 12 && d >= 1 && d <= new Date(Date.UTC(y, m, 0)).getUTCDate()
  );
}

/** An instant: ISO 8601 with offset, years 1900 to 2199. */
export const InstantField = field(
  () => ({ type: 'string', format: 'date-time' }),
  () => [
    rule(
      'instant',
      isInstant,
      'is an ISO 8601 instant with offset, such as 2026-03-01T08:30:00+01:00, from 1900 to 2199',
    ),
  ],
);

/** A calendar day, years 1900 to 2199. */
export const DayField = field(
  () => ({ type: 'string', format: 'date' }),
  () => [
    rule(
      'day',
      (value) => {
        const parts = typeof value === 'string' ? DAY.exec(value) : null;
        return parts !== null && isDay(parts[1], parts[2], parts[3]);
      },
      'is a day such as 2026-03-01, from 1900 to 2199',
    ),
  ],
);

/** Puts every field of `base` on a new class, each of them optional: what a PATCH takes. */
export function partialInput<T extends object>(base: new () => T): new () => Partial<T> {
  const partial = class {};
  for (const [name, declared] of fieldsOf(base)) {
    declared.apply({ ...declared.options, optional: true })(partial.prototype, name);
  }
  Object.defineProperty(partial, 'name', { value: `Partial${base.name}` });
  return partial;
}
