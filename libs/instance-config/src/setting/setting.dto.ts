import { field, type JsonSchema } from '@carenode/module-kit/http';
import { registerDecorator } from 'class-validator';

const VALUE = ['string', 'number', 'boolean'];

/** A value of any setting. Its own type and limits are checked against the declaration. */
const SettingValueField = field(
  () => ({ type: VALUE }),
  () => [
    (target, property) =>
      registerDecorator({
        name: 'scalar',
        target: target.constructor,
        propertyName: String(property),
        options: { message: '$property is text, a number, or true or false' },
        validator: { validate: (value) => VALUE.includes(typeof value) },
      }),
  ],
);

export class SettingInput {
  @SettingValueField({ about: 'The new value, of the setting’s type and within its limits' })
  value!: string | number | boolean;
}

/** What an admin sees of a setting. */
export const SETTING: JsonSchema = {
  type: 'object',
  title: 'Setting',
  properties: {
    module: { type: 'string', description: 'The module that declares it' },
    name: { type: 'string', description: 'Its name in the module' },
    type: { type: 'string', enum: ['integer', 'number', 'boolean', 'text', 'choice'] },
    help: { type: 'string', description: 'One line for the person who changes it' },
    default: { type: VALUE, description: 'What it is when nobody has set it' },
    value: { type: VALUE, description: 'What is in force' },
    isDefault: { type: 'boolean', description: 'Nobody has set it, or it was reset' },
    min: { type: ['number', 'null'], description: 'Least number' },
    max: { type: ['number', 'null'], description: 'Greatest number, or most characters' },
    choices: { type: ['array', 'null'], items: { type: 'string' }, description: 'Of which it is one' },
    version: { type: 'integer', description: 'Counts changes; the ETag; 0 while it was never set' },
    updatedAt: { type: ['string', 'null'], format: 'date-time', description: 'When it was last set' },
    updatedBy: { type: ['string', 'null'], format: 'uuid', description: 'The profile of who set it last' },
  },
  required: [
    'module',
    'name',
    'type',
    'help',
    'default',
    'value',
    'isDefault',
    'min',
    'max',
    'choices',
    'version',
    'updatedAt',
    'updatedBy',
  ],
};
