import { ApiError, apiErrorOf, fieldErrorsOf, UnreachableError, wordsOf } from './problem.js';

const problem = (more: object) => ({ status: 400, code: 'validation_failed', detail: 'a. b.', ...more });

describe('an answer that failed', () => {
  it('is the problem it came with', () => {
    const error = apiErrorOf(problem({ status: 429, code: 'too_many_attempts' }), 429, '90');
    expect(error).toBeInstanceOf(ApiError);
    expect(error).toMatchObject({ status: 429, code: 'too_many_attempts', retryAfterSeconds: 90 });
  });

  it.each([
    ['<html>', 502],
    [undefined, 500],
    [{ status: 400 }, 400],
  ])('%j is told by its status %s', (body, status) => {
    expect(apiErrorOf(body, status, null)).toMatchObject({ status, code: `http_${status}` });
  });
});

describe('the words for an error', () => {
  it('say what to do when there was no answer', () => {
    expect(wordsOf(new UnreachableError())).toMatchObject({ title: 'Carenode cannot be reached' });
  });

  it('say each wrong field once', () => {
    const errors = [
      { field: 'a', rule: 'r', message: 'a.' },
      { field: 'b', rule: 'r', message: 'b.' },
    ];
    expect(wordsOf(new ApiError(problem({ errors })))).toMatchObject({ text: '', fields: ['a.', 'b.'] });
  });

  it('say when to come back', () => {
    const words = (seconds: number) => wordsOf(new ApiError(problem({ status: 429 }), seconds)).text;
    expect(words(45)).toBe('Please try again in 45 seconds.');
    expect(words(61)).toBe('Please try again in 2 minutes.');
  });

  it('give a reference for what is the instance’s fault, and only then', () => {
    expect(wordsOf(new ApiError(problem({ status: 500, requestId: 'r1' }))).requestId).toBe('r1');
    expect(wordsOf(new ApiError(problem({ requestId: 'r1' }))).requestId).toBeUndefined();
  });

  it('never repeat an error that nobody foresaw', () => {
    expect(wordsOf(new TypeError('x is undefined')).text).not.toContain('undefined');
  });
});

describe('the errors of a form', () => {
  const error = new ApiError(
    problem({ errors: [{ field: 'password', rule: 'length', message: 'password is short.' }] }),
  );

  it('stand at their fields, under the names that the form gives them', () => {
    expect(fieldErrorsOf(error, { password: 'Pass phrase', email: 'E-mail' })).toEqual({
      password: 'Pass phrase is short.',
    });
  });

  it('stand above the form when any is about something else', () => {
    expect(fieldErrorsOf(error, { email: 'E-mail' })).toBeNull();
    expect(fieldErrorsOf(new UnreachableError(), { email: 'E-mail' })).toBeNull();
  });
});
