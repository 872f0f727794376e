// Markov chains on finitely many states: the twin of coursekit.mcmc.markov_chain, which says
// what each name means. A matrix is an array of rows; P[i][j] leads from i to j.

export const sum = (values) => values.reduce((total, value) => total + value, 0);
const shortNumber = (value) => String(Number(value.toPrecision(6)));

// Throws, in the words of the package, unless P is square, not negative and its rows sum to 1.
export function checkMatrix(P) {
  if (P.length === 0 || P.some((row) => row.length !== P.length)) {
    throw new Error(`P must be a square matrix, got shape (${P.length}, ${P[0]?.length ?? 0})`);
  }
  if (!P.every((row) => row.every((entry) => entry >= 0))) {
    throw new Error("P must have entries of at least 0"); // NaN is none
  }
  const off = P.map((row) => Math.abs(sum(row) - 1));
  const worst = off.indexOf(Math.max(...off));
  if (off[worst] > 1e-8) {
    throw new Error(`P row ${worst} sums to ${shortNumber(sum(P[worst]))}, not 1`);
  }
}

// One step, f(x, u): the first state whose cumulated probability tops u.
export function nextState(P, x, u) {
  let cumulated = 0;
  for (let j = 0; j < P.length - 1; j++) {
    cumulated += P[x][j];
    if (u < cumulated) return j;
  }
  return P.length - 1;
}

// The law after one more step: law P.
export const stepLaw = (law, P) => P.map((_, j) => sum(law.map((share, i) => share * P[i][j])));

// The law pi with pi P = pi, by the method of Grassmann, Taksar and Heyman.
export function stationary(P) {
  const A = P.map((row) => [...row]);
  const n = A.length;
  for (let k = n - 1; k > 0; k--) {
    const out = sum(A[k].slice(0, k));
    if (out === 0) {
      throw new Error(
        `P must be irreducible; states ${k} and above never reach those below`,
      );
    }
    for (let i = 0; i < k; i++) {
      A[i][k] /= out;
      for (let j = 0; j < k; j++) A[i][j] += A[i][k] * A[k][j];
    }
  }
  const pi = [1];
  for (let k = 1; k < n; k++) pi.push(sum(pi.map((share, i) => share * A[i][k])));
  const total = sum(pi);
  return pi.map((share) => share / total);
}

// The only stationary law, or null where there are several: all of it lies in the closed
// class, if that is the only one.
export function onlyStationary(P) {
  const { label, closed } = classes(P);
  if (closed.filter(Boolean).length > 1) return null;
  const inside = label.flatMap((k, i) => (closed[k] ? [i] : []));
  const pi = stationary(inside.map((i) => inside.map((j) => P[i][j])));
  return P.map((_, i) => (inside.includes(i) ? pi[inside.indexOf(i)] : 0));
}

// The communicating classes: {label, closed}, numbered by first appearance.
export function classes(P) {
  const reach = reachable(P);
  const first = reach.map((row, i) => row.findIndex((yes, j) => yes && reach[j][i]));
  const leaders = [...new Set(first)];
  const label = first.map((leader) => leaders.indexOf(leader));
  const closed = leaders.map((i) => reach[i].every((yes, j) => !yes || reach[j][i]));
  return { label, closed };
}

// Which state leads to which in any number of steps, none included.
function reachable(P) {
  const reach = P.map((row, i) => row.map((entry, j) => entry > 0 || i === j));
  for (let k = 0; k < P.length; k++) {
    for (const row of reach) {
      if (row[k]) reach[k].forEach((yes, j) => (row[j] ||= yes));
    }
  }
  return reach;
}

// The greatest common divisor of the lengths of all round trips from state 0, and each
// state's distance from there. P is irreducible.
export function periodAndLevels(P) {
  const level = P.map(() => -1);
  level[0] = 0;
  for (let front = [0]; front.length > 0; ) {
    const next = [];
    for (const i of front) {
      P[i].forEach((entry, j) => {
        if (entry === 0 || level[j] >= 0) return;
        level[j] = level[i] + 1;
        next.push(j);
      });
    }
    front = next;
  }
  let period = 0;
  P.forEach((row, i) =>
    row.forEach((entry, j) => {
      if (entry > 0) period = gcd(period, Math.abs(level[i] + 1 - level[j]));
    }),
  );
  return { period, level };
}

const gcd = (a, b) => (b === 0 ? a : gcd(b, a % b));

// Whether pi_i P_ij = pi_j P_ji for all pairs, to 1e-10 of a flow.
export function isReversible(P, pi) {
  const flow = P.map((row, i) => row.map((entry) => pi[i] * entry));
  const largest = Math.max(...flow.flat());
  return flow.every((row, i) =>
    row.every((value, j) => Math.abs(value - flow[j][i]) <= 1e-10 * largest),
  );
}

// Row i with entry j set to `value`, the others kept in proportion so that it sums to 1. If
// all of it lay on j, what is set free stays in i.
export function withEntry(row, i, j, value) {
  const others = sum(row.filter((_, k) => k !== j));
  if (others === 0) {
    if (i === j) throw new Error("a state needs an arrow to another before it can be left");
    return row.map((_, k) => (k === j ? value : k === i ? 1 - value : 0));
  }
  const scale = (1 - value) / others;
  return row.map((entry, k) => (k === j ? value : entry * scale));
}

// Half the sum of the differences.
export const totalVariation = (a, b) => sum(a.map((share, i) => Math.abs(share - b[i]))) / 2;
