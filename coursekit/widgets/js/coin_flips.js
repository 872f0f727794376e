// CoinFlips: three truths from the same flips (share, count, time in the lead); guess first.

import "./coin_flips.css";
import { arcsineCdf, INTERVALS } from "./algorithms/coin_flips.js";
import {
  field,
  fixed,
  help,
  LOGARITHMIC,
  onKeys,
  seedControls,
  slider,
  switches,
  transport,
} from "./kit/controls.js";
import { h, uniqueId } from "./kit/dom.js";
import { follow, show } from "./kit/view.js";
import { Charts } from "./coins/charts.js";
import { Guesses } from "./coins/guesses.js";
import { FLIPS, PROBABILITIES, RUNS, Session, SPEEDS } from "./coins/session.js";

const FAR = 100; // flips that Shift and an arrow go
const HINTS = [
  "After ± stands the typical distance of the runs (root mean square). The band of the shares " +
    "holds 95 % of them; that of the counts is one standard deviation wide on either side.",
  "Click near a run to choose it. A run keeps its luck when there are more of them, or with " +
    "another coin. At most 100 are drawn, all are counted.",
];
const KEYS = [
  ["Space", "play or pause"],
  ["→ ←", `one flip on or back; with Shift, ${FAR}`],
  ["Home End", "no flips, all flips"],
  ["↑ ↓", "choose the next or the last run"],
];

export default { render: (props) => show(props, Session, View) };

const ROWS = {
  share: "Share",
  lead: "Count − n/2",
  time: "Heads led",
  long: "One side ≥ 9/10",
  interval: "95 % interval",
  holds: "It holds p",
};

class View {
  constructor(session) {
    this.session = session;
    this.guesses = new Guesses(session);
    this.charts = new Charts(session, (run) => session.change({ run }));
    this.note = h("p", { class: "sfp-note", role: "alert" });
    this.status = h("p", { class: "sfp-unseen", role: "status" });
    this.transport = transport(session, {
      name: "Flip",
      speeds: SPEEDS,
      words: () => `${session.n} of ${session.length}`,
    });
    this.root = this.#layOut();
  }

  start() {
    return follow(this.root, this.session, {
      colours: (colours) => {
        this.charts.colours = colours;
        this.charts.paintAll();
      },
      resize: () => this.charts.resize() && this.charts.paintAll(),
      news: (what) => this.#follow(what),
    });
  }

  #layOut() {
    const { session, charts } = this;
    const change = (key) => (value) => session.change({ [key]: value });
    this.p = slider("Probability of heads p", PROBABILITIES, 0.01, change("p"));
    this.flips = slider("Flips", FLIPS, 0.01, change("flips"), LOGARITHMIC);
    this.runs = slider("Runs", RUNS, 0.01, change("runs"), LOGARITHMIC);
    const choose = (event) => change("run")(event.target.value);
    this.run = h("input", { type: "number", min: 1, onchange: choose });
    this.seed = seedControls(session, "Next seed");
    const intervals = { wilson: "Wilson", wald: "Wald" };
    this.interval = switches("Interval", intervals, change("interval"));
    const keysId = uniqueId("keys");
    const caption = (...words) => h("div", { class: "sfp-caption" }, ...words);
    this.stage = h(
      "div",
      {
        class: "sfp-stage",
        role: "application",
        tabindex: 0,
        "aria-label": "The runs",
        "aria-describedby": keysId,
      },
      caption("Share of heads by flip"),
      charts.paths.share.box,
      caption("Heads minus half the flips, by flip"),
      charts.paths.lead.box,
    );
    onKeys(this.stage, (event) => this.#keys(event));
    this.body = h(
      "div",
      { class: "sfp-shown" },
      h("div", { class: "sfp-row" }, this.p.element, this.flips.element, this.runs.element),
      h(
        "div",
        { class: "sfp-row" },
        ...this.seed.elements,
        field("Run", this.run),
        this.interval.element,
      ),
      h(
        "div",
        { class: "sfp-body" },
        this.stage,
        h(
          "div",
          { class: "sfp-side" },
          this.#makeTable(),
          caption("Runs by the share of the time in which heads led"),
          charts.histogramBox,
        ),
        this.transport.element,
      ),
      legend(),
      help(HINTS, "Keys, while the charts of the runs have the focus:", KEYS, keysId),
    );
    return h(
      "div",
      {
        class: "sfp sfp-coins",
        role: "group",
        "aria-label": "Coin flips",
        "data-lm-suppress-shortcuts": "true", // JupyterLab would take the keys otherwise
      },
      this.guesses.element,
      this.note,
      this.body,
      this.status,
    );
  }

