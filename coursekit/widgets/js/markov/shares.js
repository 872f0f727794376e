// The bars: where the chain is or has been, against the law that it settles in; and in
// continuous time how long it stays.

import { totalVariation } from "../algorithms/markov_chain.js";
import { fixed } from "../kit/controls.js";
import { h } from "../kit/dom.js";

const HEADS = { walk: "Share so far", time: "Share of time", law: "Law now" };

export class Shares {
  #cells = [];

  constructor(session) {
    this.session = session;
    this.body = h("table", { class: "sfp-shares" });
    this.distance = h("p", { class: "sfp-caption" });
    this.element = h("div", {}, this.body, this.distance);
  }

  get head() {
    const { view, continuous } = this.session.values;
    return HEADS[view === "law" ? "law" : continuous ? "time" : "walk"];
  }

  // Follows the chain.
  update() {
    const { names, continuous } = this.session.values;
    const { pi, rate, visits } = this.session.chain;
    const heads = ["", this.head, "Settles at"];
    if (continuous) heads.push("Mean stay", "Visits");
    this.#cells = names.map(() => ({ bar: h("i"), share: h("td") }));
    const rows = names.map((name, i) => {
      const mark = h("b", { hidden: !pi });
      if (pi) mark.style.left = `${100 * pi[i]}%`;
      const { bar, share } = this.#cells[i];
      const further = continuous
        ? [rate[i] > 0 ? stay(1 / rate[i]) : "for ever", visits ? fixed(visits[i], 3) : "–"]
        : [];
      return h(
        "tr",
        {},
        h("th", { scope: "row" }, name),
        h("td", { class: "sfp-bar", "aria-hidden": "true" }, h("div", {}, bar, mark)),
        share,
        h("td", {}, pi ? fixed(pi[i], 3) : "–"),
        ...further.map((words) => h("td", {}, words)),
      );
    });
    this.body.replaceChildren(
      h("caption", { class: "sfp-unseen" }, `${this.head} and the stationary law, by state`),
      h(
        "thead",
        {},
        h(
          "tr",
          {},
          h("th", { scope: "col", class: "sfp-first" }, "State"),
          h("td", { "aria-hidden": "true" }),
          ...heads.slice(1).map((words) => h("th", { scope: "col" }, words)),
        ),
      ),
      h("tbody", {}, ...rows),
    );
    this.paint();
  }

  // Follows the moment that is shown: called every frame.
  paint() {
    const { shares, chain } = this.session;
    this.#cells.forEach(({ bar, share }, i) => {
      bar.style.width = `${100 * (shares?.[i] ?? 0)}%`;
      share.textContent = fixed(shares?.[i] ?? NaN, 3);
    });
    this.distance.textContent = remark(shares, chain.pi);
  }

  // The same in words.
  describe() {
    const { shares } = this.session;
    const { names } = this.session.values;
    if (!shares) return "No step yet.";
    const parts = names.map((name, i) => `${name} ${fixed(shares[i], 2)}`);
    return `${this.head}: ${parts.join(", ")}.`;
  }
}

function remark(shares, pi) {
  if (!pi) return "No mark: there is no single law in which it settles.";
  if (!shares) return "Play, or step on, to fill the bars.";
  const distance = fixed(totalVariation(shares, pi), 3);
  return `Distance (total variation) from the law it settles in: ${distance}`;
}

const stay = (value) => String(Number(value.toPrecision(3)));
