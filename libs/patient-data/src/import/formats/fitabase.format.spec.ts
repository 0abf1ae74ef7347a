import { collect, fileAt, fileOf, questionsOf, type Told } from '../../../test/import/collect.js';
import type { ReadMeasurement } from '../format/read-rows.js';
import { fitabase } from './fitabase.format.js';

const FIXTURES = new URL('../../../test/fixtures/fitabase/', import.meta.url).pathname;
const PERSON = '1503960366';
const ANSWERS = { 'time-zone': 'America/Chicago', participant: PERSON };

const daily = () => fileAt(`${FIXTURES}dailyActivity_merged.csv`);
const hourly = () => fileAt(`${FIXTURES}hourlyCalories_merged.csv`, 1000);
const table = (header: string, ...lines: string[]) =>
  fileOf('table.csv', [`Id,${header}`, ...lines.map((line) => `${PERSON},${line}`)].join('\r\n'));
const read = (...files: Parameters<typeof collect>[1][number][]) => collect(fitabase, files, ANSWERS);
const rowsOf = (told: Told, name?: string) =>
  (told.rows as ReadMeasurement[]).filter(
    ({ series }) => name === undefined || series.variable.name === name,
  );
const brief = (told: Told) =>
  rowsOf(told).map(({ series, value, start, end }) => [
    series.variable.name,
    value,
    new Date(start).toISOString(),
    end === null ? null : (end - start) / 60_000,
  ]);
const sum = (rows: readonly ReadMeasurement[]) => rows.reduce((total, { value }) => total + Number(value), 0);
const STEPS = 'Number of steps in unspecified time Pedometer';

