import { ImportSlots } from './import-slots.js';

const later = () => new Promise<void>((resolve) => setImmediate(resolve));

describe('Import slots', () => {
  it('refuse one file more than may be held, and take it when one is let go', () => {
    const slots = new ImportSlots(2, 1);
    const release = slots.hold();
    slots.hold();
    expect(() => slots.hold()).toThrow('Too many imports are running');
    release();
    release();
    slots.hold();
    expect(() => slots.hold()).toThrow('Too many imports are running');
  });

  it('run as many at once as they may, and the others in their turn, whether or not they fail', async () => {
    const slots = new ImportSlots(10, 2);
    let running = 0;
    let most = 0;
    const order: number[] = [];
    const work = async (number: number) => {
      running++;
      most = Math.max(most, running);
      order.push(number);
      await later();
      running--;
      if (number % 2 === 0) throw new Error(`number ${number}`);
    };
    const ends = await Promise.allSettled([1, 2, 3, 4, 5].map((number) => slots.inTurn(() => work(number))));
    expect(ends.map((end) => end.status)).toEqual([
      'fulfilled',
      'rejected',
      'fulfilled',
      'rejected',
      'fulfilled',
    ]);
    expect(order).toEqual([1, 2, 3, 4, 5]);
    expect(most).toBe(2);
  });
});
