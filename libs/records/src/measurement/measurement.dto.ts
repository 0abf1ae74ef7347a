import {
  ChoiceField,
  IdField,
  InstantField,
  NumberField,
  PageQuery,
  partialInput,
  TextField,
} from '@carenode/module-kit/http';

import { COMPARATORS } from './measurement.entity.js';

/** What a measurement says, whatever its variable. */
export class MeasurementContent {
  @NumberField({ about: 'Number', min: -1e15, max: 1e15, optional: true, nullable: true })
  value?: number | null;

  @ChoiceField({
    about: 'The value is a bound: the true one is less (<, <=) or greater (>, >=)',
    choices: COMPARATORS,
    optional: true,
    nullable: true,
  })
  comparator?: string | null;

  @TextField({
    about: 'Unit, best as a UCUM code; kept as it is given',
    max: 100,
    optional: true,
    nullable: true,
  })
  unit?: string | null;

  @TextField({ about: 'Value in words', max: 10_000, optional: true, nullable: true })
  valueText?: string | null;

  @TextField({ about: 'Value as a code', max: 200, optional: true, nullable: true })
  valueCode?: string | null;

  @TextField({ about: 'URI of the code system of valueCode', max: 500, optional: true, nullable: true })
  valueCodeSystem?: string | null;

  @InstantField({
    about:
      'When it was measured, or when the period begins; its offset is kept, and Z takes that of timeZone',
  })
  startAt!: string;

  @InstantField({ about: 'When the period ends', optional: true, nullable: true })
  endAt?: string | null;

  @TextField({ about: 'IANA time zone, such as Europe/Berlin', max: 64, optional: true, nullable: true })
  timeZone?: string | null;

  @TextField({ about: 'Remarks', max: 10_000, optional: true, nullable: true })
  notes?: string | null;
}

/** Exactly one way to name the variable: variableId, or variableCode, or variableName alone. */
export class MeasurementInput extends MeasurementContent {
  @IdField({ about: 'Id of the variable', optional: true })
  variableId?: string;

  @TextField({ about: 'Code of the variable', max: 200, optional: true })
  variableCode?: string;

  @TextField({
    about: 'URI of the code system of variableCode; http://loinc.org if absent',
    max: 500,
    optional: true,
  })
  variableCodeSystem?: string;

  @TextField({
    about:
      'Name of the variable: of one of the patient’s own, or of the catalogue; a name or code nobody knows yet makes it one of the patient’s own',
    max: 500,
    optional: true,
  })
  variableName?: string;
}

export class MeasurementChange extends partialInput(MeasurementContent) {}

export class MeasurementQuery extends PageQuery {
  @IdField({ about: 'Of this variable only', optional: true })
  variableId?: string;

  @InstantField({ about: 'That begin at this instant or later', optional: true })
  from?: string;

  @InstantField({ about: 'That begin before this instant', optional: true })
  to?: string;
}

export class SeriesQuery {
  @IdField({ about: 'Of this variable' })
  variableId!: string;

  @InstantField({ about: 'From this instant on', optional: true })
  from?: string;

  @InstantField({ about: 'Up to but not including this instant', optional: true })
  to?: string;
}
