// Where states and arrows lie, in pixels.

const LOOP = 17; // radius of the arrow from a state to itself
const BEND = 0.16; // of an arrow, as a share of its length
const SAMPLES = 32;

// States in a circle, clockwise from the top, as shares of width and height.
export function circle(count) {
  const turns = Array.from({ length: count }, (_, k) => (2 * Math.PI * k) / count - Math.PI / 2);
  const spread = (values) => {
    const [low, high] = [Math.min(...values), Math.max(...values)];
    return values.map((value) => (high - low < 1e-9 ? 0.5 : (value - low) / (high - low)));
  };
  const y = spread(turns.map(Math.sin));
  return spread(turns.map(Math.cos)).map((x, k) => [x, y[k]]);
}

export const distance = ([x0, y0], [x1, y1]) => Math.hypot(x1 - x0, y1 - y0);

// The radius of states at these places: up to `most`, less where they crowd.
export function radiusOf(places, most) {
  const gaps = places.flatMap((a, i) => places.slice(0, i).map((b) => distance(a, b)));
  return Math.max(Math.min(most, 0.32 * Math.min(...gaps)), 12);
}

// The points of an arrow from one state's rim to another's, bent to its left so that the
// arrow back has room.
export function arrow(from, to, radius) {
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
  const bent = [(from[0] + to[0]) / 2 + BEND * dy, (from[1] + to[1]) / 2 - BEND * dx];
  const at = (t) =>
    [0, 1].map((k) => (1 - t) ** 2 * from[k] + 2 * t * (1 - t) * bent[k] + t ** 2 * to[k]);
  const fine = Array.from({ length: 101 }, (_, k) => k / 100);
  const first = fine.find((t) => distance(at(t), from) > radius) ?? 0.4;
  const last = fine.findLast((t) => distance(at(t), to) > radius + 2) ?? 0.6;
  return sampled((s) => at(first + s * (last - first)));
}

// The points of an arrow from a state to itself, on the side away from the other states.
export function loop(centre, places, radius) {
  const away = awayFromMiddle(centre, places);
  const middle = [0, 1].map((k) => centre[k] + away[k] * (radius + 0.7 * LOOP));
  const back = Math.atan2(-away[1], -away[0]);
  const gap = 0.8; // radians on either side of the line to the state
  return sampled((s) => {
    const angle = back + gap + s * (2 * Math.PI - 2 * gap);
    return [middle[0] + LOOP * Math.cos(angle), middle[1] + LOOP * Math.sin(angle)];
  });
}

const sampled = (at) => Array.from({ length: SAMPLES + 1 }, (_, k) => at(k / SAMPLES));

// The unit vector from the states' middle to a state, or upwards where it is in the middle.
function awayFromMiddle(place, places) {
  const middle = [0, 1].map((k) => places.reduce((total, p) => total + p[k], 0) / places.length);
  const out = [place[0] - middle[0], 8 * (place[1] - middle[1])]; // rather up or down
  const length = Math.hypot(...out);
  return length < 1 ? [0, -1] : out.map((value) => value / length);
}

// The point at share s of the way.
export function along(points, s) {
  const place = Math.min(Math.max(s, 0), 1) * (points.length - 1);
  const k = Math.min(Math.floor(place), points.length - 2);
  return [0, 1].map((i) => points[k][i] + (place - k) * (points[k + 1][i] - points[k][i]));
}

// The share of the way at which the points are nearest to `place`.
export function nearest(points, place) {
  const fine = Array.from({ length: 201 }, (_, k) => k / 200);
  const gaps = fine.map((s) => distance(along(points, s), place));
  return fine[gaps.indexOf(Math.min(...gaps))];
}

// A place for a label to the left of share s of the way; labels are wider than high.
export function beside(points, s) {
  const [a, b] = [along(points, s - 0.05), along(points, s + 0.05)];
  const angle = Math.atan2(b[1] - a[1], b[0] - a[0]);
  const [x, y] = along(points, s);
  const gap = 14 + 8 * Math.abs(Math.sin(angle));
  return [x + gap * Math.sin(angle), y - gap * Math.cos(angle)];
}

export const outline = (points) =>
  points.map(([x, y], k) => `${k ? "L" : "M"}${x.toFixed(1)} ${y.toFixed(1)}`).join("");

// A triangle at the end of the way.
export function head(points, size) {
  const end = points.at(-1);
  const [x, y] = along(points, 0.9);
  const angle = Math.atan2(end[1] - y, end[0] - x);
  const corner = (turn, length) => [
    end[0] - length * Math.cos(angle + turn),
    end[1] - length * Math.sin(angle + turn),
  ];
  return `${outline([end, corner(0.5, size), corner(-0.5, size)])}Z`;
}
