/**
 * Whether a text is the number of a payment card, perhaps in groups: 13 to 19 digits of which the last is the right check
 * digit (Luhn, ISO/IEC 7812-1).
 */
export function isCardNumber(text: string): boolean {
  const digits = text.replace(/[\s.-]/g, '');
  if (!/^\d{13,19}$/.test(digits)) return false;
  const sum = [...digits].reverse().reduce((total, digit, place) => {
    const value = place % 2 === 0 ? Number(digit) : Number(digit) * 2;
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return sum % 10 === 0;
}
