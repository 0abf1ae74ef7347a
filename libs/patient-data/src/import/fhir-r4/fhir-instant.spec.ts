import { describe, expect, it } from '@jest/globals';
import { isBefore, readInstant } from './fhir-instant.js';
import type { Instant } from './fhir-records.js';

function instant(text: string): Instant {
  const read = readInstant(text);
  if ('rule' in read) throw new Error(read.rule);
  return read;
}

describe('readInstant', () => {
  it.each([
    ['2015', '2015-01-01T00:00:00Z', null, 'year'],
    ['2016-10', '2016-10-01T00:00:00Z', null, 'month'],
    ['2022-01-04', '2022-01-04T00:00:00Z', null, 'day'],
    ['2000-02-29', '2000-02-29T00:00:00Z', null, 'day'],
    ['2015-10-10T09:15:00+01:00', '2015-10-10T08:15:00Z', 60, 'second'],
    ['2015-10-10T09:15:00-0330', '2015-10-10T12:45:00Z', -210, 'second'],
    ['2015-10-10T09:15:00-00:00', '2015-10-10T09:15:00Z', 0, 'second'],
    ['1996-07-06T02:39:21.251+00:00', '1996-07-06T02:39:21.251Z', 0, 'second'],
    ['1996-07-06T02:39:21.251Z', '1996-07-06T02:39:21.251Z', 0, 'second'],
    ['2020-01-01T00:00:00.000001Z', '2020-01-01T00:00:00.000001Z', 0, 'second'],
    ['2020-01-01T00:00:00.123456789Z', '2020-01-01T00:00:00.123456Z', 0, 'second'],
    ['2020-01-01T00:00:00.5+14:00', '2019-12-31T10:00:00.5Z', 840, 'second'],
    ['2016-12-31T23:59:60Z', '2017-01-01T00:00:00Z', 0, 'second'],
    ['2020-01-01T10:30', '2020-01-01T10:30:00Z', null, 'second'],
    ['2020-01-01T10:30:15', '2020-01-01T10:30:15Z', null, 'second'],
    ['1900-01-01', '1900-01-01T00:00:00Z', null, 'day'],
    ['2200-12-31', '2200-12-31T00:00:00Z', null, 'day'],
  ])('reads %s', (text, at, offsetMinutes, precision) => {
    expect(readInstant(text)).toEqual({ at, offsetMinutes, precision, text });
  });

  it.each([
    ['0000-01-01', 'between the years'],
    ['1899-12-31', 'between the years'],
    ['2201-01-01T00:00:00Z', 'between the years'],
    ['9999-12-31', 'between the years'],
    ['2023-02-29', 'exist'],
    ['2023-13-01', 'exist'],
    ['2023-00', 'exist'],
    ['2023-04-31', 'exist'],
    ['2023-04-01T24:00:00Z', 'exist'],
    ['2023-04-01T10:60:00Z', 'exist'],
    ['2023-04-01T10:00:61Z', 'exist'],
    ['2023-04-01T10:00:00+15:00', 'offset'],
    ['2023-04-01 10:00:00Z', 'FHIR date'],
    ['01/04/2023', 'FHIR date'],
    ['20230401', 'FHIR date'],
    ['2023-4-1', 'FHIR date'],
    ['-2023-04-01', 'FHIR date'],
    ['+02023-04-01', 'FHIR date'],
    ['today', 'FHIR date'],
    ['', 'FHIR date'],
  ])('refuses %j', (text, words) => {
    expect(readInstant(text)).toEqual({ rule: expect.stringContaining(words) });
  });

  it('gives a moment that every engine reads as the same', () => {
    expect(Date.parse(instant('2015-10-10T09:15:00.25+05:45').at)).toBe(
      Date.parse('2015-10-10T09:15:00.250+05:45'),
    );
  });
});

describe('isBefore', () => {
  it('compares only what is equally exact', () => {
    expect(isBefore(instant('2013-04-01'), instant('2013-04-05'))).toBe(true);
    expect(isBefore(instant('2013-04-05'), instant('2013-04-01'))).toBe(false);
    expect(isBefore(instant('2013'), instant('2013-04-05'))).toBe(false);
  });
});
