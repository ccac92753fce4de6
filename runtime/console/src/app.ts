import {
  cancelJob,
  deleteMotion,
  listModels,
  listMotions,
  readAbout,
  readGlb,
  readModelProblem,
  readMotion,
  startEdit,
  startGeneration,
  type JobHandle,
} from './api/client';
import { type Me, readMe } from './api/headset';
import { followJob } from './api/jobs';
import { asConsoleError, type ConsoleError, fromProblem } from './api/problem';
import type { EditRequest, GenerateRequest, Motion } from './api/types';
import { byId } from './dom';
import { listenToKeys } from './keyboard';
import { LiveSession, type Showing } from './session/live';
import { remaining } from './text/format';
import { patternTitle } from './text/words';
import { Composer } from './ui/composer';
import { FindingsPanel } from './ui/findings/panel';
import { Header } from './ui/header';
import { FollowSwitch } from './ui/headset/follow';
import { HeadsetMode } from './ui/headset/mode';
import { endPairing } from './ui/headset/pairing-view';
import { LibraryPanel } from './ui/library';
import { addMaintenance } from './ui/maintenance/menu';
import { StagePanel } from './ui/stage';
import type { Viewer } from './viewer/viewer';
import { XrEntry } from './xr/entry';

/** The job under way, kept for a page that is reloaded before it is done. */
const JOB_KEY = 'gaitbox.job';
const MODEL_RETRY_MS = 2000;
const ROUTE = /^#\/motions\/(.+)$/;

/** A form that asks for motions. */
interface Form {
  fail(error: ConsoleError): void;
}

/** Who wants something shown: somebody at this page, or the live session. */
type By = 'page' | 'session';

/** Ties the parts of the page to the server and to each other. */
export class App implements Showing {
  readonly stage: StagePanel;
  readonly xr: XrEntry;
  readonly session: LiveSession;
  current: Motion | null = null;
  wanted: string | null = null;
  shown: string | null = null;
  private readonly header = new Header(byId('header'));
  private readonly composer = new Composer(byId('composer'), (request) => void this.make(request));
  private readonly findings = new FindingsPanel(byId('findings'), {
    onReuse: (motion) => void this.reuse(motion),
    onSeek: (time) => this.stage.look(time),
  });
  private readonly library: LibraryPanel;
  private readonly mode: HeadsetMode | null;
  private readonly live = byId('live');
  private job: string | null = null;
  private cancelled = false;
  private siblings: readonly Motion[] = [];
  private listed: readonly Motion[] = [];

  constructor(readonly me: Me) {
    document.body.dataset['role'] = me.role;
    this.stage = new StagePanel(byId('stage'), {
      onPick: (motion) => void this.present(motion),
      onChange: (request) => void this.change(request),
    });
    const laptop = me.role === 'laptop';
    // What deletes or stops something is the laptop's own.
    this.library = new LibraryPanel(byId('library'), {
      onOpen: (id) => void this.open(id),
      ...(laptop && { onDelete: (id: string) => void this.remove(id) }),
    });
    if (laptop) this.stage.progress.onCancel(() => void this.cancel());
    this.stage.viewer.onChange(({ time }) => this.findings.follow(time));
    listenToKeys(this.stage.viewer);
    this.session = new LiveSession(laptop ? 'lead' : 'follow', this);
    this.mode = laptop ? new HeadsetMode(this.session) : null;
    if (!laptop) this.header.setRemote();
    this.header.add(this.mode?.button ?? new FollowSwitch(this.session).element);
    this.xr = this.admitHeadsets();
    if (laptop) {
      addMaintenance(byId('header'), {
        onEmptied: () => this.emptied(),
        onModels: () => void this.offerModels(),
        onEnded: () => this.session.leave(),
      });
    }
    window.addEventListener('hashchange', () => void this.follow());
  }

  async start(): Promise<void> {
    void this.introduce();
    void this.offerModels();
    const motions = await this.refresh();
    if (motions.length > 0) this.composer.foldExamples();
    const job = sessionStorage.getItem(JOB_KEY);
    if (job) void this.await(job);
    else if (this.mode) await this.follow('session');
    this.joinSession();
  }

