import { checkNewPassword } from './password.rules.js';

describe('a new password', () => {
  it.each(['seven green lorries', 'Tr0ub4dor&3-and-more', 'пароль из слов', '        a b c d e'])(
    'may be %p',
    (password) => {
      expect(() => checkNewPassword('password', password, 'ann@example.org')).not.toThrow();
    },
  );

  it.each([
    ['ann@example.org', 'notTheEmail'],
    ['ANN@Example.org', 'notTheEmail'],
    ['Password1234', 'notCommon'],
    ['ｐａｓｓｗｏｒｄ１２３４', 'notCommon'],
    ['CorrectHorseBatteryStaple', 'notCommon'],
    ['121212121212', 'varied'],
  ])('may not be %p', (password, rule) => {
    expect(() => checkNewPassword('newPassword', password, 'ann@example.org')).toThrow(
      expect.objectContaining({
        details: { errors: [expect.objectContaining({ field: 'newPassword', rule })] },
      }),
    );
  });

  it('is never repeated in the refusal', () => {
    try {
      checkNewPassword('password', 'qwertyuiop12', undefined);
    } catch (error) {
      expect(JSON.stringify(error) + (error as Error).message).not.toContain('qwertyuiop12');
    }
    expect.assertions(1);
  });
});
