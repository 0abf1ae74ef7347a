import { setting } from '@carenode/module-kit';

export const patientDataSettings = {
  maxImportBytes: setting.integer({
    default: 4 * 1024 ** 3,
    min: 1024,
    max: 64 * 1024 ** 3,
    help: 'Largest file that can be imported, in bytes; it is kept on disk while it is read.',
  }),
} as const;
