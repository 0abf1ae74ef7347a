export { readConfiguration } from '../configuration/configuration.js';
export type { Configuration } from '../configuration/configuration.js';
export { runningHost, takeHostLock } from './host-lock.js';
export type { HostLock, RunningHost } from './host-lock.js';
export { leaveInstance, locateInstance } from './locate-instance.js';
export type { InstanceAddress } from './locate-instance.js';
