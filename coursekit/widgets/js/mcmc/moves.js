// What moves in the picture: each chain's disc, and how its step came about: the law that the
// proposal is drawn from, the arrow of the proposal, or the path that leads to it.

import { centre } from "../algorithms/mala.js";
import { factorOf } from "../algorithms/metropolis.js";
import { chainColour } from "./chains.js";

const HEAD = 8; // radius of the disc that shows where a chain is
const KNOT = 2; // radius of a point of a path
const MOMENTUM = 0.07; // of the picture's width, the arrow of a momentum of 1
export const VERDICT = 0.45; // share of a step's animation after which accept or reject is shown

// Paints the chains of `picture` at the draw shown, and the step that led there.
export function paintMoves(pen, picture) {
  const { session, run, colours } = picture;
  const { n, progress, isSlow } = session;
  const place = ([x, y]) => [picture.toX(x), picture.toY(y)];
  const detail = isSlow && n > 0 ? run.detail(n) : null;
  const isOpen = progress < VERDICT;
  const reach = ease(Math.min(progress / VERDICT, 1)); // how much of the way to the proposal
  const glide = ease(Math.max((progress - VERDICT) / (1 - VERDICT), 0));
  const steps = run.chains.map(({ x, y, accepted, divergent }, k) => ({
    k,
    here: [x[n], y[n]],
    before: n > 0 ? [x[n - 1], y[n - 1]] : null,
    colour: chainColour(colours, k),
    verdict: isOpen ? "open" : accepted[n] ? "accepted" : "rejected",
    isDivergent: divergent[n] === 1,
  }));
  const tools = { pen, place, colours, session, reach, view: picture.view };
  if (detail) for (const step of steps) paintStep(tools, step, detail);
  for (const { k, here, before, colour, verdict } of steps) {
    const at = detail && verdict !== "rejected" ? between(before, here, isOpen ? 0 : glide) : here;
    paintHead(pen, place(at), k, colour, colours.bg);
  }
}

// How one chain went from where it was to where it is.
function paintStep(tools, step, detail) {
  const { pen, place, session, colours } = tools;
  const { k, before, colour, verdict } = step;
  if (k === 0 && !detail.paths && session.shows("ellipses")) paintLaw(tools, step, detail);
  paintGhost(pen, place(before), colour);
  if (session.shows("proposals")) {
    if (detail.paths) paintPath(tools, step, detail.paths[k], Boolean(detail.depth));
    else {
      const [from, to] = [place(before), place(detail.proposal[k])];
      paintProposal(pen, from, between(from, to, tools.reach), {
        colour: verdict === "rejected" ? colours.muted : colour,
        verdict,
      });
    }
  }
  if (detail.momentum && session.shows("momentum")) {
    paintMomentum(tools, before, detail.momentum[k]);
  }
}

// The normal law of the first chain's proposal, as ellipses of one and two standard
// deviations. Those of all chains would hide the target.
function paintLaw({ pen, place }, { k, before, colour }, { kernel, before: state }) {
  const isWalk = kernel.scale !== undefined;
  const [[a], [b, c]] = factorOf(isWalk ? kernel.scale : kernel.stepSize);
  const middle = isWalk ? before : centre(before, state.grad[k], kernel.stepSize);
  pen.save();
  pen.strokeStyle = colour;
  pen.lineWidth = 1;
  pen.globalAlpha = 0.6;
  for (const radius of [1, 2]) {
    pen.beginPath();
    for (let i = 0; i <= 48; i++) {
      const [cos, sin] = [Math.cos((i * Math.PI) / 24), Math.sin((i * Math.PI) / 24)];
      const x = middle[0] + radius * a * cos;
      const y = middle[1] + radius * (b * cos + c * sin);
      pen.lineTo(...place([x, y]));
    }
    pen.stroke();
  }
  pen.restore();
}

function paintMomentum({ pen, place, colours, view }, [x, y], [px, py]) {
  const unit = MOMENTUM * (view[1] - view[0]);
  const [from, to] = [place([x, y]), place([x + unit * px, y + unit * py])];
  paintArrow(pen, from, to, { colour: colours.fg, width: 1.5, head: 6 });
}

