import type { ImportProgress } from '@carenode/patient-data-contract';

import type { Terminal } from '../../terminal/terminal.js';

const CELLS = 20;
const REDRAW_MS = 100;
const LINE_EVERY_MS = 5_000;
const MIB = 1024 * 1024;

/** How far an import is: one line that is drawn over on a terminal, else a plain line every few seconds. */
export class ImportBar {
  private readonly begun = Date.now();
  private shownAt = 0;

  constructor(private readonly terminal: Terminal) {}

  show(progress: ImportProgress): void {
    const now = Date.now();
    const every = this.terminal.isLive ? REDRAW_MS : LINE_EVERY_MS;
    if (this.shownAt === 0 && !this.terminal.isLive) this.shownAt = now;
    if (now - this.shownAt < every) return;
    this.shownAt = now;
    const text = progressText(progress, (now - this.begun) / 1000);
    if (this.terminal.isLive) this.terminal.live(`${bar(progress)} ${text}`);
    else this.terminal.note(text);
  }

  clear(): void {
    this.terminal.live('');
  }
}

/** `12 % · 120.0 of 1000.0 MiB · 456,000 records · 41,000/s · 1:20 left` */
export function progressText(progress: ImportProgress, seconds: number): string {
  const { bytesRead, bytesTotal, recordsDone } = progress;
  const share = shareOf(progress);
  const rate = seconds > 0 ? Math.round(recordsDone / seconds) : 0;
  const left = share > 0 ? (seconds * (1 - share)) / share : undefined;
  return [
    `${Math.floor(100 * share)} %`,
    `${(bytesRead / MIB).toFixed(1)} of ${(bytesTotal / MIB).toFixed(1)} MiB`,
    `${recordsDone.toLocaleString('en-US')} records`,
    `${rate.toLocaleString('en-US')}/s`,
    ...(left === undefined ? [] : [`${clock(left)} left`]),
  ].join(' · ');
}

/** Of what is read, what is not stored yet is not done. */
function shareOf({ bytesRead, bytesTotal, recordsRead, recordsDone }: ImportProgress): number {
  if (bytesTotal === 0) return 1;
  const stored = recordsRead > 0 ? Math.min(1, recordsDone / recordsRead) : 1;
  return Math.min(1, (bytesRead / bytesTotal) * stored);
}

function bar(progress: ImportProgress): string {
  const full = Math.round(CELLS * shareOf(progress));
  return `[${'#'.repeat(full)}${'.'.repeat(CELLS - full)}]`;
}

function clock(seconds: number): string {
  const whole = Math.ceil(seconds);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`;
}
