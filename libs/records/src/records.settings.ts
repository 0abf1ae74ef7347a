import { setting } from '@carenode/module-kit';

export const recordsSettings = {
  timeZone: setting.text({
    default: 'UTC',
    max: 64,
    help: 'IANA time zone whose days count for measurements that tell no zone, of patients who have not said where they were.',
  }),
} as const;
