// Points of a latent space, in which z is standard normal: draws, directions, paths.

export const norm = (z) => Math.hypot(...z);
export const draw = ({ normal }, dim) => Array.from({ length: dim }, normal);

// a + s b
export const plus = (a, s, b) => a.map((value, i) => value + s * b[i]);
const dot = (a, b) => a.reduce((sum, value, i) => sum + value * b[i], 0);
const unit = (a) => a.map((value) => value / norm(a));

// Two random directions at a right angle, each of length 1.
export function randomPair(random, dim) {
  const u = unit(draw(random, dim));
  const v = draw(random, dim);
  return [u, unit(plus(v, -dot(u, v), u))];
}

export const randomDirection = (random, dim) => unit(draw(random, dim));

export const straight = (a, b, t) => a.map((value, i) => (1 - t) * value + t * b[i]);

// Along the great circle (Shoemake 1985, of quaternions), straight where there is none.
export function spherical(a, b, t) {
  const cosine = dot(a, b) / (norm(a) * norm(b));
  const angle = Math.acos(Math.min(Math.max(cosine, -1), 1));
  if (!(Math.sin(angle) > 1e-6)) return straight(a, b, t);
  const share = (part) => Math.sin(part * angle) / Math.sin(angle);
  return a.map((value, i) => share(1 - t) * value + share(t) * b[i]);
}

// Density of the norm of a standard normal z (chi), as a share of the density's peak.
export function normDensity(r, dim) {
  const peak = Math.sqrt(dim - 1);
  const log = (x) => (dim - 1) * Math.log(x) - x ** 2 / 2;
  return r <= 0 ? 0 : Math.exp(log(r) - log(peak));
}
