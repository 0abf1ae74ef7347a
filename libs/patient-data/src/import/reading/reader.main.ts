import { FORMATS } from '../formats/index.js';
import { serveReader } from './reader-process.js';

// A process of its own, without rights: whatever a file may make of it, there is nothing to find.

serveReader(FORMATS);
