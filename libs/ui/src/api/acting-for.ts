/** The patient for whom the person at the browser acts. */
export interface ActingFor {
  readonly id: string;
  readonly name: string;
}

const KEY = 'carenode-acting-for';
const ENDED_KEY = 'carenode-acting-ended';

/** For whom this tab acts; null: for whoever is signed in. */
export function actingFor(): ActingFor | null {
  const kept = read(KEY);
  if (kept === null) return null;
  try {
    const { id, name } = JSON.parse(kept) as Partial<ActingFor>;
    return typeof id === 'string' && typeof name === 'string' ? { id, name } : null;
  } catch {
    return null;
  }
}

/** From the next request on, this tab acts for the patient; null: for whoever is signed in. */
export function actFor(patient: ActingFor | null): void {
  write(ENDED_KEY, null);
  write(KEY, patient && JSON.stringify({ id: patient.id, name: patient.name }));
}

/** The instance said that this person may no longer act for the patient: stops, and keeps the name for a notice. */
export function actingWasEnded(): void {
  const ended = actingFor();
  write(KEY, null);
  if (ended) write(ENDED_KEY, ended.name);
}

/** For whom this tab acted until the instance ended it; null once the notice was put away. */
export function endedActing(): string | null {
  return read(ENDED_KEY);
}

export function forgetEndedActing(): void {
  write(ENDED_KEY, null);
}

// Storage may be closed to the page. Then nothing is remembered, and everybody acts for themselves.
function read(key: string): string | null {
  try {
    return sessionStorage.getItem(key);
  } catch {
    return null;
  }
}

function write(key: string, value: string | null): void {
  try {
    if (value === null) sessionStorage.removeItem(key);
    else sessionStorage.setItem(key, value);
  } catch {
    // See above.
  }
}
