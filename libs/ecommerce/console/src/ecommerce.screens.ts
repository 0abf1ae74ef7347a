import {
  BoxIcon,
  CardIcon,
  CartIcon,
  FileIcon,
  type ModuleScreens,
  SirenIcon,
  TagIcon,
  TruckIcon,
} from '@carenode/ui';
import { lazy } from 'react';

import { shopNotifications } from './notification.rules.js';

export const ecommerceScreens: ModuleScreens = {
  module: 'ecommerce',
  title: 'Shop',
  screens: [
    { path: '/app/shop/*', load: () => import('./shop/shop.page.js'), userTypes: ['patient'] },
    { path: '/app/order-reviews', load: () => import('./reviews/reviews.page.js'), userTypes: ['provider'] },
    { path: '/app/catalogue/*', load: () => import('./catalogue/catalogue.page.js'), userTypes: ['admin'] },
    { path: '/app/stock/*', load: () => import('./stock/stock.page.js'), userTypes: ['admin'] },
    { path: '/app/orders/*', load: () => import('./orders/orders.page.js'), userTypes: ['admin'] },
    { path: '/app/recalls/*', load: () => import('./recalls/recalls.page.js'), userTypes: ['admin'] },
    { path: '/app/payments', load: () => import('./payments/payments.page.js'), userTypes: ['admin'] },
  ],
  navigation: [
    {
      to: '/app/shop',
      label: 'Shop',
      about: 'Order medicines, tests and supplies, and see what you have ordered.',
      icon: CartIcon,
      userTypes: ['patient'],
    },
    {
      to: '/app/order-reviews',
      label: 'Order reviews',
      about: 'Orders of your patients that need a prescription.',
      icon: FileIcon,
      userTypes: ['provider'],
    },
    {
      to: '/app/orders',
      label: 'Orders',
      about: 'What was ordered: payments, parcels and returns.',
      icon: TruckIcon,
      userTypes: ['admin'],
    },
    {
      to: '/app/catalogue',
      label: 'Catalogue',
      about: 'What the shop sells, with prices.',
      icon: TagIcon,
      userTypes: ['admin'],
    },
    {
      to: '/app/stock',
      label: 'Stock',
      about: 'Lots, from the supplier to those who have them.',
      icon: BoxIcon,
      userTypes: ['admin'],
    },
    {
      to: '/app/recalls',
      label: 'Recalls',
      about: 'What authorities recall, which lots are meant, and who has answered.',
      icon: SirenIcon,
      userTypes: ['admin'],
    },
    {
      to: '/app/payments',
      label: 'Payments',
      about: 'How the shop is paid.',
      icon: CardIcon,
      userTypes: ['admin'],
    },
  ],
  notices: [
    {
      userTypes: ['patient'],
      Content: lazy(async () => ({ default: (await import('./shop/recall-notices.js')).RecallNotices })),
    },
  ],
  notifications: shopNotifications,
  recordTabs: [
    {
      path: 'prescriptions',
      label: 'Prescriptions',
      icon: FileIcon,
      userTypes: ['provider'],
      Content: lazy(async () => ({
        default: (await import('./reviews/prescriptions.tab.js')).PrescriptionsTab,
      })),
    },
  ],
  quickLogs: [
    {
      label: 'A treatment',
      Content: lazy(async () => ({ default: (await import('./use/use-form.js')).UseForm })),
    },
  ],
};
