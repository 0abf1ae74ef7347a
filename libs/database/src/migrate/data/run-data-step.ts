import type { MigratorSession } from '../session.js';
import type { DataStep } from '../steps.js';

export function runDataStep(_session: MigratorSession, step: DataStep): Promise<void> {
  return Promise.reject(new Error(`${step.key} changes rows, which this version cannot do yet.`));
}

export function undoDataStep(_session: MigratorSession, step: DataStep): Promise<void> {
  return Promise.reject(new Error(`${step.key} changes rows, which this version cannot do yet.`));
}
