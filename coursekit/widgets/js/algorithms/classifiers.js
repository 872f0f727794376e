// Two classes in the plane: the twin of coursekit/background/classifiers.py and copies.py.
// Points are pairs, labels 0 or 1. A generative model is {weights, means, covariances}, lists
// over the classes, with a covariance [xx, xy, yy]; logistic regression is {coef, intercept}.

export const MODELS = ["shared", "own", "naive", "logistic"];
export const FLOOR = 1e-9; // added to naive variances, in units of the largest of a column
const SINGULAR = 1e-12; // ratio of the variances along the axes of a flat covariance
const TOLERANCE = 1e-8; // the largest entry of the gradient that ends Newton's method
const MAX_STEPS = 100;

const sum = (list) => list.reduce((total, value) => total + value, 0);

// Fits one of MODELS, or throws an Error that says why the points do not determine it.
export function fit(name, points, labels, penalty) {
  const counts = [0, 1].map((c) => labels.filter((label) => label === c).length);
  const empty = counts.indexOf(0);
  if (empty >= 0) throw new ClassError(empty, "has no point");
  if (name === "logistic") return fitLogistic(points, labels, penalty);
  const stats = counts.map((n, c) => statistics(points.filter((_, i) => labels[i] === c)));
  const weights = counts.map((n) => n / labels.length);
  const means = stats.map(({ mean }) => mean);
  return { weights, means, covariances: COVARIANCES[name](stats, points) };
}

// An error about class number `label`, whose name only the caller knows.
export class ClassError extends Error {
  constructor(label, words) {
    super(words);
    this.label = label;
  }
}

// Number, mean, and scatter about it [xx, xy, yy].
export function statistics(points) {
  const n = points.length;
  const mean = [0, 1].map((j) => sum(points.map((point) => point[j])) / n);
  const away = points.map(([x, y]) => [x - mean[0], y - mean[1]]);
  const scatter = [sum(away.map(([x]) => x * x)), sum(away.map(([x, y]) => x * y)), sum(away.map(([, y]) => y * y))];
  return { n, mean, scatter };
}

const COVARIANCES = {
  shared(stats) {
    const n = sum(stats.map((one) => one.n));
    const pooled = [0, 1, 2].map((j) => sum(stats.map(({ scatter }) => scatter[j])) / n);
    return stats.map(() => checked(pooled, 0));
  },
  own: (stats) => stats.map(({ n, scatter }, c) => checked(scatter.map((v) => v / n), c)),
  naive(stats, points) {
    const all = statistics(points);
    const floor = FLOOR * Math.max(all.scatter[0], all.scatter[2]) / all.n;
    return stats.map(({ n, scatter: [xx, , yy] }, c) => {
      if (floor === 0) throw new ClassError(c, "does not vary");
      return [xx / n + floor, 0, yy / n + floor];
    });
  },
};

function checked(covariance, c) {
  const [xx, xy, yy] = covariance;
  const middle = (xx + yy) / 2;
  const radius = Math.hypot((xx - yy) / 2, xy);
  if (middle - radius <= SINGULAR * (middle + radius)) {
    throw new ClassError(c, "lies on a line or has too few points for a covariance");
  }
  return covariance;
}

// log w_c N(x; mu_c, Sigma_c), for both classes.
export function logJoint({ weights, means, covariances }, [x, y]) {
  return weights.map((weight, c) => {
    const [xx, xy, yy] = covariances[c];
    const slope = xy / xx; // Cholesky: y given x has the variance `rest`
    const rest = yy - slope * xy;
    const dx = x - means[c][0];
    const dy = y - means[c][1] - slope * dx;
    const square = (dx * dx) / xx + (dy * dy) / rest;
    return Math.log(weight) - Math.log(2 * Math.PI * Math.sqrt(xx * rest)) - 0.5 * square;
  });
}

// log p(1 | x) / p(0 | x): its sign is the model's answer, its zeros are the border.
export function logOdds(model, point) {
  if (model.coef) return model.intercept + model.coef[0] * point[0] + model.coef[1] * point[1];
  const [a, b] = logJoint(model, point);
  return b - a;
}

export function errors(model, points, labels) {
  return points.filter((point, i) => logOdds(model, point) > 0 !== (labels[i] === 1)).length;
}

