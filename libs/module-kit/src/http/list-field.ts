import { registerDecorator } from 'class-validator';

import { field, type FieldOptions, fieldsOf, type JsonSchema } from './fields.js';
import { parseInput } from './input.js';

interface ListOptions extends FieldOptions {
  /** What each item is. */
  readonly of: new () => object;
  readonly min?: number;
  readonly max: number;
}

/** A list of `min` (default 0) to `max` objects with the fields of an Input class. */
export const ListField = field<ListOptions>(
  ({ of, min = 0, max }) => ({ type: 'array', minItems: min, maxItems: max, items: schemaOf(of) }),
  ({ of, min = 0, max }) => [
    (prototype, property) =>
      registerDecorator({
        name: 'items',
        target: prototype.constructor,
        propertyName: String(property),
        validator: {
          validate: (value: unknown) => whatIsWrong(of, min, max, value) === undefined,
          defaultMessage: (about) => `$property ${whatIsWrong(of, min, max, about?.value) ?? 'is not valid'}`,
        },
      }),
  ],
);

/** An object with the fields of an Input class. */
export const ObjectField = field<FieldOptions & { readonly of: new () => object }>(
  ({ of }) => schemaOf(of),
  ({ of }) => [
    (prototype, property) =>
      registerDecorator({
        name: 'object',
        target: prototype.constructor,
        propertyName: String(property),
        validator: {
          validate: (value: unknown) => wrongObject(of, value) === undefined,
          defaultMessage: (about) => `$property: ${wrongObject(of, about?.value) ?? 'is not valid'}`,
        },
      }),
  ],
);

function wrongObject(of: new () => object, value: unknown): string | undefined {
  try {
    parseInput(of, value);
    return undefined;
  } catch (error) {
    return (error as Error).message.replace(/\.$/, '');
  }
}

function whatIsWrong(of: new () => object, min: number, max: number, value: unknown): string | undefined {
  if (!Array.isArray(value)) return 'is a list';
  if (value.length < min || value.length > max) return `has ${min} to ${max} items`;
  for (const [index, item] of value.entries()) {
    const wrong = wrongObject(of, item);
    if (wrong !== undefined) return `at ${index}: ${wrong}`;
  }
  return undefined;
}

function schemaOf(of: new () => object): JsonSchema {
  const fields = [...fieldsOf(of)];
  return {
    type: 'object',
    properties: Object.fromEntries(
      fields.map(([name, { schema, options }]) => [
        name,
        {
          ...schema,
          ...(options.nullable ? { type: [schema['type'], 'null'] } : {}),
          description: options.about,
        },
      ]),
    ),
    required: fields.filter(([, { options }]) => !options.optional).map(([name]) => name),
    additionalProperties: false,
  };
}
