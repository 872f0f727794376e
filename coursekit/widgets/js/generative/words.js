// What happened, in words.

import { fixed } from "../kit/controls.js";

export const NAMES = {
  shared: "Gaussian, shared covariance",
  own: "Gaussian, own covariances",
  naive: "Gaussian naive Bayes",
  logistic: "Logistic regression",
};
const CANNOT =
  "Logistic regression cannot dream. It models p(class | x), the answer, and says nothing of p(x), " +
  "where points lie: there is nothing to draw a point from.";

const percent = (share) => `${fixed(100 * share, 1)}\u00a0%`;
const wide = (value) => Number(value.toPrecision(3)).toString();

// What is shown, and what became of it.
export function account(session) {
  const { n, end, values } = session;
  if (n > 0) return generation(session);
  if (values.data.length === 0) return "There are no points yet. Click in the picture to add some.";
  if (values.dreamer === "logistic" && (values.dream || end)) return CANNOT;
  if (end) return `No copies can be made: ${end}.`;
  return [dream(session), edits(session)].filter(Boolean).join(" ") || "Drag a point, and see which borders follow it.";
}

function dream(session) {
  const { dreamt, values } = session;
  if (!values.dream) return "";
  if (!dreamt) return `No dream: ${session.fits[values.dreamer].problem}.`;
  const b = dreamt.labels.filter((label) => label === 1).length;
  const [first, second] = values.classes;
  return `${NAMES[values.dreamer]} dreamt ${dreamt.labels.length} points, the hollow ones: ${dreamt.labels.length - b} of ${first}, ${b} of ${second}.`;
}

function edits(session) {
  if (!session.isEdited) return "";
  const moved = session.values.models
    .map((name) => ({ name, share: session.moved(name) }))
    .filter(({ share }) => Number.isFinite(share))
    .sort((a, b) => b.share - a.share);
  if (moved.length === 0) return "";
  const [most, ...others] = moved;
  const least = others.length ? `, ${NAMES[others.at(-1).name]} on ${percent(others.at(-1).share)}` : "";
  return `Since the data were chosen, ${NAMES[most.name]} has changed its mind on ${percent(most.share)} of the picture${least}.`;
}

function generation(session) {
  const { n, shown, values, end, length } = session;
  const { realCount, points, labels, spread } = shown;
  const source = n === 1 ? "the model of the data" : `the model of generation ${n - 1}`;
  const real = realCount ? `, ${realCount} real ones` : "";
  const start = session.generations[0].spread;
  const parts = values.classes.map((name, c) => {
    const count = labels.filter((label) => label === c).length;
    if (count === 0) return `${name} has died out`;
    return `${name} spreads ${wide(spread[c])}, ${percent(spread[c] / start[c])} of what it did`;
  });
  const over = end && n === length ? ` The copying ends here: ${end}.` : "";
  return `Generation ${n}: ${points.length - realCount} points dreamt by ${source}${real}. ${parts.join("; ")}.${over}`;
}

export function describe(session) {
  const { values, shown, n } = session;
  const counts = values.classes.map((name, c) => `${shown.labels.filter((label) => label === c).length} of ${name}`);
  const what = n ? `Copies of generation ${n}` : "Points";
  const borders = values.models.map((name) => NAMES[name]).join(", ") || "none";
  return `${what}, ${values.names[1]} against ${values.names[0]}: ${counts.join(" and ")}. Borders: ${borders}.`;
}
