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
import { followJob } from './api/jobs';
import { asConsoleError, type ConsoleError, fromProblem } from './api/problem';
import type { EditRequest, GenerateRequest, Motion } from './api/types';
import { byId } from './dom';
import { listenToKeys } from './keyboard';
import { remaining } from './text/format';
import { patternTitle } from './text/words';
import { Composer } from './ui/composer';
import { FindingsPanel } from './ui/findings/panel';
import { Header } from './ui/header';
import { LibraryPanel } from './ui/library';
import { addMaintenance } from './ui/maintenance/menu';
import { StagePanel } from './ui/stage';

/** The job under way, kept for a page that is reloaded before it is done. */
const JOB_KEY = 'gaitbox.job';
const MODEL_RETRY_MS = 2000;
const ROUTE = /^#\/motions\/(.+)$/;

/** A form that asks for motions. */
interface Form {
  fail(error: ConsoleError): void;
}

/** Ties the parts of the page to the server and to each other. */
export class App {
  readonly stage: StagePanel;
  current: Motion | null = null;
  private readonly header = new Header(byId('header'));
  private readonly composer = new Composer(byId('composer'), (request) => void this.make(request));
  private readonly findings = new FindingsPanel(byId('findings'), {
    onReuse: (motion) => void this.reuse(motion),
    onSeek: (time) => this.stage.look(time),
  });
  private readonly library = new LibraryPanel(byId('library'), {
    onOpen: (id) => void this.open(id),
    onDelete: (id) => void this.remove(id),
  });
  private readonly live = byId('live');
  private job: string | null = null;
  private cancelled = false;
  private siblings: readonly Motion[] = [];
  private wanted: string | null = null;

  constructor() {
    this.stage = new StagePanel(byId('stage'), {
      onPick: (motion) => void this.present(motion),
      onChange: (request) => void this.change(request),
    });
    this.stage.progress.onCancel(() => void this.cancel());
    this.stage.viewer.onChange(({ time }) => this.findings.follow(time));
    listenToKeys(this.stage.viewer);
    addMaintenance(byId('header'), {
      onEmptied: () => this.emptied(),
      onModels: () => void this.offerModels(),
    });
    window.addEventListener('hashchange', () => this.follow());
  }

  async start(): Promise<void> {
    void this.introduce();
    void this.offerModels();
    const motions = await this.refresh();
    if (motions.length > 0) this.composer.foldExamples();
    const job = sessionStorage.getItem(JOB_KEY);
    if (job) await this.await(job);
    else this.follow();
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

  private follow(): void {
    const id = ROUTE.exec(location.hash)?.[1];
    if (id && id !== this.wanted) void this.open(decodeURIComponent(id));
  }

  private async open(id: string): Promise<void> {
    this.wanted = id;
    if (!this.current) this.findings.wait();
    try {
      const motion = await readMotion(id);
      if (this.wanted === id) await this.present(motion);
    } catch (error) {
      this.stage.notice.show(asConsoleError(error));
      if (!this.current) this.findings.clear();
    }
  }

  private async present(motion: Motion): Promise<void> {
    this.current = motion;
    this.wanted = motion.id;
    if (!this.siblings.some((sibling) => sibling.id === motion.id)) this.siblings = [];
    history.replaceState(null, '', `#/motions/${encodeURIComponent(motion.id)}`);
    this.stage.notice.clear();
    this.stage.show(motion, this.siblings);
    this.findings.show(motion);
    document.title = `${patternTitle(motion.intent)} – Gaitbox`;
    this.library.select(motion.id);
    await this.play(motion);
  }

  private async play(motion: Motion): Promise<void> {
    const { viewer } = this.stage;
    this.stage.setLoading(true);
    viewer.setScores(new Map(motion.impaired_regions.map(({ region, score }) => [region, score])));
    try {
      const side = motion.intent.side === 'right' ? 'right' : 'left';
      const glb = await readGlb(motion.id);
      if (this.current !== motion) return;
      const shown = await viewer.load(glb, { side });
      if (shown) this.say(`${patternTitle(motion.intent)} is playing.`);
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
    if (this.current?.id === id) this.close();
    await this.refresh();
  }

  private emptied(): void {
    this.close();
    void this.refresh();
    this.say('All cases were deleted.');
  }

  private close(): void {
    this.current = null;
    this.wanted = null;
    history.replaceState(null, '', location.pathname);
    this.stage.viewer.clear();
    this.stage.show(null, []);
    this.findings.clear();
    this.library.select(null);
    document.title = 'Gaitbox';
  }

  private say(sentence: string): void {
    this.live.textContent = sentence;
  }
}