describe('Fitabase tables', () => {
  it('asks for the zone and which of 33 people the patient is', async () => {
    const questions = await questionsOf(fitabase, [await daily()]);
    expect(questions.map(({ id }) => id)).toEqual(['time-zone', 'participant']);
    expect(questions[1]?.choices?.length).toBe(33);
    expect(await questionsOf(fitabase, [await daily()], ANSWERS)).toEqual([]);
    const nowhere = await questionsOf(fitabase, [await daily()], {
      ...ANSWERS,
      'time-zone': 'Nowhere/At_all',
    });
    expect(nowhere.map(({ id }) => id)).toEqual(['time-zone']);
    const stranger = await questionsOf(fitabase, [await daily()], { ...ANSWERS, participant: '1' });
    expect(stranger.map(({ id }) => id)).toEqual(['participant']);
  });

  it('reads the days of one person and skips those of the others', async () => {
    const told = await read(await daily());
    expect([told.read, told.added.length, told.skipped]).toEqual([940, 31, { 'other participant': 909 }]);
    expect([sum(rowsOf(told, STEPS)), sum(rowsOf(told, 'Calories burned'))]).toEqual([375_619, 56_309]);
    expect(told.added[0]).toMatchObject({ kind: 'dailyActivity', at: 2 });
    const [first] = rowsOf(told, STEPS);
    expect(first).toMatchObject({ value: '13162', end: Date.parse('2016-04-13T05:00:00Z') });
    expect(first?.start).toBe(Date.parse('2016-04-12T05:00:00Z'));
    expect(first?.series).toMatchObject({
      source: 'Fitbit (daily totals)',
      timeZone: 'America/Chicago',
      unit: '{steps}',
    });
    expect(rowsOf(told, 'Lightly active distance')[0]?.value).toBe('6.05999994277954');
  });

  it('reads everybody by turns: 940 days and 22,099 hours are all told', async () => {
    const [, question] = await questionsOf(fitabase, [await daily()]);
    let [days, steps] = [0, 0];
    for (const { value } of question?.choices ?? []) {
      const told = await collect(fitabase, [await daily()], { ...ANSWERS, participant: value });
      days += told.added.length;
      steps += sum(rowsOf(told, STEPS));
    }
    expect([days, steps]).toEqual([940, 7_179_636]);
    const told = await read(await hourly());
    expect([told.read, told.added.length, sum(rowsOf(told))]).toEqual([22_099, 717, 56_287]);
  });

  it('never tells the same calories by the hour and by the day', async () => {
    const told = await read(await daily(), await hourly());
    const calories = rowsOf(told, 'Calories burned');
    const hours = calories.filter(({ series }) => series.source === 'Fitbit (hourly totals)');
    const days = calories.filter(({ series }) => series.source === 'Fitbit (daily totals)');
    expect([hours.length, days.length]).toEqual([717, 1]);
    // The one day that no hour is told of.
    expect(days[0]?.start).toBe(Date.parse('2016-05-12T05:00:00Z'));
    expect(rowsOf(told, STEPS).length).toBe(31);
  });

  it('skips a day of which nothing is left', async () => {
    const told = await read(
      table('ActivityDay,Calories', '4/12/2016,1985', '4/13/2016,1800'),
      table('ActivityHour,Calories', '4/12/2016 12:00:00 AM,81'),
    );
    expect(told.skipped).toEqual({ 'dailyCalories (told in shorter steps)': 1 });
    expect(told.added.length).toBe(2);
  });

  it('reads dates that a spreadsheet rewrote beside those that it did not, in one column', async () => {
    const told = await read(
      table(
        'ActivityHour,StepTotal',
        '04/12/2016 00:00,1',
        '04/12/2016 13:00,2',
        '4/13/2016 12:00:00 AM,3',
        '4/13/2016 1:00:00 PM,4',
      ),
    );
    expect(rowsOf(told).map(({ value, start }) => [value, new Date(start).toISOString()])).toEqual([
      ['1', '2016-04-12T05:00:00.000Z'],
      ['2', '2016-04-12T18:00:00.000Z'],
      ['3', '2016-04-13T05:00:00.000Z'],
      ['4', '2016-04-13T18:00:00.000Z'],
    ]);
  });

  it('reads 60 columns as 60 minutes', async () => {
    const names = Array.from({ length: 60 }, (_, n) => `Intensity${String(n).padStart(2, '0')}`);
    const told = await read(
      table(`ActivityHour,${names.join()}`, `4/13/2016 11:00:00 PM,${names.map((_, n) => n % 4).join()}`),
    );
    expect(told.read).toBe(1);
    expect(
      ['Sedentary time', 'Light activity time', 'Moderate activity time', 'Vigorous activity time'].map(
        (name) => sum(rowsOf(told, name)),
      ),
    ).toEqual([15, 15, 15, 15]);
    expect(brief(told).at(-1)).toEqual(['Vigorous activity time', '1', '2016-04-14T04:59:00.000Z', 1]);
  });

  it('reads narrow minutes, seconds, METs and sleep', async () => {
    const told = await read(
      table('ActivityMinute,Steps', '4/12/2016 12:01:00 AM,16'),
      table('ActivityMinute,METs', '4/12/2016 12:01:00 AM,10'),
      table('Time,Value', '4/12/2016 7:21:05 AM,97'),
      table('date,value,logId', '4/12/2016 2:47:30 AM,1,11380564589', '4/12/2016 2:48:30 AM,2,11380564589'),
    );
    expect(brief(told)).toEqual([
      [STEPS, '16', '2016-04-12T05:01:00.000Z', 1],
      ['Metabolic equivalents (METs) times 10', '10', '2016-04-12T05:01:00.000Z', null],
      ['Heart rate', '97', '2016-04-12T12:21:05.000Z', null],
      ['Time in bed', '1', '2016-04-12T07:47:30.000Z', 1],
      ['Sleep duration', '1', '2016-04-12T07:47:30.000Z', 1],
      ['Time in bed', '1', '2016-04-12T07:48:30.000Z', 1],
      ['Time restless in bed', '1', '2016-04-12T07:48:30.000Z', 1],
    ]);
  });

  it('tells an exact duplicate twice', async () => {
    const line = '5/5/2016 12:00:00 AM,1,471,495';
    const told = await read(
      table('SleepDay,TotalSleepRecords,TotalMinutesAsleep,TotalTimeInBed', line, line),
    );
    expect(told.added.length).toBe(2);
    expect(told.added[0]?.rows).toEqual(told.added[1]?.rows);
  });

  it('says where a weight was typed by hand without a time, and knows it by its id', async () => {
    const told = await read(
      table(
        'Date,WeightKg,WeightPounds,Fat,BMI,IsManualReport,LogId',
        '5/2/2016 11:59:59 PM,52.5999984741211,115.963146545323,22,22.6499996185303,True,1462233599000',
        '5/3/2016 7:00:00 AM,52.5,115.7,,22.6,False,1.46223E+12',
      ),
    );
    expect(rowsOf(told)[0]).toMatchObject({
      value: '52.5999984741211',
      externalId: 'weightkg-1462233599000',
      notes: 'Typed by hand. No time of day was told.',
    });
    expect(rowsOf(told).map(({ externalId }) => externalId ?? null)).toEqual([
      'weightkg-1462233599000',
      'fat-1462233599000',
      'bmi-1462233599000',
      null,
      null,
    ]);
  });

  it('tells by their order which of two hours is meant when clocks are put back', async () => {
    const times = ['12:59:00 AM', '1:00:00 AM', '1:59:00 AM', '1:00:00 AM', '1:59:00 AM', '2:00:00 AM'];
    const told = await read(
      table('ActivityMinute,Steps', ...times.map((time, n) => `11/6/2016 ${time},${n}`)),
    );
    expect(rowsOf(told).map(({ start }) => new Date(start).toISOString().slice(11, 16))).toEqual([
      '05:59',
      '06:00',
      '06:59',
      '07:00',
      '07:59',
      '08:00',
    ]);
    expect(told.notes.length).toBe(1);
  });

  it('quarantines what is no date or number, and reads small numbers in any notation', async () => {
    const told = await read(
      table(
        'ActivityDate,TotalSteps,TotalDistance,Calories',
        '13/4/2016,1,2,3',
        '4/13/2016,x,,y',
        '4/14/2016,5,9.99E-03,7',
        '4/15/2016,z,1,2',
      ),
    );
    expect(told.quarantined.map(({ at, problem }) => [at, problem.field])).toEqual([
      [2, 'activitydate'],
      [3, 'totalsteps'],
    ]);
    expect(rowsOf(told).map(({ value }) => value)).toEqual(['5', '0.00999', '7', '1', '2']);
    expect(told.notes).toEqual([{ at: 5, problem: { reason: '1 of its values are no numbers' } }]);
  });

  it('is known by its columns in any order, with any mark and delimiter, and not by name', async () => {
    const file = fileOf(
      'x.txt',
      `\uFEFF"Calories";"ActivityHour";"Id"\r\n"81";"4/12/2016 1:00:00 AM";"${PERSON}"\r\n`,
    );
    expect(brief(await read(file))).toEqual([['Calories burned', '81', '2016-04-12T06:00:00.000Z', 60]]);
    expect(fitabase.recognise([fileOf('dailyActivity_merged.csv', 'Id,Name\n1,2\n')])).toEqual([]);
    await expect(collect(fitabase, [file], {})).rejects.toThrow('time zone');
  });
});
