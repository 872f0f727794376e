// What the lab shows, in words.

import { fixed } from "../kit/controls.js";

const NAMES = {
  non_saturating: "non-saturating",
  minimax: "saturating",
  least_squares: "least-squares",
  hinge: "hinge",
  wasserstein: "Wasserstein",
};
// The two losses, as formulas of D's output at a real point r and at a fake f.
const LOG = "mean of −log σ(D(x)) over real points + mean of −log(1 − σ(D(f))) over fakes";
const FORMULAS = {
  non_saturating: [LOG, "mean of −log σ(D(f))"],
  minimax: [LOG, "mean of log(1 − σ(D(f)))"],
  least_squares: ["½ mean of (D(x) − 1)² + ½ mean of D(f)²", "½ mean of (D(f) − 1)²"],
  hinge: ["mean of max(0, 1 − D(x)) + mean of max(0, 1 + D(f))", "mean of −D(f)"],
  wasserstein: ["mean of D(f) − mean of D(x)", "mean of −D(f)"],
};
const PENALTIES = {
  none: "",
  clip: "",
  gradient: " + the gradient penalty, in which each point between has a norm of its own",
  r1: " + the R1 penalty on D's slope at the real points",
};

const SETTINGS = {
  noise_dim: "dimensions of the noise",
  layers_G: "hidden layers of G",
  layers_D: "hidden layers of D",
  width_G: "neurons of G",
  width_D: "neurons of D",
  penalty: "hold on D",
  k_D: "updates of D",
  k_G: "updates of G",
  optimizer: "optimiser",
  lr_D: "rate of D",
  lr_G: "rate of G",
  beta1: "β₁",
};

// In which settings the second run differs, from the list of "key=value".
export function differenceWords(other) {
  if (other.length === 0) return "the same settings, so far";
  const words = other.map((entry) => {
    const [key, value] = entry.split("=");
    return `${SETTINGS[key] ?? key} ${NAMES[value] ?? value.replace("_", " ")}`;
  });
  return words.join(", ");
}

export const percent = (share) => `${fixed(100 * share, 0)} %`;

// What stage `name` of a slow step does, as [title, words].
export function stageWords(name, { record, real }, live) {
  const [player, number] = [name[0], Number(name[1])];
  return (player === "D" ? wordsOfD : wordsOfG)(record, real, live)[number - 1];
}

export const STAGE_TITLES = {
  D1: "Real and fake",
  D2: "Verdict",
  D3: "Loss",
  D4: "Gradient",
  D5: "Update",
  G1: "New fakes",
  G2: "Verdict",
  G3: "Loss",
  G4: "Gradient",
  G5: "Update",
};

const meanOf = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;

// How a batch is judged by D, as the loss reads it.
function judged(outputs, isReal, loss) {
  if (loss === "wasserstein") return `scored ${fixed(meanOf(outputs), 2)} on average`;
  const middle = loss === "least_squares" ? 0.5 : 0;
  const right = outputs.filter((value) => (isReal ? value > middle : value < middle)).length;
  return `judged rightly in ${percent(right / outputs.length)} of cases`;
}

const repeated = (count) => (count > 1 ? ` All this is done ${count} times a step.` : "");

const rate = ({ optimizer }, lr) => `${optimizer === "adam" ? "Adam" : "SGD"} with rate ${lr}`;

function wordsOfD({ outputs, loss, norm }, real, live) {
  const n = live.batch;
  const [onReal, onFake] = [outputs.subarray(0, n), outputs.subarray(n)];
  const clipped = live.penalty === "clip" ? ` Then every weight is cut to ±${live.strength}.` : "";
  return [
    `${n} points are drawn from the data, and ${n} draws of noise go through G, which becomes no ` +
      "wiser by it.",
    `D looks at each. Real points are ${judged(onReal, true, live.loss)}, fakes are ` +
      `${judged(onFake, false, live.loss)}. Rings mark what D takes for the other kind.`,
    `${FORMULAS[live.loss][0]}${PENALTIES[live.penalty]}: ${fixed(loss, 3)}.`,
    "Back-propagation gives the slope of this loss by every weight of D, " +
      `${fixed(norm, 3)} long in all. The fakes count as given: nothing flows to G.`,
    `${rate(live, live.lr_D)} moves D's weights against that gradient. The map shows the new D.` +
      `${clipped}${repeated(live.k_D)}`,
  ];
}

function wordsOfG({ outputs, loss, norm }, _, live) {
  return [
    `${live.batch} new draws of noise go through G. No real point takes part in G's turn.`,
    "The D that has just moved looks at the fakes: they are " +
      `${judged(outputs, false, live.loss)}. Rings mark those that pass for real.`,
    `The ${NAMES[live.loss]} loss of G, ${FORMULAS[live.loss][1]}: ${fixed(loss, 3)}.`,
    "The loss is differentiated through D, which stays as it is, down to every fake: the arrows " +
      "are where this loss would move it. Through the fakes it goes on to G's weights, " +
      `${fixed(norm, 3)} long in all.`,
    `${rate(live, live.lr_G)} moves G's weights. The same noise now gives the fakes at the ends ` +
      `of the lines.${repeated(live.k_G)}`,
  ];
}

// How a run stands: a sentence or two.
export function account(run, measures) {
  const { js, modes, quality, reverse_kl } = measures;
  const all = run.setup.data.centres.length;
  const covered = run.setup.data.hasModes
    ? `${modes} of ${all} modes covered, ${percent(quality)} of the fakes good, divergence of the ` +
      `modes' shares ${fixed(reverse_kl, 2)}. `
    : "";
  const [lossD, lossG] = ["lossD", "lossG"].map((key) => run.history[key][run.n - 1]);
  const losses = run.n ? ` Loss of D ${fixed(lossD, 2)}, of G ${fixed(lossG, 2)}.` : "";
  return `${covered}Jensen-Shannon divergence ${fixed(js, 3)} of at most 0.693.${losses}`;
}
