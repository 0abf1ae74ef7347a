/** What operators' tools need beyond the migrator itself; a host does not load it. */
export { withScratch } from './scratch/scratch-database.js';
export type { ScratchDatabase } from './scratch/scratch-database.js';
