// The border of a classifier as line segments: where its log odds pass through zero, found on
// a grid of cells (marching squares).

const CELLS = 56;

// Segments [[x, y], [x, y]] of the zeros of f in a frame [[left, right], [bottom, top]].
export function zeros(f, [across, up]) {
  const at = ([low, high], k) => low + (k / CELLS) * (high - low);
  const xs = Array.from({ length: CELLS + 1 }, (_, i) => at(across, i));
  const ys = Array.from({ length: CELLS + 1 }, (_, j) => at(up, j));
  const values = xs.map((x) => ys.map((y) => f([x, y])));
  const found = [];
  for (let i = 0; i < CELLS; i++) {
    for (let j = 0; j < CELLS; j++) {
      const corners = [[i, j], [i + 1, j], [i + 1, j + 1], [i, j + 1]].map(([a, b]) => ({
        point: [xs[a], ys[b]],
        value: values[a][b],
      }));
      const crossings = corners.flatMap((from, k) => crossing(from, corners[(k + 1) % 4]));
      for (let k = 0; k + 1 < crossings.length; k += 2) found.push([crossings[k], crossings[k + 1]]);
    }
  }
  return found;
}

// Where the straight line between two values is 0, if it is: [point] or [].
function crossing(from, to) {
  if (from.value > 0 === to.value > 0) return [];
  const share = from.value / (from.value - to.value);
  return [from.point.map((value, k) => value + share * (to.point[k] - value))];
}
