import { setting } from '@carenode/module-kit';

export const ecommerceSettings = {
  currency: setting.text({
    default: 'USD',
    max: 3,
    help: 'Currency of new products that do not name one, as an ISO 4217 code.',
  }),
  reservationMinutes: setting.integer({
    default: 30,
    min: 1,
    max: 43_200,
    help: 'For how many minutes the units of an order that is paid by card are kept while it is not paid.',
  }),
  invoiceDays: setting.integer({
    default: 14,
    min: 1,
    max: 30,
    help: 'For how many days the units of an order that is paid by invoice are kept while it is not paid.',
  }),
  holdWithoutPrescription: setting.boolean({
    default: true,
    help: 'Whether an order that lacks a prescription is held for a review; if not, it is refused.',
  }),
  pictureHosts: setting.text({
    default: '',
    max: 2000,
    help: 'Servers from which browsers may load pictures of products, parted by blanks: cdn.example.com. Each learns who looks at what. Empty: no pictures; https: is any server.',
  }),
} as const;
