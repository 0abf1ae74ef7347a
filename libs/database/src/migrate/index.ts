/** What operators' tools need beyond the migrator itself; a host does not load it. */
export { withScratch } from './scratch/scratch-database.js';
export type { ScratchDatabase } from './scratch/scratch-database.js';
export { describeSteps } from './document/describe-steps.js';
export type { StepDescription } from './document/describe-steps.js';
export { migrationsDocument } from './document/migrations-document.js';
export type { TestsOf } from './document/migrations-document.js';
export { schemaDocument } from './document/schema-document.js';
export { schemaFacts } from './document/schema-facts.js';
