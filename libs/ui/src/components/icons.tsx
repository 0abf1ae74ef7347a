import type { ReactNode, SVGProps } from 'react';

/** An icon: drawn with the colour of the text around it, and silent for screen readers. */
export type Icon = (props: { readonly size?: number }) => ReactNode;

function icon(drawing: ReactNode, extra: SVGProps<SVGSVGElement> = {}): Icon {
  return function DrawnIcon({ size = 20 }) {
    return (
      <svg
        width={size}
        height={size}
        viewBox="0 0 24 24"
        fill="none"
        stroke="currentColor"
        strokeWidth={1.75}
        strokeLinecap="round"
        strokeLinejoin="round"
        aria-hidden="true"
        focusable="false"
        style={{ flexShrink: 0 }}
        {...extra}
      >
        {drawing}
      </svg>
    );
  };
}

export const HomeIcon = icon(<path d="M4 11.5 12 4.5l8 7M6 10v9.5h12V10M10 19.5v-5h4v5" />);
export const PeopleIcon = icon(
  <>
    <circle cx="9" cy="8.5" r="3.25" />
    <path d="M3 19.5c.5-3.2 3-5 6-5s5.5 1.8 6 5M15.5 5.6a3.25 3.25 0 0 1 0 5.8M17.5 14.9c2 .7 3.2 2.3 3.5 4.6" />
  </>,
);
export const PulseIcon = icon(<path d="M3 12.5h4l2.5-6.5 4.5 12 2.5-5.5H21" />);
export const ModulesIcon = icon(
  <>
    <rect x="4" y="4" width="6.5" height="6.5" rx="1.5" />
    <rect x="13.5" y="4" width="6.5" height="6.5" rx="1.5" />
    <rect x="4" y="13.5" width="6.5" height="6.5" rx="1.5" />
    <path d="M16.75 13.5v6.5M13.5 16.75H20" />
  </>,
);
export const UploadIcon = icon(<path d="M12 16V5M7.5 9.5 12 5l4.5 4.5M4.5 16v3.5h15V16" />);
export const FileIcon = icon(<path d="M6.5 3.5h7l4.5 4.5v12.5h-11.5zM13.5 3.5V8H18M9.5 12.5h5M9.5 16h5" />);
export const FoodIcon = icon(
  <path d="M7 3.5v6.5M4.5 3.5v4a2.5 2.5 0 0 0 5 0v-4M7 10v10.5M17 20.5v-17c-2.5 1-3.5 3.5-3.5 6.5 0 2 1 3 3.5 3" />,
);
export const ListIcon = icon(<path d="M9 6.5h11M9 12h11M9 17.5h11M4.5 6.5h.01M4.5 12h.01M4.5 17.5h.01" />);
export const SunIcon = icon(
  <>
    <circle cx="12" cy="12" r="4" />
    <path d="M12 2.5v2M12 19.5v2M2.5 12h2M19.5 12h2M5.3 5.3l1.4 1.4M17.3 17.3l1.4 1.4M5.3 18.7l1.4-1.4M17.3 6.7l1.4-1.4" />
  </>,
);
export const MoonIcon = icon(<path d="M20 14.2A8.5 8.5 0 0 1 9.8 4 8.5 8.5 0 1 0 20 14.2z" />);
export const ScreenIcon = icon(<path d="M3.5 5h17v11h-17zM9 20h6M12 16v4" />);
export const SignOutIcon = icon(<path d="M14 7.5V4.5H5v15h9v-3M10 12h10.5M17 8.5l3.5 3.5-3.5 3.5" />);
export const AlertIcon = icon(<path d="M12 4 2.8 19.5h18.4zM12 10v4.5M12 17.2h.01" />);
export const InfoIcon = icon(
  <>
    <circle cx="12" cy="12" r="8.5" />
    <path d="M12 11.5v5M12 7.8h.01" />
  </>,
);
export const CheckIcon = icon(<path d="m5 12.5 4.5 4.5L19 7.5" />);
export const CopyIcon = icon(<path d="M9 9h10.5v10.5H9zM5.5 15H4.5V4.5H15v1" />);
export const SearchIcon = icon(
  <>
    <circle cx="10.5" cy="10.5" r="6" />
    <path d="m15 15 5 5" />
  </>,
);
export const PlusIcon = icon(<path d="M12 5v14M5 12h14" />);
export const ArrowLeftIcon = icon(<path d="M19 12H5M11 6l-6 6 6 6" />);
export const ChevronRightIcon = icon(<path d="m9.5 5.5 6.5 6.5-6.5 6.5" />);
export const ChevronDownIcon = icon(<path d="m5.5 9 6.5 6.5L18.5 9" />);
export const BellIcon = icon(<path d="M6 16.5V11a6 6 0 0 1 12 0v5.5l1.5 1.5h-15zM10 20.5h4" />);
export const ShieldIcon = icon(
  <path d="M12 3.5 5 6v5.5c0 4.5 3 7.5 7 9 4-1.5 7-4.5 7-9V6zM9 12l2 2 4-4.5" />,
);
export const EyeIcon = icon(
  <>
    <path d="M2.5 12c2-4 5.5-6.5 9.5-6.5s7.5 2.5 9.5 6.5c-2 4-5.5 6.5-9.5 6.5S4.5 16 2.5 12z" />
    <circle cx="12" cy="12" r="3" />
  </>,
);
export const DownloadIcon = icon(<path d="M12 4.5v11M7.5 11l4.5 4.5L16.5 11M4.5 16v3.5h15V16" />);
export const SirenIcon = icon(
  <path d="M7 18v-5a5 5 0 0 1 10 0v5M4.5 18h15v2.5h-15zM12 3.5v2M4.5 6.5 6 8M19.5 6.5 18 8" />,
);
export const TableIcon = icon(<path d="M4 5h16v14H4zM4 10h16M9.5 10v9M4 14.5h16" />);
export const SwapIcon = icon(<path d="M7.5 4.5 4 8l3.5 3.5M4 8h14M16.5 12.5 20 16l-3.5 3.5M20 16H6" />);
export const QuestionIcon = icon(
  <>
    <circle cx="12" cy="12" r="8.5" />
    <path d="M9.7 9.7a2.4 2.4 0 1 1 3.5 2.1c-.8.4-1.2.9-1.2 1.7M12 16.5h.01" />
  </>,
);
export const TodayIcon = icon(
  <>
    <rect x="4" y="5.5" width="16" height="14.5" rx="2" />
    <path d="M4 10h16M8.5 3.5v4M15.5 3.5v4M8 14.5l2.5 2.5 5-4.5" />
  </>,
);
export const TimelineIcon = icon(
  <>
    <circle cx="6" cy="6" r="1.75" />
    <circle cx="6" cy="12" r="1.75" />
    <circle cx="6" cy="18" r="1.75" />
    <path d="M6 7.75v2.5M6 13.75v2.5M10.5 6H20M10.5 12H17M10.5 18H20" />
  </>,
);
export const ActivityIcon = icon(
  <>
    <circle cx="14" cy="4.75" r="1.75" />
    <path d="M6.5 11.5 10 8.5l3.5 1-2 5 3.5 2 .5 4M11.5 14.5 9 17.5H5.5M13.5 9.5l2 2.5h3" />
  </>,
);
export const TargetIcon = icon(
  <>
    <circle cx="12" cy="12" r="8.5" />
    <circle cx="12" cy="12" r="4.75" />
    <path d="M12 12h.01" />
  </>,
);
export const BookIcon = icon(
  <path d="M12 6.5C10 5 7.5 4.5 4 4.5v13c3.5 0 6 .5 8 2 2-1.5 4.5-2 8-2v-13c-3.5 0-6 .5-8 2zM12 6.5v13" />,
);
export const SymptomIcon = icon(
  <>
    <circle cx="12" cy="12" r="8.5" />
    <path d="M9 9.75h.01M15 9.75h.01M8.5 16c1-1.5 2-2 3.5-2s2.5.5 3.5 2" />
  </>,
);
export const PillIcon = icon(
  <path d="M10.5 4.75a4 4 0 0 1 0 0l8.75 8.75a4 4 0 0 1-5.75 5.75L4.75 10.5a4 4 0 0 1 5.75-5.75zM9.1 14.85l5.75-5.75" />,
);
export const BulbIcon = icon(
  <path d="M9.5 17.5h5M10 20.5h4M9.5 17.5c0-2-3-3.5-3-7a5.5 5.5 0 0 1 11 0c0 3.5-3 5-3 7" />,
);
export const StarIcon = icon(
  <path d="m12 4 2.45 5 5.5.8-4 3.85.95 5.45-4.9-2.6-4.9 2.6.95-5.45-4-3.85 5.5-.8z" />,
);
export const RepeatIcon = icon(
  <path d="M4.5 11V9.5a3 3 0 0 1 3-3H19M16 3.5l3 3-3 3M19.5 13v1.5a3 3 0 0 1-3 3H5M8 20.5l-3-3 3-3" />,
);
export const PencilIcon = icon(<path d="m5 19 .75-3.75L16 5a2.1 2.1 0 0 1 3 3L8.75 18.25zM14 7l3 3" />);
export const TrashIcon = icon(
  <path d="M4.5 7h15M9.5 7V4.5h5V7M6.5 7l.75 12.5h9.5L17.5 7M10 10.5v5.5M14 10.5v5.5" />,
);
export const HistoryIcon = icon(<path d="M4.5 5v4h4M4.75 9A8 8 0 1 1 4 12.5M12 8v4.5l3 2" />);
export const ChevronUpIcon = icon(<path d="M5.5 15 12 8.5l6.5 6.5" />);
export const ClockIcon = icon(
  <>
    <circle cx="12" cy="12" r="8.5" />
    <path d="M12 7v5.25l3.5 2" />
  </>,
);
export const UndoIcon = icon(<path d="M8.5 5 4.5 9l4 4M4.5 9H14a5.5 5.5 0 0 1 0 11H9" />);
export const CartIcon = icon(
  <>
    <path d="M3 4.5h2.5l2.25 10.5h9.5l2.25-7.5H6.2" />
    <circle cx="9.25" cy="18.75" r="1.25" />
    <circle cx="16.25" cy="18.75" r="1.25" />
  </>,
);
export const TagIcon = icon(<path d="M4.5 4.5h7l8 8-7 7-8-8zM8.5 8.5h.01" />);
export const BoxIcon = icon(<path d="m12 3.5 7.5 4v9l-7.5 4-7.5-4v-9zM4.5 7.5l7.5 4 7.5-4M12 11.5v9" />);
export const CardIcon = icon(<path d="M3.5 6h17v12.5h-17zM3.5 10h17M7 14.5h3.5" />);
export const TruckIcon = icon(
  <>
    <path d="M5.25 17H3V6.5h11V17H8.75M14 10h4l3 3.25V17h-1.75M14 17h1.75" />
    <circle cx="7" cy="17.25" r="1.75" />
    <circle cx="17.5" cy="17.25" r="1.75" />
  </>,
);
