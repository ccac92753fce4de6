/** The way the walker takes over the floor, free of the sway within a stride. */

export interface FloorPoint {
  x: number;
  z: number;
}

/** Half of the averaging window, seconds: a little over half of a usual stride. */
const HALF_WINDOW_S = 0.6;

export class FloorPath {
  readonly duration: number;
  private readonly points: FloorPoint[];
  private readonly rate: number;

  /** `samples` are pelvis positions at `rate` a second. */
  constructor(samples: readonly FloorPoint[], rate: number) {
    this.rate = rate;
    this.points = smooth(samples, Math.round(HALF_WINDOW_S * rate));
    this.duration = (samples.length - 1) / rate;
  }

  /** Position at a time, seconds; ends are held. */
  at(time: number): FloorPoint {
    const position = Math.min(Math.max(time * this.rate, 0), this.points.length - 1);
    const index = Math.min(Math.floor(position), this.points.length - 2);
    if (index < 0) return this.points[0] ?? { x: 0, z: 0 };
    return between(this.points[index]!, this.points[index + 1]!, position - index);
  }

  get start(): FloorPoint {
    return this.at(0);
  }

  get end(): FloorPoint {
    return this.at(this.duration);
  }

  get middle(): FloorPoint {
    return between(this.start, this.end, 0.5);
  }

  /** Distance between both ends, metres. */
  get length(): number {
    return Math.hypot(this.end.x - this.start.x, this.end.z - this.start.z);
  }

  /** Unit direction of travel; straight ahead (+Z) for a walk on the spot. */
  get heading(): FloorPoint {
    if (this.length < 0.3) return { x: 0, z: 1 };
    return {
      x: (this.end.x - this.start.x) / this.length,
      z: (this.end.z - this.start.z) / this.length,
    };
  }
}

function between(a: FloorPoint, b: FloorPoint, share: number): FloorPoint {
  return { x: a.x + (b.x - a.x) * share, z: a.z + (b.z - a.z) * share };
}

/** Moving average; the window shrinks towards the ends, so that they stay where they are. */
function smooth(samples: readonly FloorPoint[], half: number): FloorPoint[] {
  return samples.map((_, index) => {
    const reach = Math.min(half, index, samples.length - 1 - index);
    const window = samples.slice(index - reach, index + reach + 1);
    return {
      x: window.reduce((sum, point) => sum + point.x, 0) / window.length,
      z: window.reduce((sum, point) => sum + point.z, 0) / window.length,
    };
  });
}
