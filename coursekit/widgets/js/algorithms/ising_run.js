// A run of one lattice: sweeps, what they recorded, and averages since the settings changed.

import {
  correlation,
  heatBath,
  onsagerEnergy,
  readings,
  swendsenWang,
  yangMagnetisation,
} from "./ising.js";

const EVERY = 10; // sweeps between two lattices whose correlation is averaged

export class IsingRun {
  // `start` is "hot" (each spin a fair coin) or "cold" (all up).
  constructor({ size, start, random }) {
    const spins = new Int8Array(size * size);
    for (let site = 0; site < spins.length; site++) {
      spins[site] = start === "hot" && random.uniform() < 0.5 ? -1 : 1;
    }
    Object.assign(this, { random, lattice: { spins, rows: size, columns: size } });
    this.energy = []; // at the start and after each sweep
    this.magnetisation = [];
    this.stretches = []; // from which sweep on which settings held
    this.#record();
  }

  get sweeps() {
    return this.energy.length - 1;
  }

  // From here on: {beta, field, method}, method "gibbs" or "clusters" (without a field).
  use({ beta, field, method }) {
    Object.assign(this, { beta, field, method });
    if (this.stretches.at(-1)?.from === this.sweeps) this.stretches.pop();
    const exact = field === 0 ? [onsagerEnergy(beta), yangMagnetisation(beta)] : null;
    this.stretches.push({ from: this.sweeps, exact });
    this.#forget();
  }

  sweep() {
    if (this.method === "clusters") swendsenWang(this.lattice, this.beta, this.random);
    else heatBath(this.lattice, this.beta, this.field, this.random);
    this.#record();
    const sweep = this.sweeps;
    this.sums.energy += this.energy[sweep];
    this.sums.size += Math.abs(this.magnetisation[sweep]);
    this.sums.count += 1;
    if (sweep % EVERY === 0) {
      const now = correlation(this.lattice);
      this.correlations = now.map((value, r) => value + (this.correlations?.[r] ?? 0));
      this.lattices += 1;
    }
  }

  // Turns one spin over. The averages begin anew.
  flip(site) {
    this.lattice.spins[site] *= -1;
    this.#amend();
  }

  // Takes these spins, one for each site. The averages begin anew.
  take(spins) {
    this.lattice.spins.set(spins);
    this.#amend();
  }

  // Averages since the settings changed: {energy, size, correlation}; null for none yet.
  means() {
    const { energy, size, count } = this.sums;
    return {
      energy: count ? energy / count : null,
      size: count ? size / count : null,
      correlation: this.lattices ? this.correlations.map((value) => value / this.lattices) : null,
    };
  }

  #record() {
    const { energy, magnetisation } = readings(this.lattice);
    this.energy.push(energy);
    this.magnetisation.push(magnetisation);
  }

  #amend() {
    this.energy.pop();
    this.magnetisation.pop();
    this.#record();
    this.#forget();
  }

  #forget() {
    this.sums = { energy: 0, size: 0, count: 0 };
    this.correlations = null;
    this.lattices = 0;
  }
}
