import { Button, Center, Stack, Text, Title } from '@mantine/core';

/** Stands for the whole page when the console itself failed, or a part of it could not be fetched. */
export function Crash() {
  return (
    <Center h="100vh" p="md">
      <Stack align="center" gap="sm" maw="26rem" ta="center" role="alert">
        <Title order={1}>This page stopped working</Title>
        <Text c="dimmed">
          The console may have been updated while it was open, or the connection was lost. Nothing that was
          saved is lost.
        </Text>
        <Button onClick={() => window.location.reload()}>Reload</Button>
      </Stack>
    </Center>
  );
}
