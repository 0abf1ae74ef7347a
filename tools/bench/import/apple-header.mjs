const SAMPLE = 'sourceName! sourceVersion device creationDate startDate! endDate!';
const EYE = [
  'sphere',
  'cylinder',
  'axis',
  'add',
  'vertex',
  'prismAmount',
  'prismAngle',
  'farPD',
  'nearPD',
  'baseCurve',
  'diameter',
]
  .flatMap((name) => [name, `${name}Unit`])
  .join(' ');

/** Elements of an export of version 12 with their content and attributes (`!`: required). */
const ELEMENTS = [
  [
    'HealthData',
    '(ExportDate,Me,(Record|Correlation|Workout|ActivitySummary|ClinicalRecord|Audiogram|VisionPrescription)*)',
    'locale!',
  ],
  ['ExportDate', 'EMPTY', 'value!'],
  [
    'Me',
    'EMPTY',
    ['DateOfBirth!', 'BiologicalSex!', 'BloodType!', 'FitzpatrickSkinType!', 'CardioFitnessMedicationsUse!']
      .map((name) => `HKCharacteristicTypeIdentifier${name}`)
      .join(' '),
  ],
  ['Record', '((MetadataEntry|HeartRateVariabilityMetadataList)*)', `type! unit value ${SAMPLE}`],
  ['Correlation', '((MetadataEntry|Record)*)', `type! ${SAMPLE}`],
  [
    'Workout',
    '((MetadataEntry|WorkoutEvent|WorkoutRoute|WorkoutStatistics)*)',
    `workoutActivityType! duration durationUnit totalDistance totalDistanceUnit totalEnergyBurned totalEnergyBurnedUnit ${SAMPLE}`,
  ],
  ['WorkoutActivity', '((MetadataEntry)*)', 'uuid! startDate! endDate duration durationUnit'],
  ['WorkoutEvent', '((MetadataEntry)*)', 'type! date! duration durationUnit'],
  ['WorkoutStatistics', 'EMPTY', 'type! startDate! endDate! average minimum maximum sum unit'],
  ['WorkoutRoute', '((MetadataEntry|FileReference)*)', SAMPLE],
  ['FileReference', 'EMPTY', 'path!'],
  [
    'ActivitySummary',
    'EMPTY',
    'dateComponents activeEnergyBurned activeEnergyBurnedGoal activeEnergyBurnedUnit appleMoveTime appleMoveTimeGoal appleExerciseTime appleExerciseTimeGoal appleStandHours appleStandHoursGoal',
  ],
  ['MetadataEntry', 'EMPTY', 'key! value!'],
  ['HeartRateVariabilityMetadataList', '(InstantaneousBeatsPerMinute*)', ''],
  ['InstantaneousBeatsPerMinute', 'EMPTY', 'bpm! time!'],
  [
    'ClinicalRecord',
    'EMPTY',
    'type! identifier! sourceName! sourceURL! fhirVersion! receivedDate! resourceFilePath!',
  ],
  ['Audiogram', '((MetadataEntry|SensitivityPoint)*)', `type! ${SAMPLE}`],
  [
    'SensitivityPoint',
    'EMPTY',
    'frequencyValue! frequencyUnit! leftEarValue leftEarUnit rightEarValue rightEarUnit',
  ],
  [
    'VisionPrescription',
    '((RightEye|LeftEye|Attachment|MetadataEntry)*)',
    'type! dateIssued! expirationDate brand',
  ],
  ['RightEye', 'EMPTY', EYE],
  ['LeftEye', 'EMPTY', EYE],
];
const NOTE =
  '<!-- Note: Any Records that appear as children of a correlation also appear as top-level records in this document. -->\n';

/**
 * The beginning of an export as iOS 16 writes it (version 12), with both faults of its DTD: VisionPrescription's attributes
 * are never closed, and lines of another declaration are left over before the end. Strict XML parsers stop there.
 */
export function header(exportedAt) {
  const declarations = ELEMENTS.map(([name, content, attributes]) => {
    const lines = attributes
      .split(' ')
      .filter(Boolean)
      .map((a) => `  ${a.replace('!', '').padEnd(22)} CDATA #${a.endsWith('!') ? 'REQUIRED' : 'IMPLIED'}\n`);
    const end = name === 'VisionPrescription' ? '' : '>\n';
    const list = lines.length > 0 ? `<!ATTLIST ${name}\n${lines.join('')}${end}` : '';
    return `${name === 'Correlation' ? NOTE : ''}<!ELEMENT ${name} ${content}>\n${list}`;
  });
  const left =
    '  device        CDATA #IMPLIED\n<!ELEMENT MetadataEntry EMPTY>\n<!ATTLIST MetadataEntry\n  key   CDATA #IMPLIED\n  value CDATA #IMPLIED\n>\n>\n';
  return (
    `<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE HealthData [\n<!-- HealthKit Export Version: 12 -->\n${declarations.join('')}${left}]>\n` +
    `<HealthData locale="en_US">\n <ExportDate value="${exportedAt}"/>\n` +
    ` <Me HKCharacteristicTypeIdentifierDateOfBirth="1980-01-01" HKCharacteristicTypeIdentifierBiologicalSex="HKBiologicalSexNotSet" HKCharacteristicTypeIdentifierBloodType="HKBloodTypeNotSet" HKCharacteristicTypeIdentifierFitzpatrickSkinType="HKFitzpatrickSkinTypeNotSet" HKCharacteristicTypeIdentifierCardioFitnessMedicationsUse="None"/>\n`
  );
}
