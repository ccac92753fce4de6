import { listModels } from '../../api/client';
import { asConsoleError } from '../../api/problem';
import type { Model } from '../../api/types';
import { h, replaceChildren } from '../../dom';
import { remaining } from '../../text/format';
import { icon } from '../icons';
import { chosenFolder, droppedFolder, type Folder } from './folder';
import { Sheet } from './sheet';
import { sendModel } from './upload';

const AGAIN_MS = 1000;

/** The installed models, and a place to drop another one on. */
export class ModelsSheet {
  private readonly sheet = new Sheet('Models', 'models');
  private readonly list = h('ul', { class: 'sheet-list' });
  private readonly said = h('p', { class: 'hint', role: 'status' });
  private readonly bar = h('progress', { max: 1, hidden: true, 'aria-label': 'Model coming in' });
  private readonly stop = h('button', { type: 'button', class: 'secondary', hidden: true }, 'Stop');
  private readonly zone: HTMLElement;
  private aborter: AbortController | null = null;

  /** `onChange` is called when there is another model. */
  constructor(private readonly onChange: () => void) {
    this.zone = this.dropZone();
    this.stop.addEventListener('click', () => this.aborter?.abort());
    this.sheet.onClose(() => this.aborter?.abort());
    this.sheet.body.append(this.list, this.zone, this.bar, this.said);
    this.sheet.actions.prepend(this.stop);
  }

  show(): void {
    this.sheet.show();
    void this.refresh();
  }

  /** Lists the models; again after a moment while one of them is still being checked. */
  private async refresh(): Promise<void> {
    try {
      const models = await listModels();
      replaceChildren(this.list, ...models.map(row));
      const checking = models.some((model) => model.checked === null);
      if (checking && this.sheet.open) setTimeout(() => void this.refresh(), AGAIN_MS);
    } catch (error) {
      this.sheet.notice.show(asConsoleError(error));
    }
  }

  private dropZone(): HTMLElement {
    const picker = h('input', { type: 'file', webkitdirectory: true, class: 'visually-hidden' });
    picker.tabIndex = -1;
    picker.setAttribute('aria-hidden', 'true');
    picker.addEventListener('change', () => {
      const { files } = picker;
      if (files?.length) void this.add(async () => chosenFolder(files));
      picker.value = '';
    });
    const choose = h('button', { type: 'button', class: 'secondary' }, 'Choose a folder');
    choose.addEventListener('click', () => picker.click());
    const zone = h(
      'div',
      { class: 'drop-zone' },
      icon('download'),
      h(
        'p',
        {},
        'Drag a model’s folder here, or put it into the folder “models” of Gaitbox’s data.',
      ),
      choose,
      picker,
    );
    const over = (on: boolean): void => void zone.classList.toggle('over', on);
    zone.addEventListener('dragover', (event) => {
      event.preventDefault();
      over(true);
    });
    zone.addEventListener('dragleave', () => over(false));
    zone.addEventListener('drop', (event) => {
      event.preventDefault();
      over(false);
      const items = event.dataTransfer?.items;
      if (items) void this.add(() => droppedFolder(items));
    });
    return zone;
  }

  private async add(choose: () => Promise<Folder>): Promise<void> {
    if (this.aborter) return;
    this.aborter = new AbortController();
    this.sheet.notice.clear();
    this.busy(true);
    try {
      const folder = await choose();
      this.said.textContent = `${folder.name} is coming in …`;
      await sendModel(
        folder,
        ({ file, fraction, eta }) => {
          this.bar.value = fraction;
          this.said.textContent = `${folder.name}: ${file}. ${remaining(eta)}`;
        },
        this.aborter.signal,
      );
      this.said.textContent = `${folder.name} was added, and can be chosen for the next motion.`;
      this.onChange();
    } catch (error) {
      this.said.textContent = '';
      this.sheet.notice.show(asConsoleError(error));
    } finally {
      this.aborter = null;
      this.busy(false);
      void this.refresh();
    }
  }

  private busy(busy: boolean): void {
    this.bar.hidden = this.stop.hidden = !busy;
    this.zone.hidden = busy;
    this.bar.value = 0;
  }
}

function row(model: Model): HTMLElement {
  const state =
    model.problem ??
    (model.checked === null ? 'Its files are being checked …' : 'Its files are whole');
  return h(
    'li',
    { 'data-model': model.name, class: model.problem ? 'bad' : '' },
    h('strong', {}, model.name),
    h('span', {}, [model.id, model.version].filter(Boolean).join(' ')),
    h('span', { class: 'hint' }, model.default ? `${state}; used unless another is chosen` : state),
  );
}
