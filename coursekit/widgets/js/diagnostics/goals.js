// The target that the chains should have sampled, and four goals to reach.

// Two peaks of equal weight, normal with these means and standard deviation 1.
export const PEAKS = [-2, 2];
export const TRUE_MEAN = 0;

export function density(x) {
  const peak = (centre) => Math.exp(-((x - centre) ** 2) / 2) / Math.sqrt(2 * Math.PI);
  return (peak(PEAKS[0]) + peak(PEAKS[1])) / 2;
}

const off = ({ mean }) => Math.abs(mean - TRUE_MEAN);
const all = (value) => Array(4).fill(value);
const PLAIN = {
  draws: 500,
  location: all(0),
  spread: all(1),
  memory: all(0),
  drift: all(0),
  stuck: all(0),
  stuck_at: all(0.5),
};

// For each goal: what to do, when it is reached, why it works, and settings that reach it.
export const GOALS = {
  blind: {
    task: "Make R-hat blind: below 1.01, and the mean off by more than 1.",
    isMet: (found) => found.rhat < 1.01 && off(found) > 1,
    why:
      "R-hat compares the chains with one another, never with the target. Chains that all sit " +
      "on one peak agree. Starts that are spread out, and knowing the target, are what helps.",
    way: { ...PLAIN, location: all(2) },
  },
  alarm: {
    task: "Make R-hat alarm (above 1.05) while the mean is right to 0.25.",
    isMet: (found) => found.rhat > 1.05 && off(found) < 0.25,
    why:
      "The errors of the chains cancel in this mean. The alarm is still right: the chains have " +
      "seen different things, and another run would not be so lucky.",
    way: { ...PLAIN, location: [-2, 2, -2, 2] },
  },
  tails: {
    task: "Bring the tail ESS below 100 while the bulk ESS is above 400.",
    isMet: (found) => found.essTail < 100 && found.essBulk > 400,
    why:
      "The chains agree about the centre, so the bulk ESS is high; only some of them reach " +
      "the tails, so the 5 % and 95 % quantiles rest on few of them and should not be reported. " +
      "The folded form of R-hat sees the same.",
    way: { ...PLAIN, spread: [1, 1, 1, 3] },
  },
  old: {
    task: "Deceive the R-hat of 1992 (below 1.01), but not today's (above 1.05).",
    isMet: (found) => found.plain < 1.01 && found.rhat > 1.05,
    why:
      "The formula of 1992 compares the means of whole chains. Chains that drift together " +
      "have the same mean: their halves do not. Chains of different spread have it too: the " +
      "folded ranks tell them apart.",
    way: { ...PLAIN, drift: all(2) },
  },
};
