import { h } from '../dom';
import type { Viewer } from '../viewer/viewer';
import type { Travel, View } from '../viewer/views';
import { Segments } from './field';

/** Where to look from, whether the floor moves or the walker, and the highlight. */
export class ViewBar {
  readonly element: HTMLElement;
  private readonly highlight = h('input', { type: 'checkbox', id: 'highlight', checked: true });

  constructor(viewer: Viewer) {
    const views = new Segments<View>(
      'View',
      { follow: 'Follow', front: 'Front', side: 'Side', back: 'Back' },
      (view) => viewer.setView(view),
    );
    const travel = new Segments<Travel>(
      'Movement',
      { 'in-place': 'In place', travelling: 'Travelling' },
      (value) => viewer.setTravel(value),
    );
    this.highlight.addEventListener('change', () => viewer.setHighlight(this.highlight.checked));
    this.element = h(
      'div',
      { class: 'viewbar' },
      views.element,
      travel.element,
      h('label', { class: 'switch', for: 'highlight' }, this.highlight, h('span', {}, 'Highlight')),
    );
    viewer.onChange((state) => {
      views.press(state.view);
      travel.press(state.travel);
      this.highlight.checked = state.highlight;
    });
  }
}
