import { parentPort, workerData } from 'node:worker_threads';

import { analyse } from './analysis/analyse.js';
import type { AnalysisOrder } from './analysis.messages.js';

// A thread of its own: takes the days of one person, tells what stands out in them, and ends.

const { record } = workerData as AnalysisOrder;
parentPort?.postMessage(analyse(record));
