import { nameById, type Person, personText } from './person.rules.js';

const ada: Person = {
  id: 'a',
  firstName: 'Ada',
  lastName: 'Admin',
  email: 'ada@example.org',
  userType: 'admin',
};

it('tells people of the same name apart by their address', () => {
  expect(personText(ada)).toBe('Ada Admin (ada@example.org)');
  expect(personText({ ...ada, email: null })).toBe('Ada Admin');
  expect(personText({ firstName: null, lastName: null, email: 'ada@example.org' })).toBe('ada@example.org');
  expect(personText({ firstName: null, lastName: null, email: null })).toBe('Without a name');
});

it('says the id of whom it does not know, and of nobody that it was the instance', () => {
  const people = new Map([['a', ada]]);
  expect(nameById(people, 'a')).toBe('Ada Admin (ada@example.org)');
  expect(nameById(people, 'b')).toBe('b');
  expect(nameById(people, null)).toBe('The instance itself');
});
