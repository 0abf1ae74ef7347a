/** How an import stands, in a word. */
export const STATUS_BADGES: Readonly<Record<string, { readonly color: string; readonly label: string }>> = {
  running: { color: 'care', label: 'Running' },
  done: { color: 'green', label: 'Done' },
  refused: { color: 'red', label: 'Refused' },
  failed: { color: 'red', label: 'Failed' },
  interrupted: { color: 'yellow', label: 'Interrupted' },
};
