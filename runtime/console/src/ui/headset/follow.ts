import { h } from '../../dom';
import type { LiveSession, LiveStatus } from '../../session/live';
import { Segments } from '../field';

type Choice = 'teacher' | 'own';

/** On a headset's page: whether it shows what the teacher shows. */
export class FollowSwitch {
  readonly element: HTMLElement;
  private readonly choice: Segments<Choice>;
  private readonly trouble = h('span', { class: 'follow-trouble', role: 'status' });

  constructor(session: LiveSession) {
    this.choice = new Segments<Choice>(
      'Who chooses what is shown',
      { teacher: 'Following the teacher', own: 'On my own' },
      (choice) => session.setFollowing(choice === 'teacher'),
    );
    this.element = h('div', { class: 'follow' }, this.trouble, this.choice.element);
    session.onChange((status) => this.show(status));
  }

  private show({ link, following }: Readonly<LiveStatus>): void {
    this.choice.press(following ? 'teacher' : 'own');
    const words = link === 'lost' ? 'The laptop does not answer. Trying again…' : '';
    if (this.trouble.textContent !== words) this.trouble.textContent = words;
  }
}