  #makeTable() {
    this.cells = {};
    const row = (key, head) => {
      this.cells[key] = [0, 1, 2].map(() => h("td"));
      return h("tr", {}, h("th", { scope: "row" }, head), ...this.cells[key]);
    };
    this.head = h("th", { scope: "col" });
    const heads = ["All runs", "Law"].map((name) => h("th", { scope: "col" }, name));
    return h(
      "table",
      { class: "sfp-readings" },
      h("thead", {}, h("tr", {}, h("td"), this.head, ...heads)),
      h("tbody", {}, ...Object.entries(ROWS).map(([key, name]) => row(key, name))),
    );
  }

  #follow(what) {
    const { session } = this;
    if (what === "note") this.note.textContent = session.note;
    if (what === "settings") this.#showSettings();
    if (what === "run") this.charts.paintAll();
    if (what === "cursor") this.charts.paint();
    if (what === "run" || what === "cursor") {
      this.transport.moved();
      this.#showReadings();
    }
    this.body.hidden = !session.values.revealed;
    if (!session.playing) {
      this.guesses.update();
      this.#describe();
    }
  }

  #showSettings() {
    const { values } = this.session;
    this.p.update(values.p, String(values.p));
    this.flips.update(values.flips, values.flips.toLocaleString("en"));
    this.runs.update(values.runs, values.runs.toLocaleString("en"));
    this.run.value = values.run;
    this.run.max = values.runs;
    this.seed.update();
    this.interval.update(values.interval);
    this.transport.update();
    this.#showReadings();
  }

  #showReadings() {
    const { session } = this;
    this.head.textContent = `Run ${session.values.run}`;
    const rows = session.n === 0 ? {} : readings(session);
    for (const [key, cells] of Object.entries(this.cells)) {
      cells.forEach((cell, k) => (cell.textContent = rows[key]?.[k] ?? "–"));
    }
  }

  // Puts what the pictures show in words; while playing that would be a stream of talk.
  #describe() {
    const { session } = this;
    const { n, values } = session;
    if (!values.revealed) return;
    const start = `${n} flips of a coin with p = ${values.p}, ${values.runs} runs.`;
    const rows = n > 0 ? readings(session) : null;
    const say = (name, [mine, all]) =>
      `${start} Run ${values.run}: ${name} ${mine}. All runs: ${all}.`;
    const [share, lead, time] = rows
      ? [
          say("share of heads", rows.share),
          say("heads minus half the flips", rows.lead),
          say("time heads led", [rows.time[0], `one side led 9/10 of it in ${rows.long[1]}`]),
        ]
      : [start, start, start];
    if (this.status.textContent !== share) this.status.textContent = share;
    this.charts.describe(
      `Share of heads by flip. ${share}`,
      `Heads minus half the flips, by flip. ${lead}`,
      `Runs by the share of the time in which heads led. ${time}`,
    );
  }

  #keys({ shiftKey }) {
    const { session } = this;
    const far = shiftKey ? FAR : 1;
    const choose = (by) => () => {
      const { run, runs } = session.values;
      session.change({ run: ((run - 1 + by + runs) % runs) + 1 });
    };
    return {
      " ": () => session.toggle(),
      ArrowRight: () => session.moveTo(session.n + far),
      ArrowLeft: () => session.moveTo(session.n - far),
      Home: () => session.moveTo(0),
      End: () => session.moveTo(session.length),
      ArrowUp: choose(1),
      ArrowDown: choose(-1),
    };
  }
}

// The table: for each row what the chosen run says, what all do, and what the law says.
function readings(session) {
  const { n, chosen } = session;
  const { p, interval } = session.values;
  const all = session.survey();
  const deviation = Math.sqrt(n * p * (1 - p));
  const percent = (share) => `${fixed(100 * share, 0)} %`;
  const yes = (is) => (is ? "yes" : "no");
  const triple = (mine, every, law, digits) => [
    fixed(mine, digits),
    `± ${fixed(every, digits)}`,
    `± ${fixed(law, digits)}`,
  ];
  const heads = chosen.count[n];
  const ahead = chosen.ahead[n] / n;
  const [low, high] = INTERVALS[interval](heads, n);
  return {
    share: triple(heads / n, all.share, deviation / n, 3),
    lead: triple(heads - n / 2, all.lead, deviation, 1),
    time: [percent(ahead), "", ""],
    long: [
      yes(ahead <= 0.1 || ahead >= 0.9),
      percent(all.long),
      p === 0.5 ? percent(2 * arcsineCdf(0.1)) : "",
    ],
    interval: [`${fixed(low, 2)} to ${fixed(high, 2)}`, "", ""],
    holds: [yes(low <= p && p <= high), percent(all.holds), "95 %"],
  };
}

// What the marks in the charts mean.
function legend() {
  const entry = (mark, words) =>
    h("li", {}, h("span", { class: `sfp-mark sfp-${mark}`, "aria-hidden": "true" }), words);
  return h(
    "ul",
    { class: "sfp-legend", "aria-label": "Legend" },
    entry("chosen", "chosen run, with its interval"),
    entry("others", "other runs"),
    entry("band", "band of the law"),
    entry("law", "arcsine law"),
  );
}
