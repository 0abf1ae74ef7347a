/** How an import stands, in a word. */
export const STATUS_BADGES: Readonly<Record<string, { readonly color: string; readonly label: string }>> = {
  waiting: { color: 'yellow', label: 'Has a question' },
  queued: { color: 'gray', label: 'Waits its turn' },
  running: { color: 'care', label: 'Running' },
  done: { color: 'green', label: 'Done' },
  refused: { color: 'red', label: 'Refused' },
  failed: { color: 'red', label: 'Failed' },
  interrupted: { color: 'yellow', label: 'Interrupted' },
  cancelled: { color: 'gray', label: 'Cancelled' },
  undoing: { color: 'care', label: 'Being undone' },
  undone: { color: 'gray', label: 'Undone' },
};

const MOVING: readonly string[] = ['queued', 'running', 'undoing'];
const CANCELLABLE: readonly string[] = ['waiting', 'queued', 'running', 'failed', 'interrupted'];

/** It changes by itself, so that it is worth looking again. */
export const isMoving = (status: string) => MOVING.includes(status);

/** Its patient can still end it; what it stored is taken back then. */
export const isCancellable = (status: string) => CANCELLABLE.includes(status);
