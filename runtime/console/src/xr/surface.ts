import {
  CanvasTexture,
  LinearMipmapLinearFilter,
  Mesh,
  MeshBasicMaterial,
  PlaneGeometry,
  SRGBColorSpace,
} from 'three';
import { HEIGHT, WIDTH, type Rect } from './layout';

/** Pixels for a millimetre: a little more than a Quest 3 shows at arm's length and a half. */
const DENSITY = 1.5;
const ANISOTROPY = 4;
const MM = 1 / 1000;

type Paint = (context: CanvasRenderingContext2D) => void;

/** A plane of the board that is painted with a 2D canvas; units are millimetres. */
export class Surface {
  readonly mesh: Mesh<PlaneGeometry, MeshBasicMaterial>;
  private readonly context: CanvasRenderingContext2D;
  private readonly texture: CanvasTexture;
  private shown = '';

  /** `lift` keeps surfaces apart that lie on each other. */
  constructor(
    private readonly rect: Rect,
    lift = 0,
  ) {
    const canvas = document.createElement('canvas');
    canvas.width = Math.round(rect.w * DENSITY);
    canvas.height = Math.round(rect.h * DENSITY);
    this.context = canvas.getContext('2d')!;
    this.texture = new CanvasTexture(canvas);
    this.texture.colorSpace = SRGBColorSpace;
    this.texture.minFilter = LinearMipmapLinearFilter;
    this.texture.anisotropy = ANISOTROPY;
    this.mesh = new Mesh(
      new PlaneGeometry(rect.w * MM, rect.h * MM),
      new MeshBasicMaterial({ map: this.texture, transparent: true, toneMapped: false }),
    );
    place(this.mesh, rect, lift);
    this.mesh.renderOrder = lift;
  }

  /** Paints anew where `content`, which stands for all that is painted, is another than before. */
  paint(content: string, paint: Paint): void {
    if (content === this.shown) return;
    this.shown = content;
    const { context, rect } = this;
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.clearRect(0, 0, context.canvas.width, context.canvas.height);
    context.setTransform(DENSITY, 0, 0, DENSITY, -rect.x * DENSITY, -rect.y * DENSITY);
    paint(context);
    this.texture.needsUpdate = true;
  }

  dispose(): void {
    this.mesh.geometry.dispose();
    this.mesh.material.dispose();
    this.texture.dispose();
  }
}

/** Puts a mesh at a rectangle of the board, whose own middle is the origin; lift in millimetres. */
export function place(mesh: Mesh, { x, y, w, h }: Rect, lift = 0): void {
  mesh.position.set((x + w / 2 - WIDTH / 2) * MM, (HEIGHT / 2 - y - h / 2) * MM, lift * MM);
}
