import { field, type FieldOptions, fieldsOf, type JsonSchema, parseInput } from '@carenode/module-kit/http';
import { registerDecorator } from 'class-validator';

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

function whatIsWrong(of: new () => object, min: number, max: number, value: unknown): string | undefined {
  if (!Array.isArray(value)) return 'is a list';
  if (value.length < min || value.length > max) return `has ${min} to ${max} items`;
  for (const [index, item] of value.entries()) {
    try {
      parseInput(of, item);
    } catch (error) {
      return `at ${index}: ${(error as Error).message.replace(/\.$/, '')}`;
    }
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
