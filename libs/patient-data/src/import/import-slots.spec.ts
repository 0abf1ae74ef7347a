import { ImportSlots } from './import-slots.js';

describe('Room for files that are being sent', () => {
  it('is for so many, and whoever comes later is told when to come again', () => {
    const slots = new ImportSlots(2);
    const release = slots.hold();
    slots.hold();
    expect(() => slots.hold()).toThrow(
      expect.objectContaining({
        code: 'import_busy',
        details: expect.objectContaining({ headers: { 'retry-after': '5' } }),
      }),
    );
    release();
    release();
    slots.hold();
    expect(() => slots.hold()).toThrow(expect.objectContaining({ code: 'import_busy' }));
  });
});
