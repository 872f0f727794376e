// A density on a grid of cells: what the heat map, the contours and the true marginals
// are drawn from. A window is [left, right, bottom, top].

// -> {window, size, logMax, mass, hasNaN}: `mass` holds size * size shares that sum to 1,
// row by row from the bottom. A logMax of -Infinity means zero density everywhere.
export function densityGrid(logDensity, window, size) {
  const [left, right, bottom, top] = window;
  const logp = new Float64Array(size * size);
  let logMax = -Infinity;
  let hasNaN = false;
  for (let j = 0; j < size; j++) {
    const y = bottom + ((j + 0.5) / size) * (top - bottom);
    for (let i = 0; i < size; i++) {
      const value = logDensity(left + ((i + 0.5) / size) * (right - left), y);
      if (Number.isNaN(value)) hasNaN = true;
      const safe = Number.isNaN(value) ? -Infinity : value;
      logp[j * size + i] = safe;
      if (safe > logMax) logMax = safe;
    }
  }
  const mass = logp.map((value) => (value === -Infinity ? 0 : Math.exp(value - logMax)));
  const total = mass.reduce((sum, value) => sum + value, 0);
  return { window, size, logMax, hasNaN, mass: mass.map((value) => value / total) };
}

// For each share, the mass of the emptiest cell in the smallest set of cells that
// holds at least this share: the level of the highest-density region's contour.
export function massLevels({ mass }, shares) {
  const descending = mass.slice().sort().reverse();
  const levels = [];
  let sum = 0;
  let cell = -1;
  for (const share of [...shares].sort((a, b) => a - b)) {
    while (sum < share && cell < descending.length - 1) sum += descending[++cell];
    levels.push(descending[Math.max(cell, 0)]);
  }
  return levels;
}

// The two marginal densities at the centres of the cells, by summing over the other axis.
export function marginals({ window: [left, right, bottom, top], size, mass }) {
  const x = new Float64Array(size);
  const y = new Float64Array(size);
  for (let j = 0; j < size; j++) {
    for (let i = 0; i < size; i++) {
      x[i] += mass[j * size + i];
      y[j] += mass[j * size + i];
    }
  }
  const density = (shares, width) => shares.map((share) => (share * size) / width);
  return { x: density(x, right - left), y: density(y, top - bottom) };
}

// Mean and standard deviation of a marginal density given on `size` cells of [low, high].
export function moments(density, low, high) {
  const width = (high - low) / density.length;
  const at = (i) => low + (i + 0.5) * width;
  const mean = density.reduce((sum, value, i) => sum + value * width * at(i), 0);
  const variance = density.reduce((sum, value, i) => sum + value * width * (at(i) - mean) ** 2, 0);
  return { mean, sd: Math.sqrt(variance) };
}

// Line segments [x0, y0, x1, y1, ...] along which the mass, interpolated between the
// cells' centres, equals `level` (marching squares).
export function contour({ window: [left, right, bottom, top], size, mass }, level) {
  const segments = [];
  const dx = (right - left) / size;
  const dy = (top - bottom) / size;
  for (let j = 0; j < size - 1; j++) {
    for (let i = 0; i < size - 1; i++) {
      const corner = j * size + i;
      const a = mass[corner] - level; // lower left, then anticlockwise
      const b = mass[corner + 1] - level;
      const c = mass[corner + size + 1] - level;
      const d = mass[corner + size] - level;
      const crossings = [];
      if (a > 0 !== b > 0) crossings.push(i + a / (a - b), j);
      if (b > 0 !== c > 0) crossings.push(i + 1, j + b / (b - c));
      if (c > 0 !== d > 0) crossings.push(i + 1 - c / (c - d), j + 1);
      if (d > 0 !== a > 0) crossings.push(i, j + 1 - d / (d - a));
      for (let k = 0; k < crossings.length; k += 2) {
        segments.push(left + (crossings[k] + 0.5) * dx, bottom + (crossings[k + 1] + 0.5) * dy);
      }
    }
  }
  return segments;
}
