export { ProductCatalogue } from './products.js';
export type { ProductImportOptions, ProductImportReport, RefusedProduct } from './products.js';
export { RecallImports } from './recalls.js';
export type { RecallImportProgress, RecallImportReport, RecallSummary, RefusedRecall } from './recalls.js';
export { StockBook } from './stock-book.js';
export type { StockCheck, StockDifference } from './stock-book.js';