  get viewer(): Viewer {
    return this.stage.viewer;
  }

  /** Shows what the live session shows. */
  async adopt(id: string | null): Promise<void> {
    if (id === null) {
      this.close('session');
      return;
    }
    if (!this.listed.some((motion) => motion.id === id)) void this.refresh();
    await this.open(id, 'session');
  }

  /** Whether the server still knows this device; where it does not answer, it is taken to. */
  async isKnown(): Promise<boolean> {
    if (this.me.role === 'laptop') return true;
    try {
      return (await readMe()) !== null;
    } catch {
      return true;
    }
  }

  /** The laptop leads while headset mode is on; a headset follows until it is told otherwise. */
  private joinSession(): void {
    if (this.mode) {
      void this.mode.start();
      return;
    }
    this.session.onChange(({ link }) => {
      if (link === 'revoked') endPairing();
    });
    this.session.join(false);
  }

  /** Says what the engine is made of; asks again while the model is still loading. */
  private async introduce(): Promise<void> {
    try {
      const about = await readAbout();
      this.header.show(about);
      if (about.model) return;
      const problem = await readModelProblem();
      if (problem) this.composer.fail(fromProblem(problem, 'The model cannot be used.'));
      else setTimeout(() => void this.introduce(), MODEL_RETRY_MS);
    } catch {
      // The header stays bare; whatever the user does next says that the server is gone.
    }
  }

  private async offerModels(): Promise<void> {
    try {
      this.composer.offer(await listModels());
    } catch {
      // Requests then name no model, and the server takes its own.
    }
  }

  private async refresh(): Promise<Motion[]> {
    try {
      const motions = await listMotions();
      this.library.show(motions);
      this.listed = motions;
      return motions;
    } catch (error) {
      this.library.fail(asConsoleError(error).message);
      return [];
    }
  }

  private make(request: GenerateRequest): Promise<void> {
    return this.run(() => startGeneration(request), this.composer);
  }

  private change(request: EditRequest): Promise<void> {
    return this.run(() => startEdit(request), this.stage.part);
  }

  /** Starts a job and waits for it; what goes wrong is said where it was asked for. */
  private async run(start: () => Promise<JobHandle>, form: Form): Promise<void> {
    this.begin();
    try {
      const { id } = await start();
      sessionStorage.setItem(JOB_KEY, id);
      await this.await(id, form);
    } catch (error) {
      form.fail(asConsoleError(error));
      this.end();
    }
  }

  /** The request of an earlier motion, in the form that it was made with. */
  private async reuse(motion: Motion): Promise<void> {
    if (!motion.edit) {
      this.composer.reuse(motion);
      return;
    }
    await this.open(motion.edit.source);
    if (this.current?.id === motion.edit.source) this.stage.part.reuse(motion);
  }

  /** Waits for a job and shows its first motion. */
  private async await(job: string, form: Form = this.composer): Promise<void> {
    this.begin();
    this.job = job;
    this.cancelled = false;
    try {
      const motions = await followJob(job, (progress) => {
        this.stage.progress.show(progress);
        this.say(`${progress.message || progress.stage}. ${remaining(progress.eta_seconds)}`);
      });
      this.siblings = motions;
      void this.refresh();
      if (motions[0]) await this.present(motions[0]);
    } catch (error) {
      if (!this.cancelled) form.fail(asConsoleError(error));
    } finally {
      this.job = null;
      sessionStorage.removeItem(JOB_KEY);
      this.end();
    }
  }

  private async cancel(): Promise<void> {
    if (!this.job) return;
    this.cancelled = true;
    try {
      await cancelJob(this.job);
    } catch {
      // It was done already: what it made is shown as usual.
    }
  }

  private begin(): void {
    this.composer.setBusy(true);
    this.stage.part.setBusy(true);
    this.stage.setProgress(true);
    byId('stage').scrollIntoView({ block: 'nearest', behavior: 'smooth' });
  }

