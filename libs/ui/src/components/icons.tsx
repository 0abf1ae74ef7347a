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
