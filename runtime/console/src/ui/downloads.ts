import { downloadAddress } from '../api/client';
import { FILE_KINDS, type FileKind, type Motion } from '../api/types';
import { h, replaceChildren } from '../dom';
import { icon } from './icons';

const PURPOSE: Record<FileKind, string> = {
  fbx: 'Unity, Unreal, Maya',
  glb: 'Web and headset',
  bvh: 'Skeleton only',
  npy: 'Joint positions, NumPy',
  json: 'Report',
  csv: 'Measured values',
};

/** The menu of files of the motion on show. */
export class Downloads {
  readonly element: HTMLDetailsElement;
  private readonly list = h('ul', {});

  constructor() {
    this.element = h(
      'details',
      { class: 'menu', hidden: true },
      h('summary', { class: 'secondary' }, icon('download'), 'Download'),
      this.list,
    );
    document.addEventListener('click', (event) => {
      const inside = this.element.contains(event.target as Node);
      if (!inside || this.list.contains(event.target as Node)) this.element.open = false;
    });
    this.element.addEventListener('keydown', (event) => {
      if (event.key !== 'Escape') return;
      this.element.open = false;
      this.element.querySelector('summary')?.focus();
    });
  }

  show(motion: Motion | null): void {
    this.element.hidden = !motion;
    this.element.open = false;
    if (!motion) return;
    replaceChildren(this.list, ...FILE_KINDS.map((kind) => this.link(motion.id, kind)));
  }

  private link(id: string, kind: FileKind): HTMLElement {
    const address = downloadAddress(id, kind);
    return h(
      'li',
      {},
      h(
        'a',
        { href: address, download: `gaitbox-${id}.${kind}`, 'data-kind': kind },
        h('span', { class: 'menu-name' }, kind.toUpperCase()),
        h('span', { class: 'menu-hint' }, PURPOSE[kind]),
      ),
    );
  }
}
