import { countText, durationText, sizeText } from '@carenode/ui';

/** How far something was at a moment. */
export interface ProgressSample {
  /** Milliseconds. */
  readonly at: number;
  readonly bytes: number;
  readonly records: number;
}

/** Long enough that one slow batch is no standstill, short enough that the rate is that of now. */
const WINDOW_MS = 15_000;
const LEAST_MS = 1_500;

/** The samples of the last seconds, with a new one. A progress that went back begins anew. */
export function withSample(samples: readonly ProgressSample[], sample: ProgressSample): ProgressSample[] {
  const last = samples[samples.length - 1];
  if (last && (sample.bytes < last.bytes || sample.records < last.records)) return [sample];
  return [...samples.filter(({ at }) => sample.at - at <= WINDOW_MS), sample];
}

/** Records and bytes a second over the samples; null while too little is known. */
export function rateOf(
  samples: readonly ProgressSample[],
): { readonly bytes: number; readonly records: number } | null {
  const [first, last] = [samples[0], samples[samples.length - 1]];
  if (!first || !last || last.at - first.at < LEAST_MS) return null;
  const seconds = (last.at - first.at) / 1000;
  return { bytes: (last.bytes - first.bytes) / seconds, records: (last.records - first.records) / seconds };
}

/** `3.9 MB of 12.0 MB · 40,000 records · 12,000 a second · about 20 seconds left`, as far as it is known. */
export function progressText(
  { bytes, records }: Pick<ProgressSample, 'bytes' | 'records'>,
  total: number,
  rate: ReturnType<typeof rateOf>,
): string {
  const left = rate && rate.bytes > 0 ? (total - bytes) / rate.bytes : null;
  return [
    `${sizeText(bytes)} of ${sizeText(total)}`,
    records > 0 && `${countText(records)} records`,
    rate && rate.records >= 1 && `${countText(Math.round(rate.records))} a second`,
    left !== null && left >= 1 && `about ${durationText(left)} left`,
  ]
    .filter(Boolean)
    .join(' · ');
}

/** From 0 to 100, never 100 before it is over. */
export function percentOf(bytes: number, total: number): number {
  return total > 0 ? Math.min(99, Math.floor((bytes / total) * 100)) : 0;
}
