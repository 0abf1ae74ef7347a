export { default } from './patient-data.manifest.js';
