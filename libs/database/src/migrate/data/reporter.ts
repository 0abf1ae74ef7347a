import type { MigratorSession } from '../session.js';
import type { DataProgress } from './progress.js';

const LINE_MS = 10_000;
const LIVE_MS = 200;

/** `1,234,567`. */
export function grouped(number: number): string {
  return Math.round(number).toLocaleString('en');
}

/** Says how far a run is: often on the live line, now and then in the log. */
export class Reporter {
  private readonly began = performance.now();
  private readonly passedBefore: number;
  private lastLine = performance.now();
  private lastLive = 0;

  constructor(
    private readonly session: MigratorSession,
    private readonly what: string,
    private readonly progress: DataProgress,
  ) {
    this.passedBefore = progress.passed + progress.restored;
    if (progress.passed > 0) session.options.log?.(`${what} goes on after ${grouped(progress.passed)} rows`);
  }

  tell(): void {
    const now = performance.now();
    if (now - this.lastLive > LIVE_MS) {
      this.session.options.live?.(this.line());
      this.lastLive = now;
    }
    if (now - this.lastLine > LINE_MS) {
      this.session.options.log?.(this.line());
      this.lastLine = now;
    }
  }

  end(): void {
    this.session.options.live?.('');
    const { passed, restored } = this.progress;
    if (passed + restored > 0) this.session.options.log?.(this.line());
  }

  private line(): string {
    const { passed, estimate, seen, changed, restored, left } = this.progress;
    const seconds = Math.max((performance.now() - this.began) / 1000, 0.001);
    const rate = (passed + restored - this.passedBefore) / seconds;
    const parts = [
      ...(restored > 0 ? [`${grouped(restored)} given back`] : []),
      ...(passed > 0
        ? [
            `${grouped(passed)} of about ${grouped(Math.max(estimate, passed))} rows`,
            `${grouped(seen)} looked at`,
            `${grouped(changed)} changed`,
          ]
        : []),
      ...Object.entries(left).map(([reason, count]) => `${grouped(count)} left: ${reason}`),
      `${grouped(rate)} rows/s`,
    ];
    return `${this.what}: ${parts.join(', ')}`;
  }
}
