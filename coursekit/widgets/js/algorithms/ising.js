// The Ising model on a torus: the twin of coursekit.mcmc.ising, which says what each name
// means. A lattice is {spins, rows, columns}: spins of -1 and 1 in an Int8Array, row by row.

export const CRITICAL_BETA = Math.log(1 + Math.SQRT2) / 2;

// Redraws every spin in place from its full conditional, black sites and then white ones.
// Takes one uniform a site, row by row.
export function heatBath({ spins, rows, columns }, beta, field, random) {
  const u = new Float64Array(spins.length);
  for (let site = 0; site < u.length; site++) u[site] = random.uniform();
  // P(up) for the sums -4, -2, 0, 2, 4 of the neighbours
  const up = [-4, -2, 0, 2, 4].map((n) => 1 / (1 + Math.exp(-2 * (beta * n + field))));
  for (const colour of [0, 1]) {
    for (let row = 0; row < rows; row++) {
      const here = row * columns;
      const above = ((row || rows) - 1) * columns;
      const below = row === rows - 1 ? 0 : here + columns;
      for (let column = (row + colour) % 2; column < columns; column += 2) {
        const left = here + (column || columns) - 1;
        const right = here + (column === columns - 1 ? 0 : column + 1);
        const n = spins[above + column] + spins[below + column] + spins[left] + spins[right];
        const site = here + column;
        spins[site] = u[site] < up[(n + 4) / 2] ? 1 : -1;
      }
    }
  }
}

// Redraws the spins by clusters (Swendsen and Wang): bonds between equal neighbours, then a
// sign for each cluster of joined sites. Takes one uniform a site for the bond to the site
// below, one a site for that to the right, and one a cluster, in the order of first sites.
// Returns the number of clusters.
export function swendsenWang({ spins, rows, columns }, beta, random) {
  const bond = 1 - Math.exp(-2 * beta);
  const parent = Int32Array.from(spins, (_, site) => site);
  for (const isDown of [true, false]) {
    for (let site = 0; site < spins.length; site++) {
      const other = isDown ? below(site, rows, columns) : rightOf(site, columns);
      if (random.uniform() < bond && spins[site] === spins[other]) join(parent, site, other);
    }
  }
  const sign = new Int8Array(spins.length); // of the cluster whose root is here; 0: not drawn
  let clusters = 0;
  for (let site = 0; site < spins.length; site++) {
    const root = find(parent, site);
    if (sign[root] === 0) {
      sign[root] = random.uniform() < 0.5 ? -1 : 1;
      clusters += 1;
    }
    spins[site] = sign[root];
  }
  return clusters;
}

const below = (site, rows, columns) => (site + columns) % (rows * columns);
const rightOf = (site, columns) => (site % columns === columns - 1 ? site - columns : site) + 1;

function find(parent, site) {
  while (parent[site] !== site) {
    parent[site] = parent[parent[site]]; // halves the way for the next who asks
    site = parent[site];
  }
  return site;
}

function join(parent, a, b) {
  const [one, other] = [find(parent, a), find(parent, b)];
  parent[Math.max(one, other)] = Math.min(one, other);
}

// {energy, magnetisation}, each a site: -sum s_i s_j over neighbours, and the mean spin.
export function readings({ spins, rows, columns }) {
  let bonds = 0;
  let total = 0;
  for (let row = 0; row < rows; row++) {
    const here = row * columns;
    const below = row === rows - 1 ? 0 : here + columns;
    for (let column = 0; column < columns; column++) {
      const spin = spins[here + column];
      const right = here + (column === columns - 1 ? 0 : column + 1);
      bonds += spin * (spins[below + column] + spins[right]);
      total += spin;
    }
  }
  return { energy: -bonds / spins.length, magnetisation: total / spins.length };
}

// The mean of s_i s_j over pairs of sites r apart in a row or a column, r = 0, 1, ... up to
// half the shorter side.
export function correlation({ spins, rows, columns }) {
  const furthest = Math.min(rows, columns) / 2;
  const sums = new Float64Array(furthest + 1);
  for (let r = 0; r <= furthest; r++) {
    let total = 0;
    for (let row = 0; row < rows; row++) {
      const here = row * columns;
      const there = ((row + r) % rows) * columns;
      for (let column = 0; column < columns; column++) {
        const right = column + r < columns ? column + r : column + r - columns;
        total += spins[here + column] * (spins[there + column] + spins[here + right]);
      }
    }
    sums[r] = total / (2 * spins.length);
  }
  return sums;
}

// Mean energy a site of the infinite lattice (Onsager 1944).
export function onsagerEnergy(beta) {
  const coth = 1 / Math.tanh(2 * beta);
  const excess = 2 * Math.tanh(2 * beta) ** 2 - 1; // its size is the complementary modulus
  if (excess === 0) return -coth;
  return -coth * (1 + excess / arithmeticGeometricMean(1, Math.abs(excess)));
}

// K of the modulus k is pi / 2 over the mean of 1 and sqrt(1 - k^2).
function arithmeticGeometricMean(a, b) {
  while (Math.abs(a - b) > 1e-10 * a) [a, b] = [(a + b) / 2, Math.sqrt(a * b)];
  return (a + b) / 2;
}

// Spontaneous magnetisation of the infinite lattice (Yang 1952), 0 above the critical point.
export const yangMagnetisation = (beta) =>
  Math.max(1 - Math.sinh(2 * beta) ** -4, 0) ** 0.125;
