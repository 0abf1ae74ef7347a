/** A kind of file that can be read, and how people come by it. */
export interface ReadableFormat {
  /** As imports name it. */
  readonly id: string;
  readonly title: string;
  /** What is in such a file. */
  readonly holds: string;
  readonly steps: readonly string[];
}

/** All formats that imports read, in the order in which most people look for them. */
export const READABLE_FORMATS: readonly ReadableFormat[] = [
  {
    id: 'apple-health',
    title: 'Apple Health',
    holds:
      'Steps, heart rate, sleep, workouts and all else of the Health app: export.zip, or the XML file in it.',
    steps: [
      'On the iPhone open the Health app and tap your picture at the top right.',
      'Scroll down and tap “Export All Health Data”, then “Export”.',
      'Wait (years of data take some minutes), then save the zip file or send it to this device.',
    ],
  },
  {
    id: 'fitbit-account',
    title: 'Fitbit account',
    holds: 'Everything of a Fitbit account: the zip of Google Takeout, or the older one of Fitbit.',
    steps: [
      'Open takeout.google.com with the account that Fitbit uses.',
      'Choose “Deselect all”, then tick Fitbit.',
      'Create the export and download the zip once the mail says that it is ready.',
    ],
  },
  {
    id: 'fitabase',
    title: 'Fitabase',
    holds: 'CSV tables of Fitbit data as studies give them out.',
    steps: ['Ask the study for your export.', 'Drop the zip or one of its CSV files here.'],
  },
  {
    id: 'fitbit-web-api',
    title: 'Fitbit Web API',
    holds: 'Answers of the Fitbit Web API, saved as JSON.',
    steps: ['Save the answers of the tool that asks the API as JSON files; a zip of them is best.'],
  },
  {
    id: 'garmin-fit',
    title: 'Garmin and other FIT files',
    holds: 'Activities and daily monitoring of Garmin, Wahoo, Suunto, Coros and others.',
    steps: [
      'For one activity: open it in Garmin Connect on the web, then the gear, then “Export file”.',
      'For all: garmin.com → Account → “Export your data”; the mail links to a zip.',
    ],
  },
  {
    id: 'libreview',
    title: 'LibreView (FreeStyle Libre)',
    holds: 'Glucose, insulin, food and notes of a FreeStyle Libre sensor: a CSV table.',
    steps: [
      'Sign in at libreview.com.',
      'In the glucose history choose “Download glucose data” at the top right.',
      'Drop the CSV file here. It tells no time zone: you will be asked for it.',
    ],
  },
  {
    id: 'dexcom-clarity',
    title: 'Dexcom Clarity',
    holds: 'Glucose, insulin and carbohydrates of a Dexcom sensor: a CSV table.',
    steps: [
      'Sign in at clarity.dexcom.com.',
      'Choose the days, then the export button next to them, then CSV.',
    ],
  },
  {
    id: 'cronometer',
    title: 'Cronometer',
    holds: 'Food with its nutrients, exercise and biometrics: CSV tables.',
    steps: [
      'Sign in at cronometer.com and open the menu “More”, then “Account”.',
      'Choose “Export data”, then the days and the table; “Servings” and “Biometrics” tell most.',
    ],
  },
  {
    id: 'fhir-r4',
    title: 'Clinic or health app (FHIR)',
    holds:
      'Conditions, medication, laboratory values: FHIR R4 bundles, patient summaries, bulk exports (NDJSON).',
    steps: [
      'In the portal of your clinic look for “Download my record” or “Share my record”.',
      'Choose FHIR or JSON; an International Patient Summary is read too.',
    ],
  },
  {
    id: 'open-mhealth',
    title: 'Open mHealth',
    holds: 'Data points in the Open mHealth schemas: JSON.',
    steps: ['Export the data points of your app as JSON.'],
  },
  {
    id: 'generic-csv',
    title: 'Any other table (CSV)',
    holds: 'Columns with a time and values. You are asked once what they are.',
    steps: [
      'Save the table as CSV: in a spreadsheet, “Save as” or “Download”, then CSV.',
      'Name its source before you send it: then what you say about the columns is kept for the next file.',
    ],
  },
];

/** What people call a format; its id when it is new. */
export function formatTitle(id: string): string {
  return READABLE_FORMATS.find((format) => format.id === id)?.title ?? id;
}
