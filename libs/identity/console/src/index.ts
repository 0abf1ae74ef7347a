export { ActingForItems } from './delegations/acting-for-items.js';
export { identityScreens } from './identity.screens.js';
export { NotificationBell } from './notifications/notification-bell.js';
