import { UploadIcon } from '@carenode/ui';
import { Button, FileButton, Text } from '@mantine/core';
import { type DragEvent, useState } from 'react';

import classes from './drop-area.module.css';

/** Takes one file of any kind: dropped on it, or chosen with its button. */
export function DropArea({ onFile }: { readonly onFile: (file: File) => void }) {
  const [over, setOver] = useState(false);
  const drag = (isOver: boolean) => (event: DragEvent) => {
    event.preventDefault();
    setOver(isOver);
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    const [file] = event.dataTransfer.files;
    if (file) onFile(file);
  };
  return (
    <div
      className={classes.area}
      data-over={over || undefined}
      onDragEnter={drag(true)}
      onDragOver={drag(true)}
      onDragLeave={drag(false)}
      onDrop={drop}
    >
      <UploadIcon size={32} />
      <Text fw={600}>Drop a file here</Text>
      <Text size="sm" c="dimmed">
        as it came: a whole zip is best. Its name does not matter.
      </Text>
      <FileButton onChange={(file) => file && onFile(file)} inputProps={{ 'aria-label': 'File to import' }}>
        {(props) => (
          <Button variant="light" mt="xs" {...props}>
            Choose a file
          </Button>
        )}
      </FileButton>
    </div>
  );
}
