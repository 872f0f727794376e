// The numbers beside the picture. They are worked out a piece at a time between frames, so
// that a long run still plays smoothly.

import * as diagnostics from "../algorithms/diagnostics.js";
import { fixed, rhatWords } from "../kit/controls.js";
import { h } from "../kit/dom.js";
import { MAX_LAG } from "./traces.js";

const PAUSE = 250; // milliseconds between two rounds while playing
const BREATH = 16; // milliseconds between two pieces of a round while playing

const NAMES = ["x", "y"];

// The rows of the table: what is read, its name and meaning, how it is written, and for which
// samplers it is shown. A list has a number for x and one for y; else there is one for both.
const ROWS = [
  {
    key: "acceptance",
    name: "Accepted",
    meaning: "Share of all proposals that were accepted; with NUTS, the mean over its paths",
    write: (value) => `${fixed(100 * value, 0)} %`,
  },
  {
    key: "rhat",
    name: "R-hat",
    meaning: "Rank-normalised split R-hat: close to 1 when the chains agree",
    write: (value) => rhatWords(value, 3),
  },
  {
    key: "ess",
    name: "ESS",
    meaning: "Bulk effective sample size of all chains together",
    write: (value) => fixed(value, 0),
  },
  {
    key: "perCall",
    name: "ESS per 1000 calls",
    meaning:
      "ESS per 1000 calls of the gradient or, for a sampler without one, of the log density. " +
      "Gibbs has none: what it costs depends on how its conditionals are drawn",
    write: (value) => fixed(value, value < 1 ? 2 : value < 10 ? 1 : 0),
    isFor: (session) => session.lanes.length > 1 || session.lanes[0].sampler.hasGradient,
  },
  {
    key: "energyError",
    name: "Energy error",
    meaning: "Median size of the energy's change from the start of a path to the point taken",
    write: (value) => (value > 1000 ? "> 1000" : value < 0.001 ? "< 0.001" : fixed(value, 3)),
    isFor: ({ lanes }) => lanes.some(({ sampler }) => sampler.hasEnergy),
  },
  {
    key: "divergences",
    name: "Divergences",
    meaning: "Paths whose energy went wrong by more than 1000: the leapfrog lost its way",
    write: (value) => fixed(value, 0),
    isFor: ({ lanes }) => lanes.some(({ sampler }) => sampler.hasEnergy),
  },
  {
    key: "stepSize",
    name: "Step size",
    meaning: "The step that makes the next draw: the warm-up tunes it",
    write: (value) => fixed(value, 3),
    isFor: ({ lanes, values }) => values.warmup > 0 && lanes.some(({ sampler }) => sampler.isTuned),
  },
  {
    key: "means",
    name: "Mean",
    meaning: "Mean of all draws shown",
    write: (value) => fixed(value, 2),
  },
  {
    key: "trueMeans",
    name: "True mean",
    meaning: "Mean of the density, inside the picture",
    write: (value) => fixed(value, 2),
  },
];
const PAIRS = ["rhat", "ess", "perCall", "means", "trueMeans"];

// Draws of the warm-up are left out of everything.
export class Readings {
  #lastRound = -Infinity;
  #timer = null;

  // `done(list)` is called after each round, with the readings of each of the session's runs.
  constructor(session, done) {
    this.session = session;
    this.done = done;
    this.table = h("table", { class: "sfp-readings" });
  }

