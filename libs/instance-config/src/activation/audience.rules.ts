import { type FieldError, invalidInput, isId, USER_TYPES } from '@carenode/module-kit';
import type { Audience } from '@carenode/instance-config-contract';

/** Most profiles one audience names; larger groups are what user types and percentages are for. */
export const MAX_PROFILES = 1000;

const FIELDS = ['userTypes', 'profiles', 'percentage'];

/**
 * The audience in untrusted data, in the form the table keeps: ids in lower case, nothing twice. Throws
 * `validation_failed` that names each wrong field and its rule.
 */
export function readAudience(value: unknown): Audience {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw invalidInput(
      wrong('audience', 'object', 'is an object with userTypes, profiles or percentage, or null'),
    );
  }
  const { userTypes, profiles, percentage } = value as Record<string, unknown>;
  const errors: FieldError[] = Object.keys(value)
    .filter((name) => !FIELDS.includes(name))
    .map((name) =>
      wrong(
        `audience.${name.slice(0, 100)}`,
        'unknown',
        'is not known: an audience has userTypes, profiles and percentage',
      ),
    );
  if (
    userTypes !== undefined &&
    !isListOf(userTypes, USER_TYPES.length, (item) => USER_TYPES.some((type) => type === item))
  ) {
    errors.push(
      wrong('audience.userTypes', 'choice', `is a list of at least one of ${USER_TYPES.join(', ')}`),
    );
  }
  if (profiles !== undefined && !isListOf(profiles, MAX_PROFILES, isId)) {
    errors.push(wrong('audience.profiles', 'isUuid', `is a list of 1 to ${MAX_PROFILES} profile ids`));
  }
  if (percentage !== undefined && !isPercentage(percentage)) {
    errors.push(
      wrong('audience.percentage', 'percentage', 'is a number from 0 to 100 with at most two decimals'),
    );
  }
  const [first, ...others] = errors;
  if (first) throw invalidInput(first, ...others);
  return {
    ...(userTypes === undefined
      ? {}
      : { userTypes: [...new Set(userTypes as NonNullable<Audience['userTypes']>)] }),
    ...(profiles === undefined
      ? {}
      : { profiles: [...new Set((profiles as string[]).map((id) => id.toLowerCase()))] }),
    ...(percentage === undefined ? {} : { percentage: percentage as number }),
  };
}

function isListOf(value: unknown, max: number, check: (item: unknown) => boolean): boolean {
  return Array.isArray(value) && value.length > 0 && value.length <= max && value.every(check);
}

function isPercentage(value: unknown): boolean {
  return typeof value === 'number' && value >= 0 && value <= 100 && Number(value.toFixed(2)) === value;
}

function wrong(field: string, rule: string, message: string): FieldError {
  return { field, rule, message: `${field} ${message}.` };
}
