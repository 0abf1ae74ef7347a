import { PencilIcon, TrashIcon } from '@carenode/ui';
import { ActionIcon } from '@mantine/core';

interface EditButtonsProps {
  /** What it is called that is changed or deleted. */
  readonly of: string;
  readonly onChange: () => void;
  readonly onRemove: () => void;
}

/** Changes and deletes one thing of a list. */
export function EditButtons({ of, onChange, onRemove }: EditButtonsProps) {
  const actions = [
    { verb: 'Change', icon: <PencilIcon size={18} />, onClick: onChange },
    { verb: 'Delete', icon: <TrashIcon size={18} />, onClick: onRemove },
  ];
  return actions.map(({ verb, icon, onClick }) => (
    <ActionIcon
      key={verb}
      variant="subtle"
      color="gray"
      size="lg"
      aria-label={`${verb} “${of}”`}
      onClick={onClick}
    >
      {icon}
    </ActionIcon>
  ));
}
