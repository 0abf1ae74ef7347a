import { CreateProducts } from './0001-create-products.js';
import { CreateLots } from './0002-create-lots.js';
import { CreatePrescriptions } from './0003-create-prescriptions.js';
import { CreateCart } from './0004-create-cart.js';
import { CreateOrders } from './0005-create-orders.js';
import { CreatePayments } from './0006-create-payments.js';
import { PlaceOrders } from './0007-place-orders.js';
import {
  CheckLinkedMeasurements,
  IndexLinkedMeasurements,
  LinkMeasurements,
} from './0008-link-measurements.js';
import { SearchProducts } from './0011-search-products.js';
import { CreatePaymentAccounts } from './0015-create-payment-accounts.js';
import { IndexDueRefunds, IndexOpenPayments, SettlePayments } from './0016-settle-payments.js';
import { TraceLots } from './0020-trace-lots.js';
import { CheckRecallHolds, CreateRecalls } from './0030-create-recalls.js';
import { IndexRecalledProducts, MatchRecalls } from './0031-match-recalls.js';
import { CheckCertainty, CheckLotsFromTexts, LotsFromTexts } from './0040-lots-from-texts.js';
import { LotsOfProducts } from './0043-lots-of-products.js';
import { LotsOfPastOrders } from './0044-lots-of-past-orders.js';
import { LinkPastMeasurements } from './0045-link-past-measurements.js';
import { SampleOutcomes } from './0050-sample-outcomes.js';
import { IndexRecallsAtOnce } from './0051-index-recalls-at-once.js';
import { CountStockByIndex } from './0052-count-stock-by-index.js';
import { TakeLockedLots } from './0054-take-locked-lots.js';
import { NoteOrderReads } from './0060-note-order-reads.js';
import { CancelErasedOrders } from './0061-cancel-erased-orders.js';
import { TellCardPayments } from './0062-tell-card-payments.js';
import { TellOutcomesCoarsely } from './0063-tell-outcomes-coarsely.js';
import { CheckNotesOfPayments, NotePayments } from './0064-note-payments.js';

export const migrations = [
  CreateProducts,
  CreateLots,
  CreatePrescriptions,
  CreateCart,
  CreateOrders,
  CreatePayments,
  PlaceOrders,
  LinkMeasurements,
  CheckLinkedMeasurements,
  IndexLinkedMeasurements,
  SearchProducts,
  CreatePaymentAccounts,
  SettlePayments,
  IndexOpenPayments,
  IndexDueRefunds,
  TraceLots,
  CreateRecalls,
  MatchRecalls,
  CheckRecallHolds,
  IndexRecalledProducts,
  LotsFromTexts,
  CheckLotsFromTexts,
  CheckCertainty,
  LotsOfProducts,
  LotsOfPastOrders,
  LinkPastMeasurements,
  SampleOutcomes,
  IndexRecallsAtOnce,
  CountStockByIndex,
  TakeLockedLots,
  NoteOrderReads,
  CancelErasedOrders,
  TellCardPayments,
  TellOutcomesCoarsely,
  NotePayments,
  CheckNotesOfPayments,
] as const;
