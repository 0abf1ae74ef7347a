import { type UserType, USER_TYPES } from '@carenode/module-kit';
import { ChoiceField, DayField, EmailField, PageQuery, TextField } from '@carenode/module-kit/http';
import { registerDecorator } from 'class-validator';

import { type Gender, GENDERS } from './profile.entity.js';
import { isTimeZone } from './time-zone.rules.js';

const MAX_NAME = 200;

function Rule(
  name: string,
  check: (value: unknown) => boolean,
  message: string,
): (prototype: object, property: string) => void {
  return (prototype, property) =>
    registerDecorator({
      name,
      target: prototype.constructor,
      propertyName: property,
      options: { message: `$property ${message}` },
      validator: { validate: check },
    });
}

// Somebody born today may already have tomorrow's date where they are.
const isNotAhead = (day: unknown) =>
  typeof day === 'string' && Date.parse(day) <= Date.now() + 24 * 3600 * 1000;

const TimeZoneRule = Rule('timeZone', isTimeZone, 'is an IANA time zone such as Europe/Zurich');
const BirthRule = Rule('notAhead', isNotAhead, 'is not in the future');

/** What people may change about themselves. */
export class ProfileChange {
  @TextField({ about: 'Given names', max: MAX_NAME, optional: true })
  firstName?: string;

  @TextField({ about: 'Family name', max: MAX_NAME, optional: true })
  lastName?: string;

  @BirthRule
  @DayField({ about: 'Day of birth', optional: true, nullable: true })
  dateOfBirth?: string | null;

  @ChoiceField({ about: 'Administrative gender (FHIR)', choices: GENDERS, optional: true, nullable: true })
  gender?: Gender | null;

  @TimeZoneRule
  @TextField({ about: 'IANA time zone that times are shown in', max: 64, optional: true })
  timeZone?: string;
}

/** A person as the command line and other modules bring them. */
export class UserInput {
  @ChoiceField({ about: 'What the person may do', choices: USER_TYPES })
  userType!: UserType;

  @EmailField({ about: 'What the person signs in with', optional: true })
  email?: string;

  @TextField({ about: 'The password', min: 12, max: 200, optional: true })
  password?: string;

  @TextField({ about: 'Given names', max: MAX_NAME, optional: true })
  firstName?: string;

  @TextField({ about: 'Family name', max: MAX_NAME, optional: true })
  lastName?: string;

  @BirthRule
  @DayField({ about: 'Day of birth', optional: true })
  dateOfBirth?: string;

  @ChoiceField({ about: 'Administrative gender (FHIR)', choices: GENDERS, optional: true })
  gender?: Gender;

  @TimeZoneRule
  @TextField({ about: 'IANA time zone', max: 64, optional: true })
  timeZone?: string;
}

export class PatientsQuery extends PageQuery {
  @TextField({
    about: 'How a given name, a family name or the e-mail address begins',
    max: 100,
    optional: true,
  })
  q?: string;
}

export class ProfilesQuery extends PatientsQuery {
  @ChoiceField({ about: 'Only people of this user type', choices: USER_TYPES, optional: true })
  userType?: UserType;
}
