// The chain in words: its classes, its period, whether it runs the same backwards.

import { classes, isReversible, periodAndLevels } from "../algorithms/markov_chain.js";

const NO_PERIOD = "None: in continuous time a chain may always stay a little longer.";
const BOTH_WAYS = "Reversible: between any two states, as much flows one way as the other.";
const ONE_WAY = "Not reversible: a film of it, run backwards, looks different.";

const list = (names) =>
  names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
const group = (names) => `{${names.join(", ")}}`;

// Sentences -> [[term, words], ...].
export function describe({ names, matrix, continuous }, chain) {
  const { label, closed } = classes(chain.P);
  const members = closed.map((_, k) => names.filter((_, i) => label[i] === k));
  if (closed.length > 1) return reducible(members, closed);
  return [
    ["Classes", "One: every state reaches every other. The chain is irreducible."],
    ["Period", continuous ? NO_PERIOD : periodInWords(chain.P, names)],
    ["Backwards", isReversible(matrix, chain.pi) ? BOTH_WAYS : ONE_WAY],
  ];
}

function periodInWords(P, names) {
  const { period, level } = periodAndLevels(P);
  if (period === 1) return "1: aperiodic, so the law settles.";
  const phases = Array.from({ length: period }, (_, k) =>
    group(names.filter((_, i) => level[i] % period === k)),
  );
  return `${period}: it cycles through ${list(phases)}, and the law never settles.`;
}

function reducible(members, closed) {
  const named = members.map((names, k) => `${group(names)} ${closed[k] ? "closed" : "open"}`);
  const ends = members.filter((_, k) => closed[k]);
  const fate =
    ends.length === 1
      ? `Sooner or later it is in ${group(ends[0])} and stays there: one stationary law.`
      : `It ends in ${ends.map(group).join(" or ")}: no single stationary law.`;
  return [
    ["Classes", `${members.length}: ${list(named)}. The chain is not irreducible.`],
    ["In the end", fate],
  ];
}