// The points of a path in the order in which they were found. A tree has a colour for each
// of its doublings; a doubling that was thrown away is grey and dashed.
function paintPath({ pen, place, colours, reach }, { colour, verdict, isDivergent }, path, isTree) {
  const lengths = path.map(({ points }) => points.length - 1);
  let left = reach * lengths.reduce((sum, length) => sum + length, 0); // to be drawn
  const levels = [colours.c3, colours.c5, colours.c4, colours.c1, colours.c2];
  pen.save();
  pen.lineWidth = 2;
  path.forEach(({ points, isKept }, level) => {
    const isLost = isTree ? isKept === false : verdict === "rejected";
    const own = isTree ? levels[level % levels.length] : colour;
    pen.strokeStyle = pen.fillStyle = isLost ? colours.muted : own;
    pen.setLineDash(isLost ? [4, 4] : []);
    const shown = points.slice(0, Math.max(Math.floor(left) + 1, 0)).map(({ x }) => place(x));
    const share = left - Math.floor(left);
    const onTheWay = left > 0 && shown.length < points.length;
    if (onTheWay) shown.push(between(shown.at(-1), place(points[shown.length].x), share));
    left -= points.length - 1;
    if (shown.length > 1) paintStretch(pen, shown);
    const isEnd = level === path.length - 1 && !onTheWay && verdict !== "open";
    if (isEnd && (isDivergent || (!isTree && isLost))) {
      paintCross(pen, shown.at(-1), pen.strokeStyle);
    }
  });
  pen.restore();
}

function paintStretch(pen, points) {
  pen.beginPath();
  for (const point of points) pen.lineTo(...point);
  pen.stroke();
  if (points.length > 80) return; // the knots would be a bar
  for (const [x, y] of points.slice(1)) {
    pen.beginPath();
    pen.arc(x, y, KNOT, 0, 2 * Math.PI);
    pen.fill();
  }
}

const ease = (share) => share * share * (3 - 2 * share);
const between = ([x0, y0], [x1, y1], share) => [x0 + share * (x1 - x0), y0 + share * (y1 - y0)];

function paintHead(pen, [x, y], k, colour, background) {
  pen.fillStyle = colour;
  pen.strokeStyle = background;
  pen.lineWidth = 1.5;
  pen.beginPath();
  pen.arc(x, y, HEAD, 0, 2 * Math.PI);
  pen.fill();
  pen.stroke();
  pen.fillStyle = background;
  pen.font = "bold 11px system-ui, sans-serif";
  pen.textAlign = "center";
  pen.textBaseline = "middle";
  pen.fillText(k + 1, x, y + 0.5);
}

// A ring where the chain was.
function paintGhost(pen, [x, y], colour) {
  pen.strokeStyle = colour;
  pen.lineWidth = 1.5;
  pen.beginPath();
  pen.arc(x, y, HEAD - 3, 0, 2 * Math.PI);
  pen.stroke();
}

// The arrow of a proposal: solid and pointed, or, once rejected, dashed with a cross. An
// accepted one ends at the rim of the disc that has moved there.
function paintProposal(pen, from, to, { colour, verdict }) {
  const isRejected = verdict === "rejected";
  const short = verdict === "accepted" ? HEAD : 0;
  paintArrow(pen, from, to, { colour, width: 2, head: isRejected ? 0 : 9, short, isRejected });
  if (isRejected) paintCross(pen, to, colour);
}

function paintArrow(pen, from, to, { colour, width, head, short = 0, isRejected = false }) {
  const end = Math.hypot(to[0] - from[0], to[1] - from[1]) - short;
  pen.save();
  pen.translate(...from);
  pen.rotate(Math.atan2(to[1] - from[1], to[0] - from[0]));
  pen.strokeStyle = pen.fillStyle = colour;
  pen.lineWidth = width;
  pen.setLineDash(isRejected ? [4, 4] : []);
  pen.beginPath();
  pen.moveTo(0, 0);
  pen.lineTo(Math.max(end - 2, 0), 0);
  pen.stroke();
  if (head > 0 && end > head) {
    pen.beginPath();
    pen.moveTo(end, 0);
    pen.lineTo(end - head, -head / 1.8);
    pen.lineTo(end - head, head / 1.8);
    pen.fill();
  }
  pen.restore();
}

function paintCross(pen, [x, y], colour) {
  pen.save();
  pen.strokeStyle = colour;
  pen.setLineDash([]);
  pen.lineWidth = 2.5;
  pen.beginPath();
  pen.moveTo(x - 5, y - 5);
  pen.lineTo(x + 5, y + 5);
  pen.moveTo(x - 5, y + 5);
  pen.lineTo(x + 5, y - 5);
  pen.stroke();
  pen.restore();
}
