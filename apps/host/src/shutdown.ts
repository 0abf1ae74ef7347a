import { exitProcess } from '@carenode/runtime/exit-process';

/** Ends something. `now` aborts when there is no more time to be polite. */
export type Ending = (now: AbortSignal) => Promise<void> | void;

/** npm and the terminal may both pass on one Ctrl-C; only what comes later is a second one. */
const ECHO_MS = 500;
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** What must be ended before the process may exit, last begun first; whatever makes it exit. */
export class Shutdown {
  private readonly endings: Ending[] = [];
  private readonly hurry = new AbortController();
  private ending: Promise<never> | undefined;

  constructor(private readonly say: (line: string) => void) {}

  /** True once the process is on its way out: what fails now fails because of that. */
  get begun(): boolean {
    return this.ending !== undefined;
  }

  defer(ending: Ending): void {
    this.endings.push(ending);
  }

  /** A first signal ends politely, a second at once. What nobody caught ends the process too, after the same clean-up. */
  listen(onCrash: (error: unknown) => void): void {
    let first = 0;
    for (const signal of SIGNALS) {
      process.on(signal, () => {
        if (!this.begun) {
          first = performance.now();
          this.say('Stopping (once more: at once).');
        } else if (performance.now() - first > ECHO_MS && !this.hurry.signal.aborted) {
          this.say('Stopping at once.');
          this.hurry.abort();
        }
        void this.end(0);
      });
    }
    for (const event of ['uncaughtException', 'unhandledRejection'] as const) {
      process.on(event, (error: unknown) => {
        if (this.begun) return;
        onCrash(error);
        void this.end(1);
      });
    }
  }

  /** Ends everything and exits. The first caller's exit code counts, unless ending itself fails. */
  end(exitCode: number): Promise<never> {
    this.ending ??= this.run(exitCode);
    return this.ending;
  }

  private async run(exitCode: number): Promise<never> {
    let code = exitCode;
    for (const end of this.endings.toReversed()) {
      try {
        await end(this.hurry.signal);
      } catch (error) {
        this.say((error as Error).message);
        code = 1;
      }
    }
    exitProcess(code);
  }
}

/** Resolves when the work is done, the time is up, or `now` aborts; never rejects for the latter two. */
export async function atMost(milliseconds: number, now: AbortSignal, work: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  let hurry: (() => void) | undefined;
  const over = new Promise<void>((resolve) => {
    hurry = resolve;
    timer = setTimeout(resolve, milliseconds);
    now.addEventListener('abort', hurry);
    if (now.aborted) resolve();
  });
  try {
    await Promise.race([work, over]);
  } finally {
    clearTimeout(timer);
    if (hurry) now.removeEventListener('abort', hurry);
  }
}
