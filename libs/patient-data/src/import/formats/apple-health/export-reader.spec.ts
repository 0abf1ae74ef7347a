import { collect, fileOf } from '../../../../test/import/collect.js';
import {
  entry,
  HEAD,
  measured,
  Q,
  C,
  quarantined,
  read,
  reasons,
  record,
  shown,
  TIMES,
} from '../../../../test/import/apple-health.js';
import { appleHealth } from '../apple-health.format.js';

describe('Pitfalls of Apple Health: XML that is none', () => {
  it('reads through the DTD of iOS 16, which never closes one declaration and leaves lines of another', async () => {
    const dtd =
      '<?xml version="1.0"?>\n<!DOCTYPE HealthData [\n<!-- HealthKit Export Version: 12 -->\n<!ELEMENT VisionPrescription EMPTY>\n<!ATTLIST VisionPrescription\n  type CDATA #REQUIRED\n  brand CDATA #IMPLIED\n<!ELEMENT RightEye EMPTY>\n<!ATTLIST RightEye\n  sphere CDATA #IMPLIED\n>\n  device CDATA #IMPLIED\n<!ELEMENT MetadataEntry EMPTY>\n>\n>\n]>\n<HealthData locale="fr_FR">\n';
    const told = await read(record(`${Q}StepCount`, 'unit="count" value="777"'), dtd);
    expect([shown(told), told.added[0]?.at, told.notes]).toEqual([
      [['Number of steps in unspecified time Pedometer', '777', '{steps}', 'sum']],
      18,
      [],
    ]);
  });

  it('counts control characters and attributes told twice, notes each once, and reads on', async () => {
    const told = await read(
      `<Record type="${Q}StepCount" sourceName="My\u000BApp" unit="count" value="1" ${TIMES}/>\n`.repeat(3) +
        `<Workout workoutActivityType="HKWorkoutActivityTypeYoga" ${TIMES}><WorkoutStatistics type="${Q}HeartRate" startDate="2024-01-01 10:00:00 +0200" ${TIMES} average="80" unit="count/min"/></Workout>`,
    );
    expect(measured(told).map(({ series }) => series.source)).toEqual(['My App', 'My App', 'My App']);
    expect(told.notes.map(({ at, problem }) => [at, problem.reason])).toEqual([
      [3, '3 characters are none that XML allows (kept as a blank)'],
      [6, '1 element has an attribute twice; the last one counts'],
    ]);
    expect([told.added.length, told.quarantined]).toEqual([4, []]);
  });

  it('keeps what came before a cut, and quarantines the record that is cut', async () => {
    const whole = `${HEAD}${record(`${Q}StepCount`, 'unit="count" value="1"').repeat(14)}`;
    const cut = async (end: string) => collect(appleHealth, [fileOf('x', whole + end)]);
    const note = 'ends in the middle: the file was cut off; what came before was read';
    const inTag = await cut(' <Record type="HKQuantityTypeIdent');
    expect([inTag.added.length, inTag.quarantined, reasons(inTag)]).toEqual([14, [], [note]]);
    const open = await cut(
      record(`${C}SleepAnalysis`, 'value="HKCategoryValueSleepAnalysisInBed"', '').slice(0, -10),
    );
    expect(quarantined(open)).toEqual([
      [`${C}SleepAnalysis`, 17, undefined, 'is cut off by the end of the file'],
    ]);
    const workout = await cut(
      `<Workout workoutActivityType="HKWorkoutActivityTypeYoga" ${TIMES}><WorkoutEvent`,
    );
    expect([workout.quarantined.map(({ kind }) => kind), workout.read, reasons(workout)]).toEqual([
      ['Workout'],
      15,
      [note],
    ]);
  });

  it('expands no entity, however many are declared', async () => {
    const bomb = Array.from({ length: 30 }, (_, n) => `<!ENTITY e${n + 1} "&e${n};&e${n};">`).join('\n');
    const head = `<!DOCTYPE HealthData [\n<!ENTITY e0 "boom">\n<!ENTITY x SYSTEM "file:///etc/passwd">\n${bomb}\n]>\n<HealthData>\n`;
    const told = await read(
      record(`${Q}StepCount`, 'unit="count" value="1"').replace('Watch', '&e30;&x;') + '&e30;',
      head,
    );
    expect(measured(told)[0]?.series.source).toBe('&e30;&x;');
    expect(reasons(told)).toEqual([
      'the DOCTYPE declares entities; none is expanded',
      '3 references to an entity that is not expanded (kept as written)',
    ]);
  });

  it('leaves out a DOCTYPE of more than 1 MiB and a value that never ends, and goes on behind them', async () => {
    const step = record(`${Q}StepCount`, 'unit="count" value="1"');
    const big = await read(
      step,
      `<!DOCTYPE HealthData [\n${'<!ELEMENT a (b)>\n'.repeat(90_000)}]>\n<HealthData>\n`,
    );
    expect([big.added.map(({ at }) => at), reasons(big)]).toEqual([
      [90_004],
      ['has a DOCTYPE of more than 1 MiB; it was left out'],
    ]);
    const endless = await read(`${step}<Record type="${'x\n'.repeat(300_000)}"/>\n${step}`);
    expect(endless.added.map(({ at }) => at)).toEqual([3, 300_005]);
    expect(quarantined(endless)).toEqual([
      ['HealthData', expect.any(Number), undefined, expect.stringMatching(/^has more than 256 KiB/)],
    ]);
    const inside = await read(
      `<Workout workoutActivityType="HKWorkoutActivityTypeYoga" ${TIMES}>${entry('a', 'x'.repeat(600_000))}</Workout>\n${step}`,
    );
    expect([inside.added.length, inside.quarantined.map(({ kind }) => kind)]).toEqual([1, ['Workout']]);
  });

  it('cuts long values, stops in a pit of elements, and throws for no rubbish', async () => {
    const long = await read(
      record(`${Q}StepCount`, 'unit="count" value="1"').replace('Watch', 'w'.repeat(100_000)),
    );
    expect([measured(long)[0]?.series.source.length, reasons(long)]).toEqual([
      100,
      ['1 value of more than 64 KiB cut there'],
    ]);
    const deep = await read(`${record(`${Q}StepCount`, 'unit="count" value="1"')}${'<a>'.repeat(200_000)}`);
    expect([deep.added.length, reasons(deep)[0]]).toEqual([
      1,
      'is nested deeper than 64 elements; the rest was not read',
    ]);
    for (const body of [
      '</foo></HealthData></Record>',
      '<Record><Record/></Record><Workout><Workout></Workout>',
      '<Correlation><a><Record type="x"/></a><Record/></Correlation>',
      '<![CDATA[<Record/>]]><?x y?><Record type="__proto__" value="1"/><Record type="constructor"/>',
      '<Record type="\uD800" value="1&#0;" startDate="&#xD800;"/>',
      '\u0000\u0001<Record\u0000/>',
    ]) {
      const told = await read(`${body}\n${record(`${Q}StepCount`, 'unit="count" value="42"')}`);
      expect(measured(told).map(({ value }) => value)).toContain('42');
    }
  });

  it('tells records behind one that was never closed', async () => {
    const step = record(`${Q}StepCount`, 'unit="count" value="1"');
    const open = step.replace('/>', '>');
    const told = await read(
      `${open}${step}<Workout ${TIMES}>${step}<Audiogram>${step}<Correlation type="x">${open}${step}<Workout ${TIMES}/>`,
    );
    expect([told.added.length, told.quarantined.map(({ kind }) => kind), told.skipped]).toEqual([
      7,
      ['Workout', 'x'],
      { Audiogram: 1 },
    ]);
    for (const many of [open.repeat(1000), '<HealthData>'.repeat(1000)]) {
      expect(reasons(await read(many))[0]).toBe('is nested deeper than 64 elements; the rest was not read');
    }
  });

  it('reads on behind a closing tag that nothing opened, without its text in the next record', async () => {
    const told = await read(`</foo>${record(`${Q}StepCount`, 'unit="count" value="1"')}`);
    expect(shown(told)[0]?.[1]).toBe('1');
    expect(told.added[0]?.kind).toBe(`${Q}StepCount`);
  });
});
