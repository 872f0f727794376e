// Convergence diagnostics (Vehtari, Gelman, Simpson, Carpenter and Buerkner 2021): the twins
// of coursekit.mcmc.diagnostics. `chains` is a list of arrays of equal length, the draws of
// one coordinate.

// Rank-normalised split R-hat, the larger of bulk and tail; NaN for fewer than 4 draws.
export function rhat(chains) {
  if (chains[0].length < 4) return NaN;
  const halves = split(chains);
  return larger(plainRhat(normalScores(halves)), plainRhat(normalScores(fold(halves))));
}

// Bulk effective sample size; NaN for fewer than 4 draws, or if no chain ever moved.
export function essBulk(chains) {
  return chains[0].length < 4 ? NaN : ess(normalScores(split(chains)));
}

// Autocorrelation of one chain at lags 0 ... maxLag; NaN if it never moved.
export function autocorrelation(chain, maxLag) {
  const centre = mean(chain);
  const centred = chain.map((value) => value - centre);
  const correlations = [];
  for (let lag = 0; lag <= Math.min(maxLag, chain.length - 1); lag++) {
    let sum = 0;
    for (let t = lag; t < centred.length; t++) sum += centred[t] * centred[t - lag];
    correlations.push(sum);
  }
  const variance = correlations[0];
  return correlations.map((sum) => sum / variance);
}

export function mean(values) {
  let sum = 0;
  for (let t = 0; t < values.length; t++) sum += values[t];
  return sum / values.length;
}

// The pieces of the above, for those who share their work between frames.

// Each chain cut into its first and its last half.
export function split(chains) {
  const half = Math.floor(chains[0].length / 2);
  return chains.flatMap((chain) => [chain.slice(0, half), chain.slice(chain.length - half)]);
}

// The larger of two numbers, or the one that is a number: the folded draws of a fair coin
// stand still, and only the bulk counts.
export function larger(a, b) {
  if (Number.isNaN(a)) return b;
  return Number.isNaN(b) ? a : Math.max(a, b);
}

// Exactly 0 for equal values.
function variance(values) {
  const centred = values.map((value) => value - values[0]);
  const centre = mean(centred);
  let sum = 0;
  for (let t = 0; t < values.length; t++) sum += (centred[t] - centre) ** 2;
  return sum / (values.length - 1);
}

function pooled(chains) {
  const all = new Float64Array(chains.length * chains[0].length);
  chains.forEach((chain, k) => all.set(chain, k * chain.length));
  return all;
}

// The distance of each draw from the median of all.
export function fold(chains) {
  const centre = median(chains);
  return chains.map((chain) => chain.map((value) => Math.abs(value - centre)));
}

