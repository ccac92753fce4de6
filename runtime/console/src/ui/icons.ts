import { svg } from '../dom';

const PATHS = {
  play: 'M8 5.5v13l10.5-6.5z',
  pause: 'M8 5.5v13M16 5.5v13',
  loop: 'M17 3l3.5 3.5L17 10M4 11.5V10a3.5 3.5 0 0 1 3.5-3.5H20M7 21l-3.5-3.5L7 14M20 12.5V14a3.5 3.5 0 0 1-3.5 3.5H4',
  download: 'M12 4v11M7.5 10.5 12 15l4.5-4.5M5 19.5h14',
  trash: 'M4.5 7h15M9.5 7V4.5h5V7M6.5 7l1 12.5h9l1-12.5M10 11v5M14 11v5',
  check: 'M5 12.5l4.5 4.5L19 7.5',
  cross: 'M6.5 6.5l11 11M17.5 6.5l-11 11',
  alert: 'M12 8v5M12 16.5v.01M12 3.5l9.5 16.5h-19z',
  search: 'M15.5 15.5 20 20M17 10.5a6.5 6.5 0 1 1-13 0 6.5 6.5 0 0 1 13 0z',
  shield: 'M12 3.5l7 2.5v5.5c0 4.5-3 7.5-7 9-4-1.5-7-4.5-7-9V6zM9 12l2.200 2.200L15.200 10',
  chevron: 'M7 10l5 5 5-5',
  print:
    'M7 8V3.5h10V8M7 17.5H4.500V9.500a1.500 1.500 0 0 1 1.500-1.500h12a1.500 1.500 0 0 1 1.500 1.500v8H17M7 14h10v6.500H7z',
  wide: 'M4 5h16v14H4zM12 5v14M9 9l-2.500 3L9 15',
  scissors:
    'M8.500 7.500a2.500 2.500 0 1 1-5 0 2.500 2.500 0 0 1 5 0zM8.500 16.500a2.500 2.500 0 1 1-5 0 2.500 2.500 0 0 1 5 0zM8.200 8.800 20 16.500M8.200 15.200 20 7.500',
  headset:
    'M6 7.500h12a2.500 2.500 0 0 1 2.500 2.500v5a2.500 2.500 0 0 1-2.500 2.500h-2.500L13 15h-2l-2.500 2.500H6A2.500 2.500 0 0 1 3.500 15v-5A2.500 2.500 0 0 1 6 7.500z',
  walk: 'M13 4.5a1.200 1.200 0 1 0 .01 0M12.5 9 11 14l4 2.5 1 4M11 14l-1.5 3.5L6.5 20M12.5 9l3 2.5 2.5.8M12.5 9 9 10.800 7.5 13.5',
} as const;

export type IconName = keyof typeof PATHS;

/** A decorative line icon; the words next to it carry the meaning. */
export function icon(name: IconName): SVGElement {
  const filled = name === 'play';
  return svg(
    'svg',
    { viewBox: '0 0 24 24', class: 'icon', 'aria-hidden': 'true', focusable: 'false' },
    svg('path', {
      d: PATHS[name],
      fill: filled ? 'currentColor' : 'none',
      stroke: 'currentColor',
      'stroke-width': 1.8,
      'stroke-linecap': 'round',
      'stroke-linejoin': 'round',
    }),
  );
}
