const COLUMNS =
  'Index,Timestamp (YYYY-MM-DDThh:mm:ss),Event Type,Event Subtype,Patient Info,Device Info,Source Device ID,' +
  'Glucose Value (mg/dL),Insulin Value (u),Carb Value (grams),Duration (hh:mm:ss),' +
  'Glucose Rate of Change (mg/dL/min),Transmitter Time (Long Integer),Transmitter ID';

/** A Dexcom Clarity export of so many readings, one every five minutes; it does not tell its time zone. */
export function clarityFile(readings: number, first = 0): string {
  const lines = Array.from({ length: readings }, (_, index) => {
    const number = first + index;
    const at = new Date(Date.UTC(2020, 0, 1) + number * 300_000).toISOString().slice(0, 19).replace('T', ' ');
    return `${number + 1},${at},EGV,,,,android G6,${80 + (number % 90)},,,,,${4_000_000 + number * 300},HBRPOI`;
  });
  return [COLUMNS, ...lines, ''].join('\n');
}
