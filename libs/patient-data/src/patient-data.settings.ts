import { setting } from '@carenode/module-kit';

export const patientDataSettings = {
  maxImportBytes: setting.integer({
    default: 32 * 1024 * 1024,
    min: 1024,
    max: 128 * 1024 * 1024,
    help: 'Largest file that can be imported, in bytes; it is held in memory while it is read.',
  }),
} as const;
