import { BooleanField, partialInput, TextField } from '@carenode/module-kit/http';

export class ConditionInput {
  @TextField({ about: 'Full name', max: 500 })
  name!: string;

  @TextField({ about: 'Abbreviated name', max: 200, optional: true, nullable: true })
  shortName?: string | null;

  @TextField({ about: 'What it is, for people', max: 20_000, optional: true, nullable: true })
  description?: string | null;

  @TextField({
    about: 'URI of the code system; goes together with code',
    max: 500,
    optional: true,
    nullable: true,
  })
  codeSystem?: string | null;

  @TextField({ about: 'Code in that system', max: 200, optional: true, nullable: true })
  code?: string | null;

  @BooleanField({ about: 'May stand on a claim', optional: true, nullable: true })
  isBillable?: boolean | null;
}

export class ConditionChange extends partialInput(ConditionInput) {}
