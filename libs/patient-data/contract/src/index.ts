export { Imports } from './imports.js';
export type {
  ImportOptions,
  ImportOutcome,
  ImportProgress,
  ImportQuestion,
  ImportReport,
  RecordCounts,
  RowCounts,
  RowKind,
} from './imports.js';
export { ReferenceFoods } from './reference-foods.js';
export type { ReferenceFoodCounts, ReferenceFoodReport, RefusedFoodLine } from './reference-foods.js';
export { Timeline } from './timeline.js';
export type { TimelineKind } from './timeline.js';
