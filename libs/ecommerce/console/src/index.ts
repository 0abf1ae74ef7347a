export { ecommerceScreens } from './ecommerce.screens.js';
