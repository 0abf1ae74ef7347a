import { getFileNameLowLevel } from 'yauzl';
import type { Entry } from 'yauzl';

import { cleanText } from './clean-text.js';

const UTF8_FLAG = 0x800;
const MOST_NAME = 255;
// Controls, and what turns the direction of the text around it.
const UNSEEN = /[\p{Cc}\u200E\u200F\u202A-\u202E\u2066-\u2069]/gu;

/**
 * The name of an archive's entry: UTF-8 when it says so or is, as archives of macOS are without saying so; else code page 437,
 * as the format has it.
 */
export function entryName({ fileNameRaw, generalPurposeBitFlag, extraFields }: Entry): string {
  const flags = isUtf8(fileNameRaw) ? generalPurposeBitFlag | UTF8_FLAG : generalPurposeBitFlag;
  return getFileNameLowLevel(flags, fileNameRaw, extraFields, false);
}

/** A name for people to read, that leads nowhere whatever it is given to: no root, no drive, no way up, nothing unseen. */
export function safeName(name: string): string {
  const steps = cleanText(name)
    .replaceAll(UNSEEN, '')
    .replaceAll('\\', '/')
    .replace(/^[A-Za-z]:/, '')
    .split('/')
    .filter((step) => !/^\.{0,2}$/.test(step.trim()));
  // The end tells more than the beginning.
  const kept = [...steps.join('/')].slice(-MOST_NAME).join('');
  return kept.length <= MOST_NAME ? kept || 'unnamed' : cleanText(kept.slice(-MOST_NAME));
}

/** What operating systems put into archives for themselves, and directories. */
export function isOfSystem(name: string): boolean {
  const steps = name.split('/');
  const last = steps.at(-1) ?? '';
  if (last === '' || last === '.DS_Store' || last === 'Thumbs.db' || last.startsWith('._')) return true;
  return steps.includes('__MACOSX');
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}
