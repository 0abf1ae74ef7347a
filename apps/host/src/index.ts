export { catalog } from './catalog.js';
export { keepHeapSmall } from './small-heap.js';
