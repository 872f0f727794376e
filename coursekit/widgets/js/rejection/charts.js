// What comes of the darts: the histogram of those accepted, and their share as it settles.

import { paintAxes } from "../kit/axes.js";
import { Chart } from "../kit/chart.js";

const [FEW_BINS, MANY_BINS, MANY] = [20, 40, 300]; // many bins from as many draws on
const SHORTEST = 50; // darts that the axis of shares spans at least
const grid = Array.from({ length: 201 }, (_, k) => k / 200);

export class Histogram extends Chart {
  constructor(session) {
    super(session, "sfp-histogram");
  }

  paint() {
    if (!this.isReady) return;
    const { session, layer, colours } = this;
    const { darts, n, accepted, target, outcome, gaps, top } = session;
    const bins = accepted < MANY ? FEW_BINS : MANY_BINS;
    const counts = Array(bins).fill(0);
    for (let k = 0; k < n; k++) {
      if (darts[k].isAccepted) counts[Math.floor(darts[k].x * bins)] += 1;
    }
    const height = (count) => (accepted ? (count * bins) / accepted : 0);
    const highest = Math.max(...grid.map(outcome.comes), top) * 1.25;
    const scales = paintAxes(layer, colours, [0, 1], [0, highest]);
    const { toX, toY } = scales;
    const { pen } = layer;
    pen.fillStyle = colours.c1;
    pen.globalAlpha = 0.55;
    counts.forEach((count, k) => {
      const y = toY(Math.min(height(count), highest));
      const [from, to] = [toX(k / bins), toX((k + 1) / bins)];
      pen.fillRect(from + 0.5, y, to - from - 1, toY(0) - y);
    });
    pen.globalAlpha = 1;
    this.line(grid.map((x) => [x, target(x)]), scales, colours.fg);
    if (gaps.length === 0) return;
    this.line(grid.map((x) => [x, outcome.comes(x)]), scales, colours.c2, [6, 4]);
  }
}

// The share of the darts accepted so far, and what it must come to, with two standard
// deviations either way.
export class Shares extends Chart {
  constructor(session) {
    super(session, "sfp-shares");
  }

  paint() {
    if (!this.isReady) return;
    const { session, layer, colours } = this;
    const { n, counts, outcome } = session;
    const last = Math.max(n, SHORTEST);
    const scales = paintAxes(layer, colours, [0, last], [0, 1]);
    const { pen, width } = layer;
    const stride = Math.max(1, Math.floor(last / width));
    const times = [];
    for (let t = 1; t <= last; t += stride) times.push(t);
    const reach = (t) => 2 * Math.sqrt((outcome.share * (1 - outcome.share)) / t);
    const edge = (t, sign) => Math.min(Math.max(outcome.share + sign * reach(t), 0), 1);
    pen.fillStyle = colours.muted;
    pen.globalAlpha = 0.2;
    pen.beginPath();
    for (const t of times) pen.lineTo(scales.toX(t), scales.toY(edge(t, 1)));
    for (const t of times.toReversed()) pen.lineTo(scales.toX(t), scales.toY(edge(t, -1)));
    pen.fill();
    pen.globalAlpha = 1;
    this.line([[0, outcome.share], [last, outcome.share]], scales, colours.c4, [7, 4]);
    const until = times.filter((t) => t <= n);
    if (n > 0 && until.at(-1) !== n) until.push(n);
    this.line(until.map((t) => [t, counts[t] / t]), scales, colours.c1);
  }
}
