import { ChoiceField, IntegerField, PageQuery, TextField } from '@carenode/module-kit/http';

import { CONSENT_PURPOSES } from './consent-text.entity.js';

const PURPOSE = { about: 'What it is agreed to', choices: CONSENT_PURPOSES } as const;

/** A text to be published. It never changes after that. */
export class ConsentTextInput {
  @ChoiceField(PURPOSE)
  purpose!: string;

  @IntegerField({
    about:
      'The next version if absent; the version in force, for its text in another language that is not there yet',
    min: 1,
    max: 1_000_000,
    optional: true,
  })
  version?: number;

  @TextField({ about: 'BCP 47 tag of the language, such as de; en if absent', max: 35, optional: true })
  language?: string;

  @TextField({ about: 'Title', max: 300 })
  title!: string;

  @TextField({ about: 'The text, in Markdown', max: 100_000 })
  body!: string;
}

export class ConsentTextQuery extends PageQuery {
  @ChoiceField({ about: 'For this purpose only', choices: CONSENT_PURPOSES, optional: true })
  purpose?: string;

  @TextField({ about: 'In this language only', max: 35, optional: true })
  language?: string;
}

export class ConsentInput {
  @ChoiceField(PURPOSE)
  purpose!: string;

  @IntegerField({ about: 'Version of the text that was read: the one in force', min: 1, max: 1_000_000 })
  textVersion!: number;

  @TextField({ about: 'Language in which it was read; en if absent', max: 35, optional: true })
  textLanguage?: string;
}

export class ConsentWithdrawal {
  @ChoiceField({ about: 'What is no longer agreed to', choices: CONSENT_PURPOSES })
  purpose!: string;
}

export class ConsentQuery extends PageQuery {
  @ChoiceField({ about: 'For this purpose only', choices: CONSENT_PURPOSES, optional: true })
  purpose?: string;
}
