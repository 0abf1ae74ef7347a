export { default } from './instance-config.manifest.js';
