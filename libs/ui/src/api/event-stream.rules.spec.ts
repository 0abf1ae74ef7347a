import { EventStreamReader } from './event-stream.rules.js';

const eventsOf = (...pieces: string[]) => {
  const reader = new EventStreamReader();
  return pieces.flatMap((piece) => reader.take(piece));
};

describe('a stream of events', () => {
  it('gives each event with its name, and message for one without', () => {
    expect(eventsOf('event: progress\ndata: {"a":1}\n\ndata: b\n\n')).toEqual([
      { name: 'progress', data: '{"a":1}' },
      { name: 'message', data: 'b' },
    ]);
  });

  it('is the same however it was cut into pieces', () => {
    const text = 'retry: 2000\r\n\r\nevent: end\r\ndata: one\r\ndata: two\r\n\r\n';
    expect(eventsOf(...text)).toEqual([{ name: 'end', data: 'one\ntwo' }]);
    expect(eventsOf(text)).toEqual(eventsOf(...text));
  });

  it('says nothing for comments, and for an event that is not complete', () => {
    expect(eventsOf(': still there\n\nevent: progress\ndata: half')).toEqual([]);
  });

  it('keeps colons and blanks of the data, short of the one after the field', () => {
    expect(eventsOf('data:  a: b\n\n')).toEqual([{ name: 'message', data: ' a: b' }]);
  });
});
