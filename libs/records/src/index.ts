export { default } from './records.manifest.js';
