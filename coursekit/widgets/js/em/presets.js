// Made-up data to choose from.

import { seededRandom } from "../algorithms/random.js";

const NAMES = ["x", "y"];
// Points, mean and standard deviations of each clump: a crowd, and a few far off on both
// sides, as in the velocities of galaxies behind Corona Borealis.
const CLUMPS = [
  [12, [9.7, 7], [0.4, 1.2]],
  [42, [19.6, 13], [0.9, 2.4]],
  [34, [22.9, 18], [1.5, 2]],
  [20, [24.2, 9], [1.1, 1.4]],
  [7, [32.8, 15], [0.8, 1]],
];
const RING = { points: 150, middle: 5, radius: 3.5, spread: 0.3 };

const round = (value) => Number(value.toFixed(2));

function clumps() {
  const { normal } = seededRandom(1);
  return CLUMPS.flatMap(([count, mean, sd]) =>
    Array.from({ length: count }, () => mean.map((m, k) => round(m + sd[k] * normal()))),
  );
}

function ring() {
  const { uniform, normal } = seededRandom(2);
  return Array.from({ length: RING.points }, () => {
    const angle = 2 * Math.PI * uniform();
    const radius = RING.radius + RING.spread * normal();
    return [Math.cos(angle), Math.sin(angle)].map((v) => round(RING.middle + radius * v));
  });
}

export const PRESETS = {
  clumps: { label: "Clumps, as of galaxies", data: clumps(), names: NAMES },
  ring: { label: "A ring", data: ring(), names: NAMES },
  empty: { label: "Empty: click points in", data: [], names: NAMES },
};
