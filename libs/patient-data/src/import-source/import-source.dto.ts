import { ChoiceField, partialInput, TextField } from '@carenode/module-kit/http';

import { SOURCE_STATUSES, SOURCE_TYPES } from './import-source.entity.js';

export class ImportSourceInput {
  @TextField({ about: 'What you call it', max: 200 })
  sourceName!: string;

  @ChoiceField({ about: 'What kind of place it is', choices: SOURCE_TYPES })
  sourceType!: string;

  @TextField({
    about: 'What signs in there; it is sealed and never shown again',
    max: 10_000,
    optional: true,
    nullable: true,
  })
  authToken?: string | null;

  @ChoiceField({ about: 'Whether data is fetched from there', choices: SOURCE_STATUSES })
  status!: string;
}

export class ImportSourceChange extends partialInput(ImportSourceInput) {}
