// The sets of tosses: counts to type, shares to drag beside the posterior, and each set's part
// of the gap.

import { fixed } from "../kit/controls.js";
import { h } from "../kit/dom.js";

export class Sets {
  #rows = [];

  constructor(session) {
    this.session = session;
    this.body = h("tbody");
    this.total = h("td");
    const heads = ["Set", "Heads", "q: share of coin A", "Posterior", "KL (nats)"];
    this.element = h(
      "table",
      { class: "sfp-sets" },
      h("caption", { class: "sfp-unseen" }, "The sets of tosses"),
      h("thead", {}, h("tr", {}, ...heads.map((name) => h("th", { scope: "col" }, name)))),
      this.body,
      h(
        "tfoot",
        {},
        h("tr", {}, h("th", { scope: "row", colspan: 4 }, "Sum: the gap"), this.total),
      ),
    );
  }

  update() {
    const { heads, tosses } = this.session.values;
    if (this.#rows.length !== heads.length) this.#build(heads.length);
    heads.forEach((count, i) => {
      this.#rows[i].count.value = count;
      this.#rows[i].count.max = tosses;
    });
    this.paint();
  }

  paint() {
    const { now, n } = this.session;
    const widest = Math.max(0.5, ...now.gaps);
    this.#rows.forEach(({ share, mark, words, posterior, gap, bar }, i) => {
      const [q] = now.q[i];
      share.value = q;
      share.setAttribute("aria-valuetext", `${fixed(q, 2)}, posterior ${fixed(now.posterior[i][0], 2)}`);
      words.textContent = fixed(q, 2);
      mark.style.setProperty("--at", now.posterior[i][0]);
      posterior.textContent = fixed(now.posterior[i][0], 2);
      gap.textContent = fixed(now.gaps[i], 3);
      bar.style.width = `${(100 * now.gaps[i]) / widest}%`;
    });
    this.total.textContent = fixed(this.session.gapAt(n), 3);
  }

  #build(size) {
    const { session } = this;
    this.#rows = Array.from({ length: size }, (_, i) => {
      const count = h("input", {
        type: "number",
        min: 0,
        "aria-label": `Heads in set ${i + 1}`,
        onchange: () => session.setCount(i, count.value),
      });
      const share = h("input", {
        type: "range",
        min: 0,
        max: 1,
        step: 0.01,
        "aria-label": `q of set ${i + 1}`,
        oninput: () => session.placeShare(i, Number(share.value)),
      });
      const cells = { posterior: h("td"), gap: h("span"), bar: h("i"), words: h("output") };
      const mark = h("b", { "aria-hidden": "true" });
      const row = h(
        "tr",
        {},
        h("th", { scope: "row" }, String(i + 1)),
        h("td", {}, count),
        h("td", { class: "sfp-q" }, h("div", {}, share, mark), cells.words),
        cells.posterior,
        h("td", { class: "sfp-kl" }, cells.gap, h("div", { "aria-hidden": "true" }, cells.bar)),
      );
      return { count, share, mark, row, ...cells };
    });
    this.body.replaceChildren(...this.#rows.map(({ row }) => row));
  }
}
