// The trace of a long run in as many strokes as there are pixels.

const COLUMNS = 400; // stretches kept at most

// Each chain's path, thinned to the lowest, highest and last value of stretches of equal
// length. It grows with the run, and a frame costs the same however long that is.
export class Thinned {
  constructor(chains, coordinate) {
    this.coordinate = coordinate;
    this.lows = chains.map(() => []);
    this.highs = chains.map(() => []);
    this.lasts = chains.map(() => []);
    this.stride = 1; // draws in a stretch
    this.n = 0;
  }

  // Takes in all draws up to draw n.
  extend(chains, n) {
    while (this.n < n) {
      const column = Math.floor(this.n / this.stride);
      if (column === COLUMNS) {
        this.#halve();
        continue;
      }
      this.n += 1;
      chains.forEach((chain, k) => {
        const value = chain[this.coordinate][this.n];
        const before = chain[this.coordinate][this.n - 1]; // so that stretches join
        this.lows[k][column] = Math.min(this.lows[k][column] ?? before, value);
        this.highs[k][column] = Math.max(this.highs[k][column] ?? before, value);
        this.lasts[k][column] = value;
      });
    }
  }

  #halve() {
    const pairUp = (choose) => (list) =>
      Array.from({ length: list.length / 2 }, (_, i) => choose(list[2 * i], list[2 * i + 1]));
    this.lows = this.lows.map(pairUp(Math.min));
    this.highs = this.highs.map(pairUp(Math.max));
    this.lasts = this.lasts.map(pairUp((_, last) => last));
    this.stride *= 2;
  }
}
