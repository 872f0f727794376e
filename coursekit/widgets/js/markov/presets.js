// Chains to begin with. Positions are shares of the picture's width and height; without them
// the states stand in a circle.

const row = (count) => Array.from({ length: count }, (_, k) => [(k + 0.5) / count, 0.5]);
const zigzag = (count) => row(count).map(([x], k) => [x, k % 2]);
const square = (n, entry) =>
  Array.from({ length: n }, (_, i) => Array.from({ length: n }, (_, j) => entry(i, j)));

// Metropolis-Hastings on five states in a row: right with 7/10, left with 3/10.
function lopsided() {
  const target = [1, 2, 4, 2, 1];
  const propose = (i, j) => (j === i + 1 ? 0.7 : j === i - 1 ? 0.3 : 0);
  const move = (i, j) => {
    if (i === j || propose(i, j) === 0) return 0;
    return propose(i, j) * Math.min(1, (target[j] * propose(j, i)) / (target[i] * propose(i, j)));
  };
  return withStays(square(5, move));
}

// Where the rest of each row stays in place.
const withStays = (P) =>
  P.map((row, i) => row.map((p, j) => (i === j ? 1 - row.reduce((a, b) => a + b) : p)));

const steps = (n) => square(n, (i, j) => (Math.abs(i - j) === 1 ? 0.5 : 0));

export const PRESETS = {
  weather: {
    label: "Weather, two states",
    names: ["sun", "rain"],
    matrix: [[0.8, 0.2], [0.4, 0.6]],
    positions: row(2),
  },
  ring: {
    label: "Ring of six, periodic",
    names: ["0", "1", "2", "3", "4", "5"],
    matrix: square(6, (i, j) => ((i - j + 6) % 6 === 1 || (j - i + 6) % 6 === 1 ? 0.5 : 0)),
  },
  classes: {
    label: "Two classes",
    names: ["in", "out", "past", "gone"],
    matrix: [[0.5, 0.3, 0.2, 0], [0.6, 0.4, 0, 0], [0, 0, 0.3, 0.7], [0, 0, 0.6, 0.4]],
    positions: [[0.17, 0.25], [0.17, 0.75], [0.83, 0.25], [0.83, 0.75]],
  },
  gambler: {
    label: "Gambler",
    names: ["ruin", "1", "2", "3", "rich"],
    matrix: steps(5).map((row, i) => (i % 4 === 0 ? row.map((_, j) => Number(i === j)) : row)),
    positions: zigzag(5),
    start: 2,
  },
  walk: {
    label: "Random walk",
    names: ["−3", "−2", "−1", "0", "1", "2", "3"],
    matrix: withStays(steps(7)),
    positions: zigzag(7),
    start: 3,
  },
  metropolis: {
    label: "Metropolis-Hastings, five states",
    names: ["1", "2", "3", "4", "5"],
    matrix: lopsided(),
    positions: zigzag(5),
    flows: true,
  },
  machine: {
    label: "Machine, continuous time",
    names: ["works", "repair", "overhaul"],
    matrix: [[-0.1, 0.09, 0.01], [1, -1, 0], [0.1, 0, -0.1]],
    continuous: true,
  },
};
