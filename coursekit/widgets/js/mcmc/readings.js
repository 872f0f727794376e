// The numbers beside the picture. They are worked out a piece at a time between frames, so
// that a long run still plays smoothly.

import * as diagnostics from "../algorithms/diagnostics.js";
import { h } from "../kit/dom.js";
import { MAX_LAG } from "./traces.js";

const PAUSE = 250; // milliseconds between two rounds while playing
const BREATH = 16; // milliseconds between two pieces of a round while playing

export class Readings {
  #cells = {};
  #lastRound = -Infinity;
  #timer = null;

  // `done(readings)` is called after each round.
  constructor(session, done) {
    this.session = session;
    this.done = done;
    this.table = this.#makeTable();
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

  #begin() {
    const { run, n, trueMeans } = this.session;
    const readings = {
      run,
      n,
      trueMeans,
      rhat: [NaN, NaN],
      ess: [NaN, NaN],
      means: [],
      correlations: [],
    };
    readings.acceptance = run.acceptance(n);
    const pieces = ["x", "y"].flatMap((name, i) => piecesOf(run.draws(name, n), i, readings));
    this.#work(pieces, readings);
  }

  #work([piece, ...others], readings) {
    if (piece) {
      piece();
      const wait = this.session.playing ? BREATH : 0;
      this.#timer = setTimeout(() => this.#work(others, readings), wait);
      return;
    }
    this.#timer = null;
    this.#lastRound = performance.now();
    if (readings.run === this.session.run) {
      this.#show(readings);
      this.done(readings);
    }
    if (readings.run !== this.session.run || readings.n !== this.session.n) this.refresh();
    else this.table.ariaBusy = "false";
  }

  #makeTable() {
    const row = (key, name, meaning, columns = 2) => {
      const span = columns === 1 ? { colspan: 2 } : {};
      this.#cells[key] = Array.from({ length: columns }, () => h("td", span));
      return h("tr", {}, h("th", { scope: "row", title: meaning }, name), ...this.#cells[key]);
    };
    const head = h(
      "tr",
      {},
      h("td"),
      h("th", { scope: "col" }, "x"),
      h("th", { scope: "col" }, "y"),
    );
    return h(
      "table",
      { class: "sfp-readings" },
      h("thead", {}, head),
      h(
        "tbody",
        {},
        row("acceptance", "Accepted", "Share of all proposals that were accepted", 1),
        row("rhat", "R-hat", "Rank-normalised split R-hat: close to 1 when the chains agree"),
        row("ess", "ESS", "Bulk effective sample size of all chains together"),
        row("means", "Mean", "Mean of all draws shown"),
        row("trueMeans", "True mean", "Mean of the density, inside the picture"),
      ),
    );
  }

  #show(readings) {
    this.#fill("acceptance", [100 * readings.acceptance], (value) => `${fixed(value, 0)} %`);
    this.#fill("rhat", readings.rhat, (value) => fixed(value, 3));
    this.#fill("ess", readings.ess, (value) => fixed(value, 0));
    this.#fill("means", readings.means, (value) => fixed(value, 2));
    this.#fill("trueMeans", readings.trueMeans, (value) => fixed(value, 2));
  }

  #fill(key, values, format) {
    values.forEach((value, i) => {
      this.#cells[key][i].textContent = Number.isFinite(value) ? format(value) : "–";
    });
  }
}

// The work for coordinate i, each piece short enough to fit between two frames: `rhat` and
// `essBulk` of the diagnostics, taken apart.
function piecesOf(draws, i, readings) {
  const { autocorrelation, ess, fold, mean, normalScores, plainRhat, split } = diagnostics;
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
    () => (readings.rhat[i] = Math.max(plainRhat(scores), plainRhat(normalScores(folded)))),
  ];
}

// A number with a proper minus sign and no "−0.00".
export function fixed(value, digits) {
  const text = value.toFixed(digits);
  return Number(text) === 0 ? text.replace("-", "") : text.replace("-", "−");
}

// The readings in words, for those who listen to the page.
export function inWords({ n, run, acceptance, rhat, ess }) {
  const chains = run.chains.length === 1 ? "1 chain" : `${run.chains.length} chains`;
  if (n === 0) return `${chains} at the start; no draws yet.`;
  const pair = (values, digits) =>
    values.every(Number.isFinite)
      ? `x ${fixed(values[0], digits)}, y ${fixed(values[1], digits)}`
      : "not known yet";
  return (
    `${n} ${n === 1 ? "draw" : "draws"} from each of ${chains}. ` +
    `${Math.round(100 * acceptance)} percent accepted. ` +
    `R-hat: ${pair(rhat, 2)}. Effective sample size: ${pair(ess, 0)}.`
  );
}
