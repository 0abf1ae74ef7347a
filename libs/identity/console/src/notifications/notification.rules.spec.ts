import { unreadText, wordsOfNotification } from './notification.rules.js';

const ME = '018f2b7e-0000-7000-8000-000000000001';
const OTHER = '018f2b7e-0000-7000-8000-000000000002';

describe('a notification in words', () => {
  it('says who opened the record in an emergency, why and until when', () => {
    const { title, text, to, isUrgent } = wordsOfNotification(
      'break-glass',
      {
        name: 'Paula Provider',
        userType: 'provider',
        reason: 'Unconscious on arrival',
        until: '2026-03-01T08:30:00Z',
      },
      ME,
    );
    expect(title).toBe('Your record was opened in an emergency');
    expect(text).toMatch(
      /^Paula Provider \(Provider\) opened it\. Reason: “Unconscious on arrival”\. It closes/,
    );
    expect([to, isUrgent]).toEqual(['/app/privacy/emergencies', true]);
  });

  it('tells the one who opened the record something else than the patient', () => {
    const body = { profileId: OTHER, name: 'Paula Provider', verdict: 'unjustified' };
    expect(wordsOfNotification('break-glass-reviewed', body, ME)).toMatchObject({
      text: 'It is about the access by Paula Provider.',
      to: '/app/privacy/emergencies',
    });
    expect(wordsOfNotification('break-glass-reviewed', body, OTHER)).toMatchObject({
      text: expect.stringContaining('You cannot open further records'),
      to: '/app/emergency-access',
    });
  });

  it('tells both sides of a delegation that it ended', () => {
    expect(wordsOfNotification('delegation-ended', { guardianId: ME, patientId: OTHER }, ME).title).toBe(
      'You no longer act for a patient',
    );
    expect(wordsOfNotification('delegation-ended', { guardianId: OTHER, patientId: ME }, ME).title).toBe(
      'Somebody no longer acts for you',
    );
  });

  it('is told in the words of the module that sent it, which cannot change those of this one', () => {
    const say = () => ({ title: 'A parcel came', text: '' });
    const ofModules = { 'parcel-came': say, 'delegation-ended': say };
    expect(wordsOfNotification('parcel-came', {}, ME, ofModules).title).toBe('A parcel came');
    expect(wordsOfNotification('delegation-ended', {}, ME, ofModules).title).not.toBe('A parcel came');
    expect(wordsOfNotification('toString', {}, ME, ofModules).title).toBe('ToString');
  });

  it('does with what is missing, and with what is not known', () => {
    expect(wordsOfNotification('break-glass', null, ME).text).toMatch(/^Somebody \(unknown\) opened it\./);
    expect(wordsOfNotification('break-glass', { name: 7, reason: {} }, ME).text).not.toMatch(/7|object/);
    expect(wordsOfNotification('toString', {}, ME)).toEqual({ title: 'ToString', text: '' });
    expect(wordsOfNotification('new-kind-of-news', {}, ME).title).toBe('New kind of news');
  });
});

it('counts what was not read', () => {
  expect(unreadText(0, false)).toBe('Notifications');
  expect(unreadText(2, false)).toBe('Notifications: 2 unread');
  expect(unreadText(9, true)).toBe('Notifications: more than 9 unread');
});
