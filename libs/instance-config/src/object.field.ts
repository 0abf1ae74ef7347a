import { field, type FieldOptions, type JsonSchema } from '@carenode/module-kit/http';
import { registerDecorator } from 'class-validator';

/**
 * A JSON object. What it holds is checked by rules that the command line meets too, where the object is read.
 */
export const ObjectField = field<FieldOptions & { readonly schema?: JsonSchema }>(
  ({ schema }) => schema ?? { type: 'object' },
  () => [
    (target, property) =>
      registerDecorator({
        name: 'object',
        target: target.constructor,
        propertyName: String(property),
        options: { message: '$property is a JSON object' },
        validator: {
          validate: (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
        },
      }),
  ],
);
