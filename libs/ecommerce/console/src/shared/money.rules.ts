/** An amount of money as whoever reads it is used to: `$12.50`, `12,50 €`; without a currency it is a bare number. */
export function moneyText(amount: number | null, currency: string | null, locale?: string): string {
  if (amount === null) return '–';
  if (currency === null || !/^[A-Z]{3}$/.test(currency)) return amount.toLocaleString(locale);
  return new Intl.NumberFormat(locale, { style: 'currency', currency }).format(amount);
}