// Newton's method on -sum log p(y | x) + penalty / 2 |coef|^2; the intercept is free.
export function fitLogistic(points, labels, penalty) {
  const design = points.map(([x, y]) => [1, x, y]);
  const ridge = [0, penalty, penalty];
  const scoreOf = (w) => (row) => w[0] * row[0] + w[1] * row[1] + w[2] * row[2];
  const loss = (w) => {
    const score = scoreOf(w);
    const fitting = design.map((row, i) => softplus(score(row)) - labels[i] * score(row));
    return sum(fitting) + (penalty / 2) * (w[1] ** 2 + w[2] ** 2);
  };
  const derivatives = (w) => {
    const p = design.map(scoreOf(w)).map((score) => Math.exp(score - softplus(score)));
    const gradient = w.map((value, j) => sum(design.map((row, i) => (p[i] - labels[i]) * row[j])) + ridge[j] * value);
    const hessian = w.map((_, j) =>
      w.map((__, k) => sum(design.map((row, i) => p[i] * (1 - p[i]) * row[j] * row[k])) + (j === k ? ridge[j] : 0)),
    );
    return { gradient, hessian };
  };
  let w = [0, 0, 0];
  for (let steps = 0; ; steps++) {
    const { gradient, hessian } = derivatives(w);
    if (Math.max(...gradient.map(Math.abs)) <= TOLERANCE) break;
    if (steps === MAX_STEPS) throw new Error("Newton's method did not converge");
    w = backtrack(w, solve(hessian, gradient), loss);
  }
  return { coef: w.slice(1), intercept: w[0] };
}

// log(1 + e^x), without overflow.
const softplus = (x) => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));

// w minus the step, which is halved until the loss does not rise.
function backtrack(w, step, loss) {
  const before = loss(w);
  for (let size = 1; size > 1e-10; size /= 2) {
    const next = w.map((value, j) => value - size * step[j]);
    if (loss(next) <= before + 1e-12 * Math.abs(before)) return next;
  }
  return w;
}

// Solves a small symmetric positive definite system by elimination.
function solve(matrix, vector) {
  const rows = matrix.map((row, i) => [...row, vector[i]]);
  const n = rows.length;
  for (let k = 0; k < n; k++) {
    if (!(rows[k][k] > 0)) throw new Error("the points do not determine its coefficients");
    for (let i = k + 1; i < n; i++) {
      const factor = rows[i][k] / rows[k][k];
      for (let j = k; j <= n; j++) rows[i][j] -= factor * rows[k][j];
    }
  }
  const x = Array(n).fill(0);
  for (let i = n - 1; i >= 0; i--) {
    x[i] = (rows[i][n] - sum(x.map((value, j) => (j > i ? rows[i][j] * value : 0)))) / rows[i][i];
  }
  return x;
}

// Dreams of a generative model: a label from the shares, then a point of that class.
export function sample({ weights, means, covariances }, n, { uniform, normal }) {
  const labels = Array.from({ length: n }, () => (uniform() < weights[0] ? 0 : 1));
  const points = labels.map((c) => {
    const [xx, xy, yy] = covariances[c];
    const a = Math.sqrt(xx);
    const b = xy / a;
    const [z, v] = [normal(), normal()];
    return [means[c][0] + a * z, means[c][1] + b * z + Math.sqrt(yy - b * b) * v];
  });
  return { points, labels };
}

// The points that the next generation is fitted to: dreams of the model, and a share `real`
// of the true points, drawn with replacement. -> {points, labels, realCount}, the real first.
export function copies(model, { points, labels }, n, real, random) {
  const realCount = nearestEven(real * n);
  const dreams = sample(model, n - realCount, random);
  const chosen = Array.from({ length: realCount }, () => Math.floor(random.uniform() * points.length));
  return {
    points: [...chosen.map((i) => points[i]), ...dreams.points],
    labels: [...chosen.map((i) => labels[i]), ...dreams.labels],
    realCount,
  };
}

// Halves go to the even neighbour, as Python rounds.
function nearestEven(value) {
  const floor = Math.floor(value);
  if (value - floor !== 0.5) return Math.round(value);
  return floor % 2 === 0 ? floor : floor + 1;
}

// The trace of each class's covariance; NaN where a class has died out.
export function spreads(points, labels) {
  return [0, 1].map((c) => {
    const { n, scatter } = statistics(points.filter((_, i) => labels[i] === c));
    return (scatter[0] + scatter[2]) / n;
  });
}
