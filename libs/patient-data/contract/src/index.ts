export { FhirImports } from './fhir-imports.js';
export type {
  CompletedImport,
  EntryNote,
  ImportProgress,
  ImportReport,
  RowCounts,
  StoredType,
} from './fhir-imports.js';
