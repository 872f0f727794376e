// HalfADigit: a part of a digit is hidden; guess it, and see what several models answer.

import "./half_a_digit.css";
import { button, choice, help, onKeys, switches } from "./kit/controls.js";
import { h, uniqueId } from "./kit/dom.js";
import { sessionOf } from "./kit/session.js";
import { followTheme } from "./kit/theme.js";
import { Session } from "./half/session.js";
import { account, pictureWords } from "./half/words.js";

const HINTS = [
  "Grey stands for what is hidden. Say which digit it is before the models do: they saw no more than you.",
  "Where the seen part settles the digit, draws should agree; where it does not, they should differ. " +
    "Under each answer stands what a classifier reads in it.",
];
const KEYS = [
  ["0 to 9", "guess"],
  ["n b", "the next digit, the one before"],
  ["m", "hide another part"],
  ["d", "another draw"],
  ["r", "reveal the truth, or hide it"],
];

function render({ model, el }) {
  const session = sessionOf(model, (it) => new Session(it));
  const view = new View(session);
  el.append(view.root);
  return view.start();
}

export default { render };

class View {
  constructor(session) {
    this.session = session;
    this.note = h("p", { class: "sfp-note", role: "alert" });
    this.account = h("p", { class: "sfp-account", role: "status" });
    this.truth = new Picture("");
    this.answers = session.models.map((name) => new Picture(name));
    this.root = this.#layOut();
  }

  // Begins to follow the session and the theme. Returns a function that ends it.
  start() {
    const stops = [
      followTheme(this.root, (colours) => {
        this.colours = colours;
        this.#update();
      }),
      this.session.subscribe(() => this.#update()),
    ];
    return () => stops.forEach((stop) => stop());
  }

  #layOut() {
    const { session } = this;
    const count = (n) => Object.fromEntries(Array.from({ length: n }, (_, k) => [k, String(k + 1)]));
    const set = (key) => (value) => session.change({ [key]: value });
    this.digit = choice("Digit", count(session.n), set("digit"));
    this.mask = choice("Hidden", { ...session.masks }, set("mask"));
    this.draw = switches("Draw", count(session.draws), set("draw"));
    this.guess = switches(
      "Your guess",
      Object.fromEntries(Array.from({ length: 10 }, (_, k) => [k, String(k)])),
      (guess) => session.guess(guess),
    );
    this.skip = button("Show me without guessing", () => session.change({ shown: true }));
    this.reveal = button("Reveal the truth", () => session.toggleTruth());
    this.reveal.classList.add("sfp-main");
    const keysId = uniqueId("keys");
    const caption = (words) => h("span", { class: "sfp-caption", "aria-hidden": "true" }, words);
    this.drawRow = h("div", { class: "sfp-labelled" }, caption("Draw"), this.draw.element);
    const root = h(
      "div",
      {
        class: "sfp sfp-half",
        role: "group",
        "aria-label": "Half a digit",
        "data-lm-suppress-shortcuts": "true", // JupyterLab would take the keys otherwise
      },
      h("div", { class: "sfp-row" }, this.digit.element, this.mask.element, button("Next digit", () => session.go(1))),
      this.note,
      h("div", { class: "sfp-labelled sfp-guess" }, caption("Which digit is it?"), this.guess.element),
      h("div", { class: "sfp-pictures" }, this.truth.element, ...this.answers.map(({ element }) => element)),
      h("div", { class: "sfp-row" }, this.drawRow, this.skip, this.reveal),
      this.account,
      help(HINTS, "Keys, while something in here has the focus:", KEYS, keysId),
    );
    onKeys(root, (event) => this.#keys(event));
    return root;
  }

  #keys({ target }) {
    if (target.tagName === "SELECT") return {}; // letters and digits choose an entry there
    const { session } = this;
    const guesses = Array.from({ length: 10 }, (_, k) => [k, () => session.guess(k)]);
    return {
      ...Object.fromEntries(guesses),
      n: () => session.go(1),
      b: () => session.go(-1),
      m: () => session.change({ mask: (session.values.mask + 1) % session.masks.length }),
      d: () => session.values.shown && session.change({ draw: (session.values.draw + 1) % session.draws }),
      r: () => session.values.shown && session.toggleTruth(),
    };
  }

  #update() {
    const { session, colours } = this;
    const { values } = session;
    this.note.textContent = session.note;
    this.digit.input.value = values.digit;
    this.mask.input.value = values.mask;
    this.draw.update(String(values.draw));
    this.guess.update(String(values.guess));
    this.drawRow.hidden = !values.shown;
    this.skip.hidden = values.shown;
    this.reveal.hidden = !values.shown;
    this.reveal.textContent = values.revealed ? "Hide the truth" : "Reveal the truth";
    const seen = pictureWords(session);
    const whole = values.revealed ? null : session.hidden();
    this.truth.show(session.truth(), whole, session.size, colours, seen.truth);
    this.answers.forEach((picture, k) => {
      picture.element.hidden = !values.shown;
      picture.show(session.answer(k), null, session.size, colours, seen.answers[k]);
    });
    const said = account(session);
    if (this.account.textContent !== said) this.account.textContent = said;
  }
}

// A picture with a caption below. What is hidden is a flat grey.
class Picture {
  constructor(name) {
    this.name = name;
    this.canvas = h("canvas", { role: "img" });
    this.caption = h("p", { class: "sfp-caption" });
    this.element = h("figure", {}, this.canvas, this.caption);
  }

  show(pixels, hidden, [height, width], colours, { caption, words }) {
    Object.assign(this.canvas, { width, height });
    const pen = this.canvas.getContext("2d");
    const image = pen.createImageData(width, height);
    const [paper, ink, veil] = [colours.bg, colours.fg, colours.grid].map(rgb);
    for (let p = 0; p < pixels.length; p++) {
      const share = pixels[p] / 255;
      for (let c = 0; c < 3; c++) {
        image.data[4 * p + c] = hidden?.[p] ? veil[c] : paper[c] + share * (ink[c] - paper[c]);
      }
      image.data[4 * p + 3] = 255;
    }
    pen.putImageData(image, 0, 0);
    this.canvas.setAttribute("aria-label", words);
    this.caption.replaceChildren(...(this.name ? [h("b", {}, this.name), " "] : []), caption);
  }
}

// "#rrggbb" -> three numbers.
function rgb(colour) {
  return [1, 3, 5].map((from) => parseInt(colour.slice(from, from + 2), 16));
}
