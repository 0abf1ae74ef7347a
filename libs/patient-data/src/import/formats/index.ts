import type { ImportFormat } from '../format/import-format.js';
import { appleHealth } from './apple-health.format.js';
import { cronometer } from './cronometer.format.js';
import { dexcomClarity } from './dexcom-clarity.format.js';
import { fhirR4 } from './fhir-r4.format.js';
import { fitabase } from './fitabase.format.js';
import { fitbitAccount } from './fitbit-account.format.js';
import { fitbitWebApi } from './fitbit-web-api.format.js';
import { garminFit } from './garmin-fit.format.js';
import { genericCsv } from './generic-csv.format.js';
import { libreView } from './libreview.format.js';
import { openMHealth } from './open-mhealth.format.js';

/** All formats, in the order they are asked whether a file is theirs: the specific before the generic. */
export const FORMATS: readonly ImportFormat[] = [
  appleHealth,
  garminFit,
  fhirR4,
  openMHealth,
  fitbitAccount,
  fitbitWebApi,
  fitabase,
  dexcomClarity,
  libreView,
  cronometer,
  genericCsv,
];
