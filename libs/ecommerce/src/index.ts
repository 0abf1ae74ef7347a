export { default } from './ecommerce.manifest.js';
