import { blocksOf } from './markdown.rules.js';

const plain = (text: string) => ({ text, strong: false });

it('reads paragraphs, lists and strong words', () => {
  expect(blocksOf('One line\nand more.\n\n- **Who:** your team\n- what\n  they see\n\nThe end.')).toEqual([
    { kind: 'paragraph', line: [plain('One line and more.')] },
    {
      kind: 'list',
      lines: [[{ text: 'Who:', strong: true }, plain(' your team')], [plain('what they see')]],
    },
    { kind: 'paragraph', line: [plain('The end.')] },
  ]);
});

it('reads headings, and lists that follow without an empty line', () => {
  expect(blocksOf('## Title\nAs follows:\n* one')).toEqual([
    { kind: 'heading', line: [plain('Title')] },
    { kind: 'paragraph', line: [plain('As follows:')] },
    { kind: 'list', lines: [[plain('one')]] },
  ]);
});

it('shows what it does not know as it was written', () => {
  const written = '<script>alert(1)</script> [link](javascript:x) **open';
  expect(blocksOf(written)).toEqual([{ kind: 'paragraph', line: [plain(written)] }]);
  expect(blocksOf(' \n\n ')).toEqual([]);
});
