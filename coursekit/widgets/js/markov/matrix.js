// The matrix as a table to type in. A row that makes no sense yet is kept as typed, with the
// reason under it, while the chain goes on with the last good one.

import { checkRates, withDiagonal } from "../algorithms/jump_process.js";
import { checkMatrix, sum } from "../algorithms/markov_chain.js";
import { button, fixed, readEntry, switches } from "../kit/controls.js";
import { h, uniqueId } from "../kit/dom.js";
import { same } from "../kit/session.js";
import { MAX_NAME } from "./session.js";

const shown = (value) =>
  String(Number(Math.abs(value) >= 0.0095 ? value.toFixed(3) : value.toPrecision(2)));

export class Matrix {
  #rows = [];
  #embedded = false; // whether the chain of jumps is shown in place of the rates

  constructor(session) {
    this.session = session;
    this.title = h("span");
    this.kind = switches("Matrix shown", { rates: "Rates", jumps: "Jumps" }, (chosen) => {
      this.#embedded = chosen === "jumps";
      this.update();
    });
    this.body = h("table", { class: "sfp-matrix" });
    this.element = h(
      "div",
      { class: "sfp-matrix-box" },
      h("div", { class: "sfp-caption" }, this.title, this.kind.element),
      h("div", { class: "sfp-scroll" }, this.body),
    );
  }

  // Follows the session. Rows being mended stay as they were typed.
  update() {
    const { names, matrix, continuous } = this.session.values;
    const isEmbedded = continuous && this.#embedded;
    this.kind.element.hidden = !continuous;
    this.kind.update(isEmbedded ? "jumps" : "rates");
    const title = isEmbedded
      ? "Embedded chain: where a jump leads"
      : `${continuous ? "Rate matrix Q" : "Transition matrix P"}: from row to column`;
    this.title.textContent = title;
    const layout = JSON.stringify([names, continuous, isEmbedded, matrix.length]);
    if (layout !== this.layout) {
      this.layout = layout;
      this.#build(title);
    }
    const entries = isEmbedded ? this.session.chain.P : matrix;
    entries.forEach((row, i) => this.#rows[i].follow(row));
  }

  #build(title) {
    const { names, continuous } = this.session.values;
    const isFixed = continuous && this.#embedded;
    const heads = names.map((name) => h("th", { scope: "col", title: name }, h("span", {}, name)));
    this.#rows = names.map((_, i) => new Row(this.session, i, isFixed));
    this.body.style.setProperty("--states", names.length);
    const { activeElement } = document;
    const focus = this.body.contains(activeElement) ? activeElement.ariaLabel : null;
    this.body.replaceChildren(
      h("caption", { class: "sfp-unseen" }, title),
      h("thead", {}, h("tr", {}, h("td"), ...heads)),
      h("tbody", {}, ...this.#rows.flatMap((row) => row.elements)),
    );
    // A name was typed, and the table made anew: the cursor stays where it went.
    if (focus) this.body.querySelector(`[aria-label="${CSS.escape(focus)}"]`)?.focus();
  }
}

class Row {
  constructor(session, i, isFixed) {
    Object.assign(this, { session, i, isFixed, row: null });
    const { names, continuous } = session.values;
    this.note = h("span", { id: uniqueId("row") });
    this.name = h("input", {
      type: "text",
      class: "sfp-name",
      value: names[i],
      maxlength: MAX_NAME,
      "aria-label": `Name of state ${i}`,
      onchange: () => this.#rename(),
    });
    this.cells = names.map((name, j) =>
      isFixed || (continuous && i === j)
        ? h("output", { "aria-label": `${names[i]} to ${name}` })
        : h("input", {
            type: "text",
            inputmode: "decimal",
            autocomplete: "off",
            "aria-label": `${names[i]} to ${name}`,
            "aria-describedby": this.note.id,
            onchange: () => this.#take(),
          }),
    );
    this.mend = button("Normalise", () => this.#normalise());
    this.problem = h(
      "tr",
      { class: "sfp-problem", hidden: true },
      h("td", { colspan: names.length + 1 }, this.note, " ", this.mend),
    );
    const head = h("th", { scope: "row" }, isFixed ? h("span", {}, names[i]) : this.name);
    this.elements = [
      h("tr", {}, head, ...this.cells.map((cell) => h("td", {}, cell))),
      this.problem,
    ];
  }

  // Shows this row, unless it is the one that is being mended.
  follow(row) {
    if (this.row && same(row, this.row)) return;
    this.row = row;
    this.#show(row);
    this.#tell("");
  }

  #show(values) {
    this.shown = values.map((value) => (this.isFixed ? fixed(value, 3) : shown(value)));
    this.cells.forEach((cell, j) => (cell.value = this.shown[j]));
  }

  // What stands in the row: an untouched cell counts with all its digits.
  #typed() {
    return this.cells.map((cell, j) =>
      cell.value === this.shown[j] ? this.row[j] : readEntry(cell.value),
    );
  }

  #take() {
    const { continuous, matrix } = this.session.values;
    const typed = this.#typed();
    const whole = matrix.map((row, k) => (k === this.i ? typed : row));
    const candidate = continuous ? withDiagonal(whole) : whole;
    try {
      if (continuous) checkRates(candidate);
      else checkMatrix(candidate);
    } catch (error) {
      this.#tell(error.message);
      const canBeScaled = typed.every((value) => value >= 0) && sum(typed) > 0;
      this.mend.hidden = continuous || !canBeScaled || !Number.isFinite(sum(typed));
      return;
    }
    this.#tell("");
    if (!this.session.change({ matrix: candidate })) this.#show(this.row);
  }

  #normalise() {
    const typed = this.#typed();
    const total = sum(typed);
    const { matrix } = this.session.values;
    const scaled = typed.map((value) => value / total);
    this.row = null; // even if it comes out as it was before
    this.session.change({ matrix: matrix.map((row, k) => (k === this.i ? scaled : row)) });
    this.cells[0].focus();
  }

  #rename() {
    const { names } = this.session.values;
    const name = this.name.value.trim();
    const renamed = names.map((old, k) => (k === this.i ? name.replaceAll(",", " ") : old));
    if (!this.session.change({ names: renamed })) this.name.value = names[this.i];
  }

  #tell(words) {
    const name = this.session.values.names[this.i];
    this.problem.hidden = words === "";
    this.note.textContent = words && `${words} (row “${name}”).`;
    this.note.setAttribute("role", words ? "alert" : "none");
    this.elements[0].classList.toggle("sfp-wrong", words !== "");
    for (const cell of this.cells) cell.ariaInvalid = words ? "true" : null;
  }
}
