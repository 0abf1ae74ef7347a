import type { ComponentType } from 'react';

import type { Icon } from '../components/icons.js';
import type { UserType } from '../session/session.js';

/** A page of a module. Its code is fetched when it is first opened. */
export interface Screen {
  /** As react-router writes paths: `/patients/:patientId/*`. */
  readonly path: string;
  readonly load: () => Promise<{ readonly Component: ComponentType }>;
  /** For whom it is; others are told that it is not open to them. */
  readonly userTypes: readonly UserType[];
}

/** A page of tabs, which modules fill together. The shell shows it; it is there while its module is active. */
export interface TabbedScreen {
  readonly path: string;
  readonly title: string;
  readonly about: string;
  readonly userTypes: readonly UserType[];
}

/** One tab of a TabbedScreen, of the same module or of another. Its code is fetched when it is first opened. */
export interface ScreenTab {
  /** The path of the page. */
  readonly page: string;
  /** Below the page's path; tabs stand in the order of `order`, and the first one opens with the page. */
  readonly path: string;
  readonly label: string;
  readonly icon: Icon;
  readonly order: number;
  readonly load: () => Promise<{ readonly Component: ComponentType }>;
}

/** A part of a page about one patient. Its code is fetched when it is first shown: made with React's `lazy`. */
type PartOfPatient = ComponentType<{
  /** `me`, or an id. */
  readonly patientId: string;
}>;

/** One more tab of the patient's record, after those of the module that the record is of. */
export interface RecordTab {
  /** Below the patient's address; no two tabs have one. */
  readonly path: string;
  readonly label: string;
  readonly icon: Icon;
  readonly userTypes: readonly UserType[];
  readonly Content: PartOfPatient;
}

/** One more thing that a patient can write down on the page of the day, after those of the module that the page is of. */
export interface QuickLog {
  /** Two or three words, with an article: `A meal`. */
  readonly label: string;
  readonly Content: PartOfPatient;
}

/** What a person must see soon, at the top of the first page; it shows nothing when there is nothing to say. */
export interface Notice {
  readonly userTypes: readonly UserType[];
  readonly Content: ComponentType;
}

/** What came with a notification: what it is about, as the module wrote it. */
export type NotificationBody = Readonly<Record<string, unknown>>;

/** What a notification says, and where there is more about it. */
export interface NotificationWords {
  readonly title: string;
  readonly text: string;
  /** A page of the console. */
  readonly to?: string;
  readonly isUrgent?: boolean;
}

/** A way into the module: a line of the navigation, and a card on the first page. */
export interface NavigationEntry {
  readonly to: string;
  readonly label: string;
  /** One sentence on what is done there. */
  readonly about: string;
  readonly icon: Icon;
  readonly userTypes: readonly UserType[];
}

/**
 * What a module shows in the console. The shell adds the screens to its routes and the entries to its navigation while
 * the module is active for the person who is signed in, and says so at their addresses while it is not.
 */
export interface ModuleScreens {
  /** The name in the module's manifest. */
  readonly module: string;
  /** What people call the module. */
  readonly title: string;
  readonly screens: readonly Screen[];
  readonly navigation: readonly NavigationEntry[];
  readonly tabbed?: readonly TabbedScreen[];
  readonly tabs?: readonly ScreenTab[];
  /** What it adds to pages of others, which show it while the module is active for the person: see `useAdditions`. */
  readonly notices?: readonly Notice[];
  readonly recordTabs?: readonly RecordTab[];
  readonly quickLogs?: readonly QuickLog[];
  /** The words of the notifications that it sends, by their kind; they are there whether or not it is active. */
  readonly notifications?: Readonly<Record<string, (body: NotificationBody) => NotificationWords>>;
}
