// The Dirac-GAN (Mescheder, Geiger and Nowozin, 2018): two numbers play. All data are at 0,
// the fake is at theta, and D(x) = neutral + psi x. As coursekit.gan.theory.DiracGAN.

import { LOSSES } from "./gan_losses.js";

export const LOSS_NAMES = Object.keys(LOSSES);
export const PENALTY_NAMES = ["none", "r1", "r2", "gradient", "clip"];
export const UPDATES = ["simultaneous", "alternating"];
const NEUTRAL = { least_squares: 0.5 }; // the score that the best D gives where p = q; else 0

export class DiracGame {
  // `strength` is gamma for R1 and R2, the weight of the gradient penalty, the bound for clip.
  constructor({ loss, penalty, strength, lr, updates }) {
    const { fake, generator } = LOSSES[loss];
    this.neutral = NEUTRAL[loss] ?? 0;
    [this.fakeSlope, this.generatorSlope] = [fake[1], generator[1]];
    this.gamma = penalty === "r1" || penalty === "r2" ? strength : 0;
    this.weight = penalty === "gradient" ? strength : 0;
    this.bound = penalty === "clip" ? strength : Infinity;
    this.step = lr;
    this.inTurn = updates === "alternating";
  }

  // Minus the derivative of G's loss by theta.
  pushTheta([theta, psi]) {
    return -this.generatorSlope(this.neutral + theta * psi) * psi;
  }

  // Minus the derivative of D's loss and penalty by psi.
  pushPsi([theta, psi]) {
    const loss = this.fakeSlope(this.neutral + theta * psi) * theta;
    const penalty = this.gamma * psi + 2 * this.weight * (Math.abs(psi) - 1) * Math.sign(psi);
    return -(loss + penalty);
  }

  // One update of both; in turn, D moves first and G answers the new D.
  next([theta, psi]) {
    const moved = psi + this.step * this.pushPsi([theta, psi]);
    const newPsi = Math.min(Math.max(moved, -this.bound), this.bound);
    return [theta + this.step * this.pushTheta([theta, this.inTurn ? newPsi : psi]), newPsi];
  }

  // How strongly either player answers the other near rest.
  get pull() {
    return this.fakeSlope(this.neutral);
  }

  // What an update does to a small (theta, psi), row by row; null where nothing is at rest.
  get matrix() {
    if (this.weight > 0) return null;
    const a = this.step * this.pull;
    const kept = 1 - this.step * this.gamma;
    return this.inTurn ? [[1 - a * a, a * kept], [-a, kept]] : [[1, a], [-a, kept]]; // prettier-ignore
  }

  // The eigenvalues of that matrix as [real, imaginary], the larger first; null likewise.
  get eigenvalues() {
    return this.matrix && eigenvalues(this.matrix);
  }
}

export function eigenvalues([[a, b], [c, d]]) {
  const middle = (a + d) / 2;
  const square = ((a - d) / 2) ** 2 + b * c;
  const root = Math.sqrt(Math.abs(square));
  if (square < 0) return [[middle, root], [middle, -root]]; // prettier-ignore
  return [[middle + root, 0], [middle - root, 0]]; // prettier-ignore
}
