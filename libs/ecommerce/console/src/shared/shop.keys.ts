/** Everything of the shop that is read has a key that begins so. */
export const SHOP = ['shop'] as const;
export const ORDERS = [...SHOP, 'orders'] as const;
export const CART = [...SHOP, 'cart'] as const;
export const PRODUCTS = [...SHOP, 'products'] as const;
export const LOTS = [...SHOP, 'lots'] as const;
export const PRESCRIPTIONS = [...SHOP, 'prescriptions'] as const;
