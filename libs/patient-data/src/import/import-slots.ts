import { patientDataErrors } from '../patient-data.errors.js';

/**
 * Bounds what imports take of a process: so many files may be held in memory, and so many of these are read and stored
 * at once while the others wait in line.
 */
export class ImportSlots {
  private held = 0;
  private working = 0;
  private readonly waiting: (() => void)[] = [];

  constructor(
    private readonly mostHeld: number,
    private readonly mostAtOnce: number,
  ) {}

  /** Room for one file, until the returned function is called; throws `import_busy` when there is none. */
  hold(): () => void {
    if (this.held >= this.mostHeld)
      throw patientDataErrors.import_busy({}, { headers: { 'retry-after': '5' } });
    this.held++;
    let open = true;
    return () => {
      if (open) this.held--;
      open = false;
    };
  }

  /** Runs `work` when it is its turn. */
  async inTurn<T>(work: () => Promise<T>): Promise<T> {
    if (this.working >= this.mostAtOnce) await new Promise<void>((resolve) => this.waiting.push(resolve));
    else this.working++;
    try {
      return await work();
    } finally {
      const next = this.waiting.shift();
      if (next) next();
      else this.working--;
    }
  }
}
