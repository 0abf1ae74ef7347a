import { ChoiceField, PageQuery, partialInput, TextField } from '@carenode/module-kit/http';

import { VARIABLE_KINDS } from './variable.entity.js';

/** What both a shared variable and a patient's own say. */
class VariableContent {
  @TextField({ about: 'Name', max: 500 })
  name!: string;

  @TextField({ about: 'What patients read; name when null', max: 120, optional: true, nullable: true })
  displayName?: string | null;

  @ChoiceField({
    about: 'sum: values of a period add up; sample: each stands for its moment, which is the default',
    choices: VARIABLE_KINDS,
    optional: true,
  })
  kind?: string;

  @TextField({
    about: 'UCUM code of the unit values are compared in',
    max: 60,
    optional: true,
    nullable: true,
  })
  unitCode?: string | null;

  @TextField({
    about: 'FHIR observation category, such as vital-signs',
    max: 200,
    optional: true,
    nullable: true,
  })
  category?: string | null;
}

export class SharedVariableInput extends VariableContent {
  @TextField({ about: 'URI of the code system, such as http://loinc.org', max: 500 })
  codeSystem!: string;

  @TextField({ about: 'Code in that system', max: 200 })
  code!: string;
}

export class OwnVariableInput extends VariableContent {
  @TextField({ about: 'URI of the code system of code', max: 500, optional: true, nullable: true })
  codeSystem?: string | null;

  @TextField({ about: 'Code, where there is one', max: 200, optional: true, nullable: true })
  code?: string | null;
}

export class VariableChange extends partialInput(VariableContent) {}

export class VariableQuery extends PageQuery {
  @TextField({ about: 'Part of the name or of what patients read, or the code', max: 200, optional: true })
  q?: string;

  @TextField({ about: 'FHIR observation category', max: 200, optional: true })
  category?: string;
}
