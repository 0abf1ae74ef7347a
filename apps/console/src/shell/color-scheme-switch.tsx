import { ActionIcon, type MantineColorScheme, Menu, Tooltip, useMantineColorScheme } from '@mantine/core';
import { type Icon, MoonIcon, ScreenIcon, SunIcon } from '@carenode/ui';

const CHOICES: readonly {
  readonly scheme: MantineColorScheme;
  readonly label: string;
  readonly icon: Icon;
}[] = [
  { scheme: 'light', label: 'Light', icon: SunIcon },
  { scheme: 'dark', label: 'Dark', icon: MoonIcon },
  { scheme: 'auto', label: 'As the device', icon: ScreenIcon },
];

export function ColorSchemeSwitch() {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const chosen = CHOICES.find(({ scheme }) => scheme === colorScheme) ?? CHOICES[2];
  const ChosenIcon = chosen?.icon ?? ScreenIcon;
  return (
    <Menu position="bottom-end" width={190}>
      <Menu.Target>
        <Tooltip label="Theme">
          <ActionIcon variant="subtle" color="gray" size="lg" aria-label={`Theme: ${chosen?.label}`}>
            <ChosenIcon />
          </ActionIcon>
        </Tooltip>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.RadioGroup
          value={colorScheme}
          onChange={(value) => setColorScheme(value as MantineColorScheme)}
        >
          {CHOICES.map(({ scheme, label, icon: ChoiceIcon }) => (
            <Menu.RadioItem
              key={scheme}
              value={scheme}
              rightSection={<ChoiceIcon size={18} />}
              closeMenuOnClick
            >
              {label}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
      </Menu.Dropdown>
    </Menu>
  );
}