function median(chains) {
  const sorted = pooled(chains).sort();
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

// R-hat of chains as they are (Gelman and Rubin 1992); infinite if all stand still apart.
export function plainRhat(chains) {
  const draws = chains[0].length;
  const between = draws * variance(chains.map(mean));
  const within = mean(chains.map(variance));
  return Math.sqrt((between / within + draws - 1) / draws);
}

// Each draw replaced by the normal quantile of its rank among all draws; ties share
// their average rank.
export function normalScores(chains) {
  const sorted = pooled(chains).sort();
  const distinct = new Float64Array(sorted.length);
  const scores = new Float64Array(sorted.length);
  let count = 0;
  for (let first = 0, last; first < sorted.length; first = last) {
    for (last = first + 1; sorted[last] === sorted[first];) last++;
    const rank = (first + 1 + last) / 2;
    distinct[count] = sorted[first];
    scores[count++] = normalQuantile((rank - 3 / 8) / (sorted.length + 1 / 4));
  }
  return chains.map((chain) => {
    const scaled = new Float64Array(chain.length);
    for (let t = 0; t < chain.length; t++) {
      const stayed = t > 0 && chain[t] === chain[t - 1]; // after a rejection, say
      scaled[t] = stayed ? scaled[t - 1] : scores[indexOf(chain[t], distinct, count)];
    }
    return scaled;
  });
}

// Where `value` is among the first `count` entries of an ascending list.
function indexOf(value, ascending, count) {
  let low = 0;
  for (let high = count - 1; low < high;) {
    const middle = (low + high) >> 1;
    if (ascending[middle] < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

// ESS from the autocovariance averaged over chains, summed by Geyer's initial positive
// and monotone sequences; NaN if no chain ever moved.
export function ess(chains) {
  const total = chains.length * chains[0].length;
  if (chains.every((chain) => chain.every((value) => value === chains[0][0]))) return NaN;
  const rho = meanAutocorrelation(chains);
  const most = rho.length - 1;

  const kept = new Float64Array(rho.length);
  kept[0] = 1;
  kept[1] = rho[1];
  let [even, odd] = [1, rho[1]];
  let t = 1;
  for (; t < most - 2 && even + odd > 0; t += 2) {
    [even, odd] = [rho[t + 1], rho[t + 2]];
    if (even + odd >= 0) [kept[t + 1], kept[t + 2]] = [even, odd];
  }
  const last = t - 2;
  if (even > 0) kept[last + 1] = even;

  for (t = 1; t <= last - 2; t += 2) {
    const before = kept[t - 1] + kept[t];
    if (kept[t + 1] + kept[t + 2] > before) kept[t + 1] = kept[t + 2] = before / 2;
  }
  let tau = -1;
  for (t = 0; t <= last; t++) tau += 2 * kept[t];
  if (last + 1 >= 0) tau += kept[last + 1];
  return total / Math.max(tau, 1 / Math.log10(total));
}

// 1 - (W - mean autocovariance at each lag) / (the pooled estimate of the variance).
function meanAutocorrelation(chains) {
  const draws = chains[0].length;
  const covariance = meanAutocovariance(chains);
  const within = (covariance[0] * draws) / (draws - 1);
  const total = covariance[0] + (chains.length > 1 ? variance(chains.map(mean)) : 0);
  return covariance.map((value) => 1 - (within - value) / total);
}

// Mean over chains of the autocovariance at every lag, by adding up their power spectra.
// Two real chains go through one complex transform: their spectra add up in |.|^2 at
// +f and -f, and the inverse transform's real part averages those two.
function meanAutocovariance(chains) {
  const draws = chains[0].length;
  const size = 2 ** Math.ceil(Math.log2(2 * draws));
  const power = new Float64Array(size);
  for (let k = 0; k < chains.length; k += 2) {
    const real = centredInto(new Float64Array(size), chains[k]);
    const imaginary = new Float64Array(size);
    if (k + 1 < chains.length) centredInto(imaginary, chains[k + 1]);
    fourier(real, imaginary);
    for (let f = 0; f < size; f++) power[f] += real[f] ** 2 + imaginary[f] ** 2;
  }
  fourier(power, new Float64Array(size));
  return power.slice(0, draws).map((value) => value / (size * draws * chains.length));
}

function centredInto(array, values) {
  const centre = mean(values);
  for (let t = 0; t < values.length; t++) array[t] = values[t] - centre;
  return array;
}

// Discrete Fourier transform in place; the length is a power of 2 (Cooley and Tukey 1965).
function fourier(real, imaginary) {
  const size = real.length;
  for (let i = 1, j = 0; i < size; i++) {
    let bit = size >> 1;
    for (; j & bit; bit >>= 1) j ^= bit;
    j ^= bit;
    if (i < j) {
      [real[i], real[j]] = [real[j], real[i]];
      [imaginary[i], imaginary[j]] = [imaginary[j], imaginary[i]];
    }
  }
  const cos = new Float64Array(size / 2);
  const sin = new Float64Array(size / 2);
  for (let k = 0; k < size / 2; k++) {
    cos[k] = Math.cos((2 * Math.PI * k) / size);
    sin[k] = -Math.sin((2 * Math.PI * k) / size);
  }
  for (let half = 1; half < size; half *= 2) {
    const stride = size / (2 * half);
    for (let start = 0; start < size; start += 2 * half) {
      for (let k = 0; k < half; k++) {
        const i = start + k;
        const j = i + half;
        const w = k * stride;
        const re = real[j] * cos[w] - imaginary[j] * sin[w];
        const im = real[j] * sin[w] + imaginary[j] * cos[w];
        real[j] = real[i] - re;
        imaginary[j] = imaginary[i] - im;
        real[i] += re;
        imaginary[i] += im;
      }
    }
  }
}

function polynomial(coefficients, x) {
  let sum = 0;
  for (let i = coefficients.length - 1; i >= 0; i--) sum = sum * x + coefficients[i];
  return sum;
}

// Coefficients of rational approximations, lowest power first (Wichura 1988, AS 241, PPND16).
const CENTRE = [
  [
    3.387132872796366608, 133.14166789178437745, 1971.5909503065514427, 13731.693765509461125,
    45921.953931549871457, 67265.770927008700853, 33430.575583588128105, 2509.0809287301226727,
  ],
  [
    1, 42.313330701600911252, 687.1870074920579083, 5394.1960214247511077, 21213.794301586595867,
    39307.89580009271061, 28729.085735721942674, 5226.495278852854561,
  ],
];
const FLANK = [
  [
    1.42343711074968357734, 4.6303378461565452959, 5.7694972214606914055, 3.64784832476320460504,
    1.27045825245236838258, 0.24178072517745061177, 0.0227238449892691845833,
    7.7454501427834140764e-4,
  ],
  [
    1, 2.05319162663775882187, 1.6763848301838038494, 0.68976733498510000455,
    0.14810397642748007459, 0.0151986665636164571966, 5.475938084995344946e-4,
    1.05075007164441684324e-9,
  ],
];
const FAR = [
  [
    6.6579046435011037772, 5.4637849111641143699, 1.7848265399172913358, 0.29656057182850489123,
    0.026532189526576123093, 0.0012426609473880784386, 2.71155556874348757815e-5,
    2.01033439929228813265e-7,
  ],
  [
    1, 0.59983220655588793769, 0.13692988092273580531, 0.0148753612908506148525,
    7.868691311456132591e-4, 1.8463183175100546818e-5, 1.4215117583164458887e-7,
    2.04426310338993978564e-15,
  ],
];

// The standard normal's quantile at p in (0, 1), to about 1e-15.
export function normalQuantile(p) {
  const centred = p - 0.5;
  const ratio = ([above, below], x) => polynomial(above, x) / polynomial(below, x);
  if (Math.abs(centred) <= 0.425) return centred * ratio(CENTRE, 0.180625 - centred * centred);
  const r = Math.sqrt(-Math.log(centred < 0 ? p : 1 - p));
  const size = r <= 5 ? ratio(FLANK, r - 1.6) : ratio(FAR, r - 5);
  return Math.sign(centred) * size;
}
