import { USER_TYPE_LABELS, type UserType } from '@carenode/ui';

export const userTypeOptions = (Object.keys(USER_TYPE_LABELS) as UserType[]).map((value) => ({
  value,
  label: USER_TYPE_LABELS[value],
}));
