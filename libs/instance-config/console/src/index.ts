export { instanceConfigScreens } from './instance-config.screens.js';
