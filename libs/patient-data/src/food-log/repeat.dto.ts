import {
  DayField,
  field,
  type FieldOptions,
  IdField,
  InstantField,
  TextField,
} from '@carenode/module-kit/http';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsUUID } from 'class-validator';

/** A list of 1 to `max` row ids. */
const IdListField = field<FieldOptions & { max: number }>(
  ({ max }) => ({ type: 'array', minItems: 1, maxItems: max, items: { type: 'string', format: 'uuid' } }),
  ({ max }) => [
    IsUUID('all', { each: true, message: 'each of $property is a UUID' }),
    ArrayMinSize(1, { message: '$property has at least 1 item' }),
    ArrayMaxSize(max, { message: `$property has at most ${max} items` }),
    IsArray({ message: '$property is a list' }),
  ],
);

export class RepeatInput {
  @DayField({
    about:
      'The day whose entries are repeated, on the clock that each was noted by; on the clock of at, where none is known',
    optional: true,
  })
  day?: string;

  @TextField({ about: 'Of the day, only the entries of this meal', max: 100, optional: true })
  ofMeal?: string;

  @IdListField({ about: 'The entries that are repeated', max: 100, optional: true })
  entryIds?: string[];

  @IdField({ about: 'The favourite that is noted', optional: true })
  favouriteId?: string;

  @InstantField({
    about: 'When it is eaten, or the first of it: later entries keep their distance; now if absent',
    optional: true,
  })
  at?: string;

  @TextField({ about: 'IANA time zone of at', max: 64, optional: true })
  timeZone?: string;

  @TextField({ about: 'Which meal it belongs to; that of the entries if absent', max: 100, optional: true })
  meal?: string;
}
