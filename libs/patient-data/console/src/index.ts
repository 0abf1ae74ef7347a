export { patientDataScreens } from './patient-data.screens.js';
