// Chains that are made to measure, and what the diagnostics say of them: what the twins in
// diagnostics.js leave to be added, after coursekit.mcmc.diagnostics.

import { ess, essBulk, fold, larger, mean, normalScores, plainRhat, split } from "./diagnostics.js";

// n standard normal numbers of a chain that remembers a share `memory` of where it was, from
// independent ones: an autoregression of order 1, stationary from the first draw on.
export function remembering(noise, memory) {
  const scale = Math.sqrt(1 - memory ** 2);
  const series = Float64Array.from(noise);
  for (let t = 1; t < series.length; t++) series[t] = memory * series[t - 1] + scale * noise[t];
  return series;
}

// A chain of that kind around `location`, `spread` wide, whose centre moves by `drift` in all,
// and which stands still for a share `stuck` of its draws, from the place `stuckAt` (a share).
export function madeChain(noise, { location, spread, memory, drift, stuck, stuckAt }) {
  const n = noise.length;
  const chain = remembering(noise, memory).map(
    (z, t) => location + drift * (t / (n - 1) - 0.5) + spread * z,
  );
  const [first, end] = stretch(n, stuck, stuckAt);
  return chain.fill(chain[first], first, end);
}

// The draws from `first` to before `end` during which the chain stands still.
export function stretch(n, stuck, stuckAt) {
  const length = Math.round(stuck * n);
  const first = Math.round(stuckAt * (n - Math.max(length, 1)));
  return [first, first + length];
}

// R-hat in its four forms: of the chains as they are (1992), of their halves, of the ranks of
// the halves (bulk), and of the ranks of the distances from the median (folded).
export function rhats(chains) {
  const halves = split(chains);
  return {
    plain: plainRhat(chains),
    split: plainRhat(halves),
    bulk: plainRhat(normalScores(halves)),
    folded: plainRhat(normalScores(fold(halves))),
  };
}

// ESS for the mean: of the split chains, as they are. The mean of a series that is constant,
// as an indicator can be, has no error: every draw counts.
export function essMean(chains) {
  const halves = split(chains);
  const isConstant = halves.every((half) => half.every((value) => value === halves[0][0]));
  return isConstant ? halves.length * halves[0].length : ess(halves);
}

// ESS in the tails: the smaller of those for the shares below the 5 % and the 95 % quantile.
export function essTail(chains) {
  const sorted = pooled(chains).sort();
  const below = (prob) => {
    const threshold = quantile(sorted, prob);
    return chains.map((chain) => chain.map((value) => (value <= threshold ? 1 : 0)));
  };
  return Math.min(essMean(below(0.05)), essMean(below(0.95)));
}

// Mean of all draws and its Monte Carlo standard error, sd / sqrt(ESS).
export function meanWithError(chains) {
  const all = pooled(chains);
  const centre = mean(all);
  let squares = 0;
  for (const value of all) squares += (value - centre) ** 2;
  const sd = Math.sqrt(squares / (all.length - 1));
  return { mean: centre, error: sd / Math.sqrt(essMean(chains)) };
}

// How the ranks of each chain among all draws fill equal bins; ties share their mean rank.
export function rankCounts(chains, bins) {
  const sorted = pooled(chains).sort();
  const size = sorted.length;
  const twicePosition = new Map(); // value -> twice its mean position, from 0
  for (let first = 0, end; first < size; first = end) {
    for (end = first + 1; sorted[end] === sorted[first];) end++;
    twicePosition.set(sorted[first], first + end - 1);
  }
  return chains.map((chain) => {
    const counts = new Uint32Array(bins);
    for (const value of chain) {
      counts[Math.floor((twicePosition.get(value) * bins) / (2 * size))] += 1;
    }
    return counts;
  });
}

// All that is shown, of chains that are not all constant.
export function diagnose(chains) {
  const forms = rhats(chains);
  return {
    ...forms,
    rhat: larger(forms.bulk, forms.folded),
    essBulk: essBulk(chains),
    essTail: essTail(chains),
    ...meanWithError(chains),
  };
}

// The linearly interpolated quantile, rounded as in Python so that ties fall on the same side.
function quantile(sorted, prob) {
  const place = sorted.length * prob + (1 - prob); // counted from 1
  const below = Math.min(Math.max(Math.floor(place), 1), sorted.length - 1);
  const share = Math.min(Math.max(place - below, 0), 1);
  return (1 - share) * sorted[below - 1] + share * sorted[below];
}

function pooled(chains) {
  const all = new Float64Array(chains.length * chains[0].length);
  chains.forEach((chain, k) => all.set(chain, k * chain.length));
  return all;
}
