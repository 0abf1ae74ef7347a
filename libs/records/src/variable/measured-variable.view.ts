import {
  ChoiceField,
  IdField,
  InstantField,
  IntegerField,
  NumberField,
  TextField,
} from '@carenode/module-kit/http';

import { VARIABLE_KINDS } from './variable.entity.js';

/** A variable that a patient has measurements of. */
export class MeasuredVariableView {
  @IdField({ about: 'Id of the variable' })
  id!: string;

  @TextField({ about: 'Name', max: 500 })
  name!: string;

  @TextField({ about: 'What patients read; name when null', max: 120, nullable: true })
  displayName!: string | null;

  @TextField({ about: 'URI of the code system', max: 500, nullable: true })
  codeSystem!: string | null;

  @TextField({ about: 'Code in that system', max: 200, nullable: true })
  code!: string | null;

  @ChoiceField({ about: 'sum: values add up; sample: each stands for its moment', choices: VARIABLE_KINDS })
  kind!: string;

  @TextField({ about: 'UCUM code values are compared in', max: 60, nullable: true })
  unitCode!: string | null;

  @TextField({ about: 'FHIR observation category', max: 200, nullable: true })
  category!: string | null;

  @IntegerField({ about: 'How many measurements there are', min: 1, max: Number.MAX_SAFE_INTEGER })
  count!: number;

  @InstantField({ about: 'When the newest was measured' })
  newestAt!: string;

  @NumberField({
    about: 'The newest value; null when it is text or a code',
    min: -1e308,
    max: 1e308,
    nullable: true,
  })
  newestValue!: number | null;

  @TextField({ about: 'Unit of the newest value, as received', max: 200, nullable: true })
  newestUnit!: string | null;

  @TextField({ about: 'The newest value in words, or as a code', max: 10_000, nullable: true })
  newestText!: string | null;
}
