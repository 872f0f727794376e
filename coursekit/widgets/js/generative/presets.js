// Made-up data to choose from: triples x, y, class.

import { seededRandom } from "../algorithms/random.js";

const NAMES = ["x", "y"];
const CLASSES = ["A", "B"];
const round = (value) => Number(value.toFixed(2));
const labelled = (c) => (point) => [...point.map(round), c];

// `count` points about a mean, with standard deviations along the axes and a correlation.
function cloud({ normal }, count, [mx, my], [sx, sy], rho = 0) {
  return Array.from({ length: count }, () => {
    const [a, b] = [normal(), normal()];
    return [mx + sx * a, my + sy * (rho * a + Math.sqrt(1 - rho * rho) * b)];
  });
}

function clouds() {
  const random = seededRandom(4);
  const [a, b] = [[-1.5, 0.5], [1.5, -0.5]].map((mean) => cloud(random, 30, mean, [1.1, 1.1]));
  return [...a.map(labelled(0)), ...b.map(labelled(1))];
}

function moons() {
  const { uniform, normal } = seededRandom(2);
  const noise = () => 0.15 * normal();
  return Array.from({ length: 80 }, (_, i) => {
    const angle = Math.PI * uniform();
    const [x, y] = [Math.cos(angle), Math.sin(angle)];
    return i % 2
      ? [round(1 - x + noise()), round(0.5 - y + noise()), 1]
      : [round(x + noise()), round(y + noise()), 0];
  });
}

function crossed() {
  const random = seededRandom(3);
  const a = cloud(random, 50, [0, 0], [1.6, 1.6], 0.93);
  const b = cloud(random, 50, [0, 0], [1.6, 1.6], -0.93);
  return [...a.map(labelled(0)), ...b.map(labelled(1))];
}

// With an `origin`, borders are compared with those of other data.
export const PRESETS = {
  clouds: { label: "Two clouds", data: clouds(), names: NAMES, classes: CLASSES },
  far: {
    label: "Two clouds, one far point",
    data: [...clouds(), [9, -8, 1]],
    origin: clouds(),
    names: NAMES,
    classes: CLASSES,
  },
  moons: { label: "Two moons", data: moons(), names: NAMES, classes: CLASSES },
  crossed: { label: "Two crossed ellipses", data: crossed(), names: NAMES, classes: CLASSES },
  empty: { label: "Empty: click points in", data: [], names: NAMES, classes: CLASSES },
};
