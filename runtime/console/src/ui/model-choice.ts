import type { Model, Motion } from '../api/types';
import { h, replaceChildren } from '../dom';
import { field } from './field';

/** Which of the installed models makes the motion; hidden where there is only one. */
export class ModelChoice {
  private readonly select = h('select', { id: 'model' });
  readonly element = field('Model', this.select);
  private models: readonly Model[] = [];

  constructor(onChange: () => void) {
    this.element.classList.add('wide');
    this.element.hidden = true;
    this.select.addEventListener('input', onChange);
  }

  /** The usable ones of the models, the one for requests that name none first. */
  offer(models: readonly Model[]): void {
    const usable = models.filter((model) => model.limits);
    this.models = [
      ...usable.filter((model) => model.default),
      ...usable.filter((model) => !model.default),
    ];
    replaceChildren(
      this.select,
      ...this.models.map((model) => h('option', { value: model.name }, label(model))),
    );
    this.element.hidden = this.models.length < 2;
  }

  /** The chosen model; null while none is known. */
  get model(): Model | null {
    return this.models.find(({ name }) => name === this.select.value) ?? null;
  }

  /** Name of the chosen model where it is not the default one. */
  get name(): string | undefined {
    return this.model?.default === false ? this.model.name : undefined;
  }

  /** Chooses a model by name; one that is not there becomes the default one. */
  choose(name: string | undefined): void {
    const known = this.models.some((model) => model.name === name);
    this.select.value = known ? name! : (this.models[0]?.name ?? '');
  }

  /** Name of the model that made a motion, if it is still installed. */
  nameFor(motion: Motion): string | undefined {
    const named = this.models.find(({ name }) => name === motion.model_name);
    const alike = ({ id, version }: Model) =>
      id === motion.model && version === motion.model_version;
    return (named ?? this.models.find(alike))?.name;
  }
}

function label({ name, id, version }: Model): string {
  return name === id ? `${id} ${version}` : `${name} (${id} ${version})`;
}
