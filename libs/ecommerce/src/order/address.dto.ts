import { invalidInput } from '@carenode/module-kit';
import { TextField } from '@carenode/module-kit/http';
import { isISO31661Alpha2, isPhoneNumber, isPostalCode } from 'class-validator';

/** Where something is sent, or who pays. Sealed at rest: it is read by its patient and by those who send the order out. */
export class Address {
  @TextField({ about: 'Who it is for', max: 200 })
  name!: string;

  @TextField({ about: 'Street and number', max: 200 })
  line1!: string;

  @TextField({ about: 'What else there is to say of it: apartment, c/o', max: 200, optional: true })
  line2?: string;

  @TextField({ about: 'Town or city', max: 100 })
  city!: string;

  @TextField({ about: 'State, province or region', max: 100, optional: true })
  region?: string;

  @TextField({ about: 'Postal code, as the country has it', max: 20, optional: true })
  postalCode?: string;

  @TextField({ about: 'ISO 3166-1 alpha-2 code of the country', max: 2, min: 2 })
  country!: string;

  @TextField({ about: 'Telephone number with country code, for whoever brings it', max: 30, optional: true })
  phone?: string;
}

/** Throws `validation_failed` for a country that there is not, and for a postal code or number that cannot be one there. */
export function refuseWrongAddress(field: string, { country, postalCode, phone }: Address): void {
  const wrong = (of: keyof Address, rule: string, message: string) =>
    invalidInput({ field: `${field}.${of}`, rule, message });
  if (country !== country.toUpperCase() || !isISO31661Alpha2(country))
    throw wrong('country', 'country', `${field}.country is an ISO 3166-1 alpha-2 code, such as DE.`);
  if (!fits(country, postalCode ?? ''))
    throw wrong('postalCode', 'postalCode', `${field}.postalCode is a postal code of ${country}.`);
  if (phone !== undefined && !isPhoneNumber(phone))
    throw wrong(
      'phone',
      'phone',
      `${field}.phone is a telephone number with its country code, such as +49 30 901820.`,
    );
}

/** Whether it can be a postal code of the country; anything can be one where the library does not know what they look like. */
function fits(country: string, postalCode: string): boolean {
  try {
    return isPostalCode(postalCode, country as Parameters<typeof isPostalCode>[1]);
  } catch {
    return true;
  }
}
