/** The words of a severity from 0 to 10, as numeric rating scales of pain are commonly read. */
export function severityText(severity: number): string {
  if (severity <= 0) return 'none';
  if (severity <= 3) return 'mild';
  if (severity <= 6) return 'moderate';
  return severity < 10 ? 'severe' : 'worst imaginable';
}
