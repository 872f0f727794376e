// The data: mixtures of equal round Gaussians, so that their density is known everywhere.

export const HALF = 1.6; // the plane that is shown goes from -HALF to HALF both ways
export const MAX_DRAWN = 300;

const onCircle = (count, radius) =>
  Array.from({ length: count }, (_, k) => {
    const angle = (2 * Math.PI * k) / count;
    return [radius * Math.cos(angle), radius * Math.sin(angle)];
  });
const along = (from, to, count) =>
  Array.from({ length: count }, (_, k) =>
    from.map((start, j) => start + ((to[j] - start) * k) / (count - 1)),
  );
const places = [-1, -0.5, 0, 0.5, 1];

// centres, the standard deviation about each, and whether the centres count as modes
const SETS = {
  line: { centres: along([-0.9, -0.6], [0.9, 0.6], 61), sd: 0.05, hasModes: false },
  gaussians: {
    centres: [
      [-0.6, -0.4],
      [0.6, 0.4],
    ],
    sd: 0.15,
    hasModes: true,
  },
  ring: { centres: onCircle(8, 1), sd: 0.07, hasModes: true },
  blobs: {
    centres: [
      [-0.7, 0.5],
      [0.75, 0.35],
      [0, -0.75],
    ],
    sd: 0.1,
    hasModes: true,
  },
  grid: { centres: places.flatMap((y) => places.map((x) => [x, y])), sd: 0.04, hasModes: true },
};
const DRAWN_SD = 0.05;
export const DATA_NAMES = [...Object.keys(SETS), "drawn"];

// The mixture called `name`; drawn data lie about the points.
export function dataOf(name, points = []) {
  return name === "drawn" ? { centres: points, sd: DRAWN_SD, hasModes: false } : SETS[name];
}

// n points of a mixture, or of noise, as one array.
export function sample({ centres, sd }, n, { uniform, normal }) {
  const x = new Float64Array(2 * n);
  for (let i = 0; i < n; i++) {
    const centre = centres[Math.floor(centres.length * uniform())];
    x[2 * i] = centre[0] + sd * normal();
    x[2 * i + 1] = centre[1] + sd * normal();
  }
  return x;
}

export const NOISES = ["gaussian", "uniform"];

// Noise for n points: standard normal, or uniform on [-1, 1).
export function sampleNoise(noise, dim, n, { uniform, normal }) {
  const draw = noise === "gaussian" ? normal : () => 2 * uniform() - 1;
  return Float64Array.from({ length: dim * n }, draw);
}

// The mixture's density at the middles of the cells of a size x size grid over the plane,
// row by row from the bottom; `blur` widens each Gaussian, as a kernel of that width would.
export function density({ centres, sd }, size, blur = 0) {
  const variance = sd ** 2 + blur ** 2;
  const at = (k) => -HALF + ((k + 0.5) * 2 * HALF) / size;
  const profile = (middle) =>
    Float64Array.from({ length: size }, (_, k) =>
      Math.exp(-((at(k) - middle) ** 2) / (2 * variance)),
    );
  const result = new Float64Array(size * size);
  for (const [x, y] of centres) {
    const [across, up] = [profile(x), profile(y)];
    for (let j = 0; j < size; j++) {
      if (up[j] < 1e-12) continue;
      for (let i = 0; i < size; i++) result[j * size + i] += across[i] * up[j];
    }
  }
  const scale = 1 / (2 * Math.PI * variance * centres.length);
  return result.map((value) => value * scale);
}
