import { contentErrors, isSafeUrl, unsafeContent } from './safe-content.rules.js';

describe('Content of learning resources', () => {
  it.each(['https://example.org/a?b=c#d', 'https://www.who.int/news-room/fact-sheets/detail/asthma'])(
    'takes the address %s',
    (url) => expect(isSafeUrl(url)).toBe(true),
  );

  it.each([
    'http://example.org/',
    'javascript:alert(1)',
    'https://user:secret@example.org/',
    'https://',
    'https://exa mple.org',
    '//example.org',
    'data:text/html,hello',
    ' https://example.org',
  ])('refuses the address %j', (url) => expect(isSafeUrl(url)).toBe(false));

  it.each([
    'Blood pressure < 140/90 is the goal.',
    '# Title\n\nSee [the guide](https://example.org) or [write](mailto:a@example.org), [below](#more).',
    'Ratio 3:4, note: a [list]: of things',
    '1 <2, R&D, and [Q&A](https://example.org/?a=1&b=2)',
  ])('takes the text %j', (text) => expect(unsafeContent(text)).toBeUndefined());

  it.each([
    '<script>alert(1)</script>',
    'Hello <img src=x onerror=alert(1)>',
    '</div>',
    '<!-- hidden -->',
    '[click](javascript:alert(1))',
    '[click]( JaVaScRiPt:alert(1))',
    '[click](java\u0001script:alert(1))',
    '[click](java\\script:alert(1))',
    '[click](javascript&#58;alert(1))',
    '[click](javascript&colon;alert(1))',
    '![image](data:text/html;base64,AAAA)',
    '![image](https://example.org/pixel.png)',
    '![image][1]\n\n[1]: https://example.org/pixel.png',
    '[click][1]\n\n[1]: javascript:alert(1)',
    '[click](&#106;avascript:alert(1))',
    '[click](<java\tscript:alert(1)>)',
    '> [a\\]b]: javascript:alert(1)',
    '[click](vbscript:x)',
    '[click](http://example.org)',
  ])('refuses the text %j', (text) => expect(unsafeContent(text)).toEqual(expect.any(String)));

  it('names the field and the rule', () => {
    expect(contentErrors({ contentUrl: 'http://example.org', content: '<b>', description: null })).toEqual([
      { field: 'contentUrl', rule: 'https', message: 'contentUrl is an absolute https address.' },
      { field: 'content', rule: 'safeContent', message: 'content holds HTML; write Markdown without it.' },
    ]);
  });
});
