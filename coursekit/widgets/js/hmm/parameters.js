// Start, transition and emission to type in. A row that makes no sense yet stays as it was
// typed, with the reason below, while the model goes on with the last good one.

import { readEntry } from "../kit/controls.js";
import { h, uniqueId } from "../kit/dom.js";
import { same } from "../kit/session.js";
import { checkRow } from "./session.js";

const written = (value) => String(Number(value.toPrecision(3)));

export class Parameters {
  #groups = [];

  constructor(session) {
    this.session = session;
    this.note = h("p", { class: "sfp-note sfp-row-note", role: "alert", id: uniqueId("rows") });
    this.tables = h("div", { class: "sfp-tables" });
    this.element = h("div", {}, this.tables, this.note);
  }

  update() {
    const { kind, names, symbols } = this.session.values;
    const layout = JSON.stringify([kind, names, symbols]);
    if (layout !== this.layout) {
      this.layout = layout;
      this.#build();
    }
    for (const group of this.#groups) this.#follow(group);
    this.#tell();
  }

  #build() {
    const { kind, names, symbols } = this.session.values;
    const group = (name, heads, read, write, check) => {
      const cells = heads.map((label) =>
        h("input", {
          type: "text",
          inputmode: "decimal",
          autocomplete: "off",
          "aria-label": label,
          "aria-describedby": this.note.id,
          onchange: () => this.#take(made),
        }),
      );
      const made = { name, cells, read, write, check, problem: "" };
      this.#groups.push(made);
      return cells;
    };
    this.#groups = [];
    const within = (key, k) => (row) => ({
      [key]: this.session.now.theta[key].map((old, i) => (i === k ? row : old)),
    });
    const start = group("start", names.map((to) => `Start in ${to}`), (theta) => theta.start, (row) => ({ start: row }), checkRow);
    const moves = names.map((from, i) =>
      group(`transition row ${i}`, names.map((to) => `${from} to ${to}`), (theta) => theta.transition[i], within("transition", i), checkRow),
    );
    const isCounts = kind === "poisson";
    const shows = isCounts ? ["rate"] : symbols;
    const emitted = names.map((from, i) =>
      group(
        `emission row ${i}`,
        shows.map((what) => (isCounts ? `Rate of ${from}` : `${from} shows ${what}`)),
        (theta) => theta.emission[i],
        within("emission", i),
        isCounts ? checkRate : checkRow,
      ),
    );
    const cell = (input) => h("td", {}, input);
    const head = (name, scope) => h("th", { scope }, name);
    const top = (title) => h("thead", {}, h("tr", {}, h("td", {}, title), ...names.map((name) => head(name, "col"))));
    const rows = [["start", start], ...names.map((name, i) => [name, moves[i]])];
    this.tables.replaceChildren(
      table("Start, and transitions from row to column", top("from, to"), rows.map(([name, inputs]) => h("tr", {}, head(name, "row"), ...inputs.map(cell)))),
      table(
        isCounts ? "Mean count in each state" : "What a state shows: each column sums to 1",
        top(isCounts ? "" : "shows"),
        shows.map((what, m) => h("tr", {}, head(what, "row"), ...emitted.map((inputs) => cell(inputs[m])))),
      ),
    );
  }

  #follow(group) {
    const row = group.read(this.session.now.theta);
    if (group.row && same(row, group.row)) return;
    Object.assign(group, { row, shown: row.map(written), problem: "" });
    group.cells.forEach((cell, j) => (cell.value = group.shown[j]));
  }

  // An untouched cell counts with all its digits.
  #take(group) {
    const typed = group.cells.map((cell, j) =>
      cell.value === group.shown[j] ? group.row[j] : readEntry(cell.value),
    );
    try {
      group.check(group.name, typed);
      group.problem = "";
    } catch (error) {
      group.problem = `${error.message}.`;
    }
    if (!group.problem) {
      group.row = null;
      this.session.edit(group.write(typed));
    }
    this.#tell();
  }

  #tell() {
    for (const { cells, problem } of this.#groups) {
      for (const cell of cells) cell.ariaInvalid = problem ? "true" : null;
    }
    const problems = this.#groups.map(({ problem }) => problem).filter(Boolean);
    this.note.textContent = problems.join(" ");
  }
}

function table(caption, head, rows) {
  return h(
    "table",
    { class: "sfp-matrix" },
    h("caption", { class: "sfp-caption" }, caption),
    head,
    h("tbody", {}, ...rows),
  );
}

function checkRate(name, [rate]) {
  if (!(rate > 0 && rate <= 200)) throw new Error(`${name} must be above 0 and at most 200`);
}
