// Adaptive Metropolis: the twin of coursekit.mcmc.metropolis.HaarioAdaptation, which says
// what it does. The kernel is that of random-walk Metropolis.

export class HaarioAdaptation {
  #t = 0;
  #n = 0;
  #mean = [0, 0];
  #squares = [0, 0, 0]; // sums of squares and products about the mean: xx, xy, yy

  constructor(x, nFirst = 50) {
    this.nFirst = nFirst;
    this.#include(x);
  }

  #include(x) {
    for (const row of x) {
      this.#n += 1;
      const [offX, offY] = row.map((value, i) => value - this.#mean[i]);
      this.#mean = [this.#mean[0] + offX / this.#n, this.#mean[1] + offY / this.#n];
      this.#squares[0] += offX * (row[0] - this.#mean[0]);
      this.#squares[1] += offX * (row[1] - this.#mean[1]);
      this.#squares[2] += offY * (row[1] - this.#mean[1]);
    }
  }

  // The kernel for the next step, after one step gave `state`.
  update(kernel, state) {
    this.#t += 1;
    this.#include(state.x);
    if (this.#t < this.nFirst) return kernel;
    const [xx, xy, yy] = this.#squares.map((sum) => sum / (this.#n - 1));
    const ridge = 1e-6;
    const size = 2.38 / Math.SQRT2;
    const a = Math.sqrt(xx + ridge);
    const b = xy / a;
    const c = Math.sqrt(yy + ridge - b * b);
    return {
      ...kernel,
      scale: [
        [size * a, 0],
        [size * b, size * c],
      ],
    };
  }
}