  // Something has changed: begin a round, soon.
  refresh() {
    this.table.ariaBusy = "true";
    if (this.#timer !== null) return;
    const wait = this.session.playing ? this.#lastRound + PAUSE - performance.now() : 0;
    this.#timer = setTimeout(() => this.#begin(), Math.max(wait, 0));
  }

  stop() {
    clearTimeout(this.#timer);
  }

  // Makes the rows that suit the samplers shown, unless they are there.
  layOut() {
    const { session, table } = this;
    const { lanes } = session;
    const fitting = ROWS.filter(({ isFor }) => !isFor || isFor(session));
    const layout = [...lanes.map(({ name }) => name), ...fitting.map(({ key }) => key)].join();
    if (layout === this.layout) return;
    this.layout = layout;
    this.rows = fitting.map((row) => {
      const span = PAIRS.includes(row.key) ? {} : { colspan: 2 };
      const cells = lanes.map(() => (span.colspan ? [0] : [0, 1]).map(() => h("td", span)));
      return { ...row, cells };
    });
    const names = lanes.map(({ sampler }) =>
      h("th", { scope: "colgroup", colspan: 2 }, sampler.short),
    );
    const coordinates = lanes.flatMap(() => NAMES.map((name) => h("th", { scope: "col" }, name)));
    table.classList.toggle("sfp-two", lanes.length > 1);
    table.replaceChildren(
      h(
        "thead",
        {},
        ...(lanes.length > 1 ? [h("tr", {}, h("td"), ...names)] : []),
        h("tr", {}, h("td"), ...coordinates),
      ),
      h(
        "tbody",
        {},
        ...this.rows.map(({ name, meaning, cells }) =>
          h("tr", {}, h("th", { scope: "row", title: meaning }, name), ...cells.flat()),
        ),
      ),
    );
  }

  #begin() {
    const { runs, n } = this.session;
    const round = { runs, n, list: runs.map((run) => this.#start(run, n)) };
    const pieces = runs.flatMap((run, i) => piecesOf(run, n, round.list[i]));
    this.#work(pieces, round);
  }

  #start(run, n) {
    const from = Math.min(run.warmup, n);
    const { isTuned, hasEnergy } = run.sampler;
    return {
      run,
      n,
      from,
      trueMeans: this.session.trueMeans,
      rhat: [NaN, NaN],
      ess: [NaN, NaN],
      perCall: [NaN, NaN],
      means: [],
      correlations: [],
      acceptance: run.acceptance(n, from),
      divergences: hasEnergy ? run.sum("divergent", n, from) : NaN,
      stepSize: isTuned ? run.stepSize(n + 1) : NaN,
      energyError: NaN,
    };
  }

  #work([piece, ...others], round) {
    if (piece) {
      piece();
      const wait = this.session.playing ? BREATH : 0;
      this.#timer = setTimeout(() => this.#work(others, round), wait);
      return;
    }
    this.#timer = null;
    this.#lastRound = performance.now();
    const isOfThisRun = round.runs === this.session.runs;
    if (isOfThisRun) {
      this.#show(round.list);
      this.done(round.list);
    }
    if (!isOfThisRun || round.n !== this.session.n) this.refresh();
    else this.table.ariaBusy = "false";
  }

  #show(list) {
    for (const { key, cells, write } of this.rows) {
      cells.forEach((pair, i) => {
        [list[i][key]].flat().forEach((value, j) => {
          pair[j].textContent = Number.isFinite(value) ? write(value) : "–";
        });
      });
    }
  }
}

// The work for one run, in pieces short enough to fit between two frames.
function piecesOf(run, n, readings) {
  const { from } = readings;
  const calls = run.sampler.hasCalls === false ? NaN : run.sum("calls", n, from);
  const pieces = NAMES.flatMap((name, i) => [
    ...coordinatePieces(run.draws(name, n, from), i, readings),
    () => (readings.perCall[i] = (1000 * readings.ess[i]) / calls),
  ]);
  return run.sampler.hasEnergy ? [...pieces, () => typicalError(run, readings)] : pieces;
}

const MOST_ERRORS = 5000; // of each chain; the latest are enough for a median

function typicalError({ chains }, readings) {
  const { n } = readings;
  const from = Math.max(readings.from, n - MOST_ERRORS);
  const latest = chains.map(({ energyError }) => [...energyError.subarray(from + 1, n + 1)]);
  const sorted = Float64Array.from(latest.flat(), Math.abs).sort();
  readings.energyError = sorted[sorted.length >> 1] ?? NaN;
}

// The work for coordinate i, each piece short enough to fit between two frames: `rhat` and
// `essBulk` of the diagnostics, taken apart.
function coordinatePieces(draws, i, readings) {
  const { autocorrelation, ess, fold, larger, mean, normalScores, plainRhat, split } = diagnostics;
  const means = () => (readings.means[i] = mean(draws.map(mean)));
  const lags = () => {
    readings.correlations[i] = draws.map((chain) => autocorrelation(chain, MAX_LAG));
  };
  if (draws[0].length < 4) return [means, lags];
  let scores, folded;
  return [
    means,
    lags,
    () => (scores = normalScores(split(draws))),
    () => (readings.ess[i] = ess(scores)),
    () => (folded = fold(split(draws))),
    () => (readings.rhat[i] = larger(plainRhat(scores), plainRhat(normalScores(folded)))),
  ];
}

// The readings of one run in words, for those who listen to the page.
export function inWords(readings) {
  const { n, from, run, acceptance, rhat, ess, divergences } = readings;
  const chains = run.chains.length === 1 ? "1 chain" : `${run.chains.length} chains`;
  if (n === 0) return `${chains} at the start; no draws yet.`;
  const pair = ([x, y], write, digits) =>
    Number.isNaN(x + y) ? "not known yet" : `x ${write(x, digits)}, y ${write(y, digits)}`;
  const draws = `${n} ${n === 1 ? "draw" : "draws"} from each of ${chains}. `;
  if (n === from) return `${draws}All are warm-up and do not count.`;
  return (
    draws +
    (from > 0 ? `The first ${from} are warm-up and do not count. ` : "") +
    `${Math.round(100 * acceptance)} percent accepted. ` +
    (divergences > 0 ? `${divergences} divergent. ` : "") +
    `R-hat: ${pair(rhat, rhatWords, 2)}. Effective sample size: ${pair(ess, fixed, 0)}.`
  );
}
