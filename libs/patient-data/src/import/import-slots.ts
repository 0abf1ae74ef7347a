import { patientDataErrors } from '../patient-data.errors.js';

/** Bounds what sending of files takes of a process. */
export class ImportSlots {
  private held = 0;

  constructor(private readonly most: number) {}

  /** Room for one file, until the returned function is called; throws `import_busy` when there is none. */
  hold(): () => void {
    if (this.held >= this.most) throw patientDataErrors.import_busy({}, { headers: { 'retry-after': '5' } });
    this.held++;
    let open = true;
    return () => {
      if (open) this.held--;
      open = false;
    };
  }
}
