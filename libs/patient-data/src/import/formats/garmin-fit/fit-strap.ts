import type { ReadMeasurement } from '../../format/read-rows.js';
import { VARIABLES } from '../../format/variables.js';
import type { FitContext } from './fit-context.js';
import { instantOf, numberOf, numbersOf, type FitMessage } from './fit-message.js';

const TICKS = 1024;
const LOW = 0x1000;

/**
 * Heart rates that a chest strap kept while it had no connection (swimming): `hr` messages apart from `record`. Their times
 * are ticks of 1/1024 s; the first message tells the instant of its tick, later ones the low 12 bits of theirs.
 */
export class StrapHeartRates {
  private start: { readonly seconds: number; readonly tick: number } | undefined;
  private tick: number | undefined;

  /** Undefined when nothing in the file so far tells the time of this message. */
  rowsOf(message: FitMessage, context: FitContext): readonly ReadMeasurement[] | undefined {
    const ticks = this.ticksOf(message);
    const [first] = ticks;
    if (message.seconds !== null && first !== undefined) {
      const fraction = (numberOf(message, 0) ?? 0) / 32768 + (numberOf(message, 1) ?? 0) / 256;
      this.start = { seconds: message.seconds + fraction, tick: first };
    }
    const { start } = this;
    if (!start || first === undefined) return undefined;
    const rows: ReadMeasurement[] = [];
    const rates = numbersOf(message, 6);
    ticks.forEach((tick, n) => {
      const rate = rates[n];
      const at = instantOf(start.seconds + (tick - start.tick) / TICKS);
      if (rate && at !== undefined) rows.push(context.row(VARIABLES.heartRate, '/min', String(rate), at));
    });
    return rows;
  }

  private ticksOf(message: FitMessage): number[] {
    const told = numbersOf(message, 9).filter((tick) => tick !== null);
    if (told.length > 0) {
      this.tick = told.at(-1);
      return told;
    }
    if (this.tick === undefined) return [];
    const ticks: number[] = [];
    const bytes = numbersOf(message, 10);
    for (let n = 0; n + 2 < bytes.length; n += 3) {
      const [a, b, c] = [bytes[n] ?? 0, bytes[n + 1] ?? 0, bytes[n + 2] ?? 0];
      for (const low of [a | ((b & 0x0f) << 8), (b >> 4) | (c << 4)]) {
        const before: number = this.tick;
        this.tick = before - (before % LOW) + low + (low < before % LOW ? LOW : 0);
        ticks.push(this.tick);
      }
    }
    return ticks;
  }
}
