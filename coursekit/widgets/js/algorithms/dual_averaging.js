// Steering a step size until the acceptance meets its goal: the twin of
// coursekit.mcmc.adaptation.DualAveraging, which says what each name means.

const [GAMMA, T0, KAPPA] = [0.05, 10, 0.75];

export class DualAveraging {
  #t = 0;
  #shortfall = 0;
  #logAverage = 0;

  constructor(stepSize, goal) {
    [this.mu, this.goal] = [Math.log(10 * stepSize), goal];
    this.stepSize = stepSize;
  }

  // The step to keep when warm-up ends.
  get average() {
    return this.#t ? Math.exp(this.#logAverage) : this.stepSize;
  }

  update(accept) {
    this.#t += 1;
    this.#shortfall += (this.goal - accept - this.#shortfall) / (this.#t + T0);
    const logStep = this.mu - (Math.sqrt(this.#t) / GAMMA) * this.#shortfall;
    this.#logAverage += this.#t ** -KAPPA * (logStep - this.#logAverage);
    this.stepSize = Math.exp(logStep);
  }
}

// The warm-up of a kernel with a step size: one step for all chains, from their mean
// acceptance, over the first nSteps steps; then the average is kept.
export class StepAdaptation {
  #t = 0;

  constructor(stepSize, nSteps, goal = 0.8) {
    this.nSteps = nSteps;
    this.averaging = new DualAveraging(stepSize, goal);
  }

  // The kernel for the next step, after one step gave `info`.
  update(kernel, state, info) {
    this.#t += 1;
    if (this.#t > this.nSteps) return kernel;
    const total = info.acceptProb.reduce((sum, prob) => sum + prob, 0);
    this.averaging.update(total / info.acceptProb.length);
    const { average, stepSize } = this.averaging;
    return { ...kernel, stepSize: this.#t === this.nSteps ? average : stepSize };
  }
}
