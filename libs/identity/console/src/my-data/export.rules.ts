import { dayText, momentText, sizeText } from '@carenode/ui';

import type { DataExport, Job } from './my-data.queries.js';

type Told = Pick<DataExport, 'status' | 'byteCount' | 'expiresAt' | 'createdAt'>;

/** Is the file being made, or about to be? */
export function isUnderWay({ status }: Pick<DataExport, 'status'>): boolean {
  return status === 'queued' || status === 'running';
}

const BADGES: Readonly<Record<string, { readonly label: string; readonly color: string }>> = {
  queued: { label: 'Waiting', color: 'yellow' },
  running: { label: 'Being made', color: 'yellow' },
  ready: { label: 'Ready', color: 'green' },
  failed: { label: 'Failed', color: 'red' },
  cancelled: { label: 'Cancelled', color: 'gray' },
  expired: { label: 'No longer kept', color: 'gray' },
};

export function badgeOf(status: string): { readonly label: string; readonly color: string } {
  return BADGES[status] ?? { label: status, color: 'gray' };
}

/** When it was asked for and, of a file that is there, how large it is and until when it is kept. */
export function exportText({ status, byteCount, expiresAt, createdAt }: Told): string {
  const asked = `Asked for on ${momentText(createdAt)}`;
  if (status !== 'ready' || byteCount === null) return asked;
  return `${asked} · ${sizeText(byteCount)} · kept until ${dayText(expiresAt)}`;
}

/** The share that is done, in whole percent; null while it is not known. */
export function percentDone(job: Pick<Job, 'progressDone' | 'progressTotal'> | undefined): number | null {
  const { progressDone = 0, progressTotal = null } = job ?? {};
  if (progressTotal === null || progressTotal <= 0) return null;
  return Math.min(100, Math.floor((progressDone / progressTotal) * 100));
}

/** Is there a request for deletion that can still be taken back? */
export function isWaiting(request: { readonly status: string } | null): boolean {
  return request?.status === 'requested';
}
