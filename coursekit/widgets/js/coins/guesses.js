// Guess first: three questions, and, once the coins have been flipped, what came of them.

import { button, switches } from "../kit/controls.js";
import { h, uniqueId } from "../kit/dom.js";

const MANY = 20; // runs, and
const LONG = 100; // flips, from which on the runs are taken for an answer

const TREND = { shrinks: "Shrinks", stays: "Stays", grows: "Grows" };
const QUESTIONS = [
  ["Distance of the share of heads from", TREND],
  ["Distance of the count of heads from", TREND],
  [
    "In most runs, heads lead for",
    { half: "Half the time", anywhere: "Any share", ends: "Nearly all or none" },
  ],
];

export class Guesses {
  constructor(session) {
    this.session = session;
    this.rows = QUESTIONS.map(([, answers], k) => this.#row(answers, k));
    this.reveal = button("Flip the coins", () => session.start());
    this.reveal.classList.add("sfp-main");
    this.skip = button("Show me without guessing", () => session.start());
    this.lead = h("p", {});
    this.element = h(
      "section",
      { class: "sfp-guesses", "aria-label": "Guess first" },
      this.lead,
      h("ol", {}, ...this.rows.map(({ element }) => element)),
      h("div", { class: "sfp-buttons" }, this.reveal, this.skip),
    );
  }

  #row(answers, k) {
    const id = uniqueId("question");
    const question = h("span", { id });
    const verdict = h("p", { class: "sfp-verdict" });
    const choice = switches("", answers, (answer) => this.#guess(k, answer));
    choice.element.removeAttribute("aria-label");
    choice.element.setAttribute("aria-labelledby", id);
    const element = h("li", {}, h("div", {}, question, choice.element), verdict);
    return { element, question, choice, verdict };
  }

  #guess(k, answer) {
    const guesses = [...this.session.values.guesses];
    guesses[k] = answer;
    this.session.change({ guesses });
  }

  update() {
    const { values } = this.session;
    const fair = values.p === 0.5;
    this.lead.textContent = values.revealed
      ? "Your guesses, and what the runs say:"
      : `Guess first. As a ${fair ? "fair coin" : `coin with p = ${values.p}`} is flipped ` +
        `${values.flips.toLocaleString("en")} times …`;
    const centres = fair ? ["one half", "half the flips"] : ["p", "n p"];
    this.rows.forEach(({ question, choice }, k) => {
      question.textContent = `${QUESTIONS[k][0]}${k < 2 ? ` ${centres[k]}` : ""}`;
      choice.update(values.guesses[k]);
    });
    this.reveal.disabled = values.guesses.some((guess) => guess === "");
    this.reveal.hidden = this.skip.hidden = values.revealed;
    this.showVerdicts();
  }

  // While the coins are in the air nothing is judged.
  showVerdicts() {
    const { session } = this;
    const { revealed, guesses } = session.values;
    const found = revealed && !session.playing ? findings(session) : null;
    this.rows.forEach(({ verdict, element }, k) => {
      const right = found && guesses[k] ? guesses[k] === found[k].answer : null;
      element.dataset.right = right ?? "";
      const judged = right === null ? "" : right ? "✓ So it is. " : "✗ Not so. ";
      verdict.textContent = found ? judged + found[k].words : "";
    });
  }
}

// What the runs say -> for each question {answer, words}; null where there is too little to say.
function findings(session) {
  const { n, values } = session;
  if (n < LONG || values.runs < MANY) return null;
  const early = Math.round(n / 10);
  const [before, now] = [session.survey(early), session.survey(n)];
  const trend = (a, b) => (b < 0.8 * a ? "shrinks" : b > 1.25 * a ? "grows" : "stays");
  const typical = (a, b, digits) =>
    `Typically ${a.toFixed(digits)} after ${early.toLocaleString("en")} flips, ` +
    `${b.toFixed(digits)} after ${n.toLocaleString("en")}.`;
  const percent = (share) => `${Math.round(100 * share)}\u00a0%`;
  const ratio = now.long / Math.max(now.even, 1 / values.runs);
  return [
    { answer: trend(before.share, now.share), words: typical(before.share, now.share, 3) },
    { answer: trend(before.lead, now.lead), words: typical(before.lead, now.lead, 1) },
    {
      answer: ratio > 2 ? "ends" : ratio < 0.5 ? "half" : "anywhere",
      words:
        `One side leads 9/10 of the time or more in ${percent(now.long)} of the runs; ` +
        `each has at least 4/10 in ${percent(now.even)}.`,
    },
  ];
}
