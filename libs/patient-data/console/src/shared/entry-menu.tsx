import { HistoryIcon, type Icon, PencilIcon, TrashIcon } from '@carenode/ui';
import { ActionIcon, Menu } from '@mantine/core';

export interface MenuEntry {
  readonly label: string;
  readonly icon: Icon;
  readonly onClick: () => void;
}

interface EntryMenuProps {
  /** What the entry is called. */
  readonly of: string;
  readonly more?: readonly MenuEntry[] | undefined;
  readonly onChange?: (() => void) | undefined;
  readonly onHistory?: (() => void) | undefined;
  readonly onRemove?: (() => void) | undefined;
}

/** What can be done with one entry of a list. */
export function EntryMenu({ of, more = [], onChange, onHistory, onRemove }: EntryMenuProps) {
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" size="lg" aria-label={`More about “${of}”`}>
          <Dots />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {more.map(({ label, icon: MoreIcon, onClick }) => (
          <Menu.Item key={label} leftSection={<MoreIcon size={16} />} onClick={onClick}>
            {label}
          </Menu.Item>
        ))}
        {onChange && (
          <Menu.Item leftSection={<PencilIcon size={16} />} onClick={onChange}>
            Correct …
          </Menu.Item>
        )}
        {onHistory && (
          <Menu.Item leftSection={<HistoryIcon size={16} />} onClick={onHistory}>
            History …
          </Menu.Item>
        )}
        {onRemove && (
          <Menu.Item leftSection={<TrashIcon size={16} />} onClick={onRemove}>
            Delete …
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}

function Dots() {
  return (
    <svg width={18} height={18} viewBox="0 0 24 24" fill="currentColor" aria-hidden="true" focusable="false">
      <circle cx="12" cy="5.5" r="1.75" />
      <circle cx="12" cy="12" r="1.75" />
      <circle cx="12" cy="18.5" r="1.75" />
    </svg>
  );
}
