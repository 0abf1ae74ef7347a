export { default } from './identity.manifest.js';
