import type { StepClass } from '@carenode/module-kit';

import { CreateCatalogue } from './0001-create-catalogue.js';
import { AddTreatmentSourceTracking } from './0002-add-treatment-source-tracking.js';
import { CreateVariables } from './0003-create-variables.js';
import { SeedVariables } from './0004-seed-variables.js';
import { CreateMeasurements } from './0005-create-measurements.js';
import { CreatePatientRecords } from './0006-create-patient-records.js';
import { CreateCareTeams } from './0007-create-care-teams.js';
import { CreateTrials } from './0008-create-trials.js';
import { CreateConsents } from './0009-create-consents.js';
import { CreateTrialTeams } from './0010-create-trial-teams.js';
import { OpenRecords } from './0011-open-records.js';
import { CreateRelationExplanations } from './0012-create-relation-explanations.js';
import { KeepUnitTexts } from './0013-keep-unit-texts.js';
import { UnitsToUcum } from './0014-units-to-ucum.js';
import { IndexNewestMemberships } from './0015-index-newest-memberships.js';
import { CoverMeasurementSeries } from './0016-cover-measurement-series.js';
import { DropUncoveredSeries } from './0017-drop-uncovered-series.js';
import { DescribeIndexes } from './0018-describe-indexes.js';
import { CheckImportColumns, ImportColumns } from './0019-import-columns.js';
import { DropCreatedByIndex, FreeCreatedBy } from './0021-free-created-by.js';
import { CreateRecordVersions } from './0022-create-record-versions.js';
import { CreatePatientTimeZones } from './0023-create-patient-time-zones.js';
import { CreateSourceOrders } from './0024-create-source-orders.js';
import { CreateDailyValues } from './0025-create-daily-values.js';
import { MarkAllDays } from './0026-mark-all-days.js';
import { NormaliseValues } from './0028-normalise-values.js';
import { SeedImportVariables } from './0030-seed-import-variables.js';
import { CheckDisplayNames, DisplayNames, NameVariablesPlainly } from './0032-display-names.js';

export const migrations: readonly StepClass[] = [
  CreateCatalogue,
  AddTreatmentSourceTracking,
  CreateVariables,
  SeedVariables,
  CreateMeasurements,
  CreatePatientRecords,
  CreateCareTeams,
  CreateTrials,
  CreateConsents,
  CreateTrialTeams,
  OpenRecords,
  CreateRelationExplanations,
  KeepUnitTexts,
  UnitsToUcum,
  IndexNewestMemberships,
  CoverMeasurementSeries,
  DropUncoveredSeries,
  DescribeIndexes,
  ImportColumns,
  CheckImportColumns,
  FreeCreatedBy,
  CreateRecordVersions,
  CreatePatientTimeZones,
  CreateSourceOrders,
  CreateDailyValues,
  MarkAllDays,
  NormaliseValues,
  SeedImportVariables,
  DropCreatedByIndex,
  DisplayNames,
  CheckDisplayNames,
  NameVariablesPlainly,
];
