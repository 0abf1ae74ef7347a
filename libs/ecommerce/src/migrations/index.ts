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
import { TraceLots } from './0020-trace-lots.js';

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
  TraceLots,
] as const;
