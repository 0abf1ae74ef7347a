export { recordsScreens } from './records.screens.js';