  private end(): void {
    this.composer.setBusy(false);
    this.stage.part.setBusy(false);
    this.stage.setProgress(false);
  }

  private async follow(by: By = 'page'): Promise<void> {
    const id = ROUTE.exec(location.hash)?.[1];
    if (id && id !== this.wanted) await this.open(decodeURIComponent(id), by);
  }

  private async open(id: string, by: By = 'page'): Promise<void> {
    this.want(id, by);
    if (!this.current) this.findings.wait();
    try {
      const motion = await readMotion(id);
      if (this.wanted === id) await this.present(motion, by);
    } catch (error) {
      this.stage.notice.show(asConsoleError(error));
      if (!this.current) this.findings.clear();
      if (this.wanted === id) this.want(this.current?.id ?? null, by);
    }
  }

  /** From here on a motion is the one to be shown; the others of the session may load it, too. */
  private want(id: string | null, by: By): void {
    if (id === this.wanted) return;
    this.wanted = id;
    if (by === 'page') this.session.act();
  }

  private async present(motion: Motion, by: By = 'page'): Promise<void> {
    this.current = motion;
    this.want(motion.id, by);
    if (!this.siblings.some((sibling) => sibling.id === motion.id)) this.siblings = [];
    history.replaceState(null, '', `#/motions/${encodeURIComponent(motion.id)}`);
    this.stage.notice.clear();
    this.stage.show(motion, this.siblings);
    this.findings.show(motion);
    document.title = `${patternTitle(motion.intent)} – Gaitbox`;
    this.library.select(motion.id);
    await this.play(motion, by);
  }

  private async play(motion: Motion, by: By): Promise<void> {
    const { viewer } = this.stage;
    this.shown = null;
    this.stage.setLoading(true);
    viewer.setScores(new Map(motion.impaired_regions.map(({ region, score }) => [region, score])));
    try {
      const side = motion.intent.side === 'right' ? 'right' : 'left';
      const glb = await readGlb(motion.id);
      if (this.current !== motion) return;
      const shown = await viewer.load(glb, { side });
      if (!shown) return;
      this.shown = motion.id;
      if (by === 'page') this.session.act();
      this.say(`${patternTitle(motion.intent)} is playing.`);
    } catch (error) {
      if (this.current !== motion) return;
      viewer.clear();
      this.stage.notice.show(asConsoleError(error));
    } finally {
      if (this.current === motion) this.stage.setLoading(false);
    }
  }

  private async remove(id: string): Promise<void> {
    try {
      await deleteMotion(id);
    } catch (error) {
      this.stage.notice.show(asConsoleError(error));
    }
    if (this.current?.id === id) this.close('page');
    await this.refresh();
  }

  private emptied(): void {
    this.close('page');
    void this.refresh();
    this.say('All cases were deleted.');
  }

  private close(by: By): void {
    this.current = null;
    this.shown = null;
    this.want(null, by);
    history.replaceState(null, '', location.pathname);
    this.stage.viewer.clear();
    this.stage.show(null, []);
    this.findings.clear();
    this.library.select(null);
    document.title = 'Gaitbox';
  }

  private admitHeadsets(): XrEntry {
    const app = this;
    const host = {
      get motion() {
        return app.current;
      },
      live: this.session,
      step: (by: 1 | -1) => this.step(by),
    };
    const xr = new XrEntry(this.stage.viewer, host, (error) => this.stage.notice.show(error));
    this.stage.equip(xr.button, xr.hint);
    return xr;
  }

  /** Opens a neighbour in the library of the motion on show; gives what went wrong, if anything. */
  private async step(by: 1 | -1): Promise<string | null> {
    const motions = await this.refresh();
    if (motions.length === 0) return 'There is no case in the library yet.';
    const index = motions.findIndex(({ id }) => id === this.current?.id);
    const next = motions[(index + by + motions.length) % motions.length]!;
    await this.open(next.id);
    return this.stage.notice.text || null;
  }

  private say(sentence: string): void {
    this.live.textContent = sentence;
  }
}
