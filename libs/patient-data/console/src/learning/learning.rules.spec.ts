import { type Learning, nextToLearn, readPercent, reasonText, safeAddress } from './learning.rules.js';

const learning = (title: string, completed: boolean) => ({ title, completed }) as Learning;

describe('why something is there to learn', () => {
  it.each([
    ['condition', 'Diabetes', 'About Diabetes'],
    ['treatment', 'Metformin', 'About your treatment: Metformin'],
    ['treatment', null, 'About a treatment of yours'],
    ['general', null, 'For everybody'],
    ['begun', null, 'You have begun it'],
  ] as const)('because of %s %s', (reason, concerns, text) => {
    expect(reasonText({ reason, concerns })).toBe(text);
  });
});

describe('what to learn next', () => {
  it('is the first that is not finished, and nothing when all is', () => {
    expect(
      nextToLearn([learning('one', true), learning('two', false), learning('three', false)])?.title,
    ).toBe('two');
    expect(nextToLearn([learning('one', true)])).toBeUndefined();
  });
});

describe('an address in a text', () => {
  it.each([
    ['https://example.org/a?b#c', 'https://example.org/a?b#c'],
    ['mailto:care@example.org', 'mailto:care@example.org'],
    ['tel:+4930123', 'tel:+4930123'],
    ['http://example.org', ''],
    ['javascript:alert(1)', ''],
    ['java\nscript:alert(1)', ''],
    ['\u0001javascript:alert(1)', ''],
    ['data:text/html,hello', ''],
    ['vbscript:x', ''],
    ['//example.org', ''],
    ['/api/v1/session', ''],
    ['#below', ''],
    ['https:example.org', ''],
  ])('%j becomes %j', (url, safe) => {
    expect(safeAddress(url)).toBe(safe);
  });
});

describe('how much of a text was seen', () => {
  it.each([
    ['a text that begins below the window', { top: 900, height: 2000, viewport: 900 }, 0],
    ['its first quarter', { top: 400, height: 2000, viewport: 900 }, 25],
    ['steps of five', { top: 390, height: 1000, viewport: 900 }, 50],
    ['its end, which is not yet being through with it', { top: -1100, height: 2000, viewport: 900 }, 95],
    ['nothing', { top: 0, height: 0, viewport: 900 }, 0],
  ])('%s', (_, box, percent) => {
    expect(readPercent(box)).toBe(percent);
  });
});
