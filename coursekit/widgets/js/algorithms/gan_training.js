// One step of the game: both players, or one of them alone.

import { sample, sampleNoise } from "./gan_data.js";
import { discriminatorLoss, generatorLoss } from "./gan_losses.js";
import { Network, sizesOf } from "./gan_network.js";
import { Optimizer } from "./gan_optimizers.js";

export const STEP_KINDS = ["both", "D", "G"];

// The two networks and the memories of their optimisers. `setup`: {noise, noise_dim,
// layers_G, width_G, layers_D, width_D, activation}; `randoms`: {G, D}.
export function makePlayers(
  { noise_dim, layers_G, width_G, layers_D, width_D, activation },
  randoms,
) {
  const player = (name, sizes) => {
    const network = new Network(sizes, activation, randoms[name]);
    return { network, optimizer: new Optimizer(network.theta.length), name };
  };
  return {
    G: player("G", sizesOf(noise_dim, layers_G, width_G, 2)),
    D: player("D", sizesOf(2, layers_D, width_D, 1)),
  };
}

const norm = (values) => Math.sqrt(values.reduce((sum, value) => sum + value * value, 0));

// Makes a step of a kind with the settings `live`: {loss, penalty, strength, k_D, k_G,
// optimizer, lr_D, lr_G, beta1, batch}. Returns what happened {D, G}, each null or
// {theta (before), fake, outputs} of the player's first update, D's also with {real}, G's
// with {z, dFake}, and {loss, norm (of the gradient)} of its last.
export function trainStep({ G, D }, { data, noise, noise_dim }, live, kind, random) {
  const { batch, loss, k_D, k_G } = live;
  const drawFakes = () => G.network.forward(sampleNoise(noise, noise_dim, batch, random), batch);

  function updateD() {
    const real = sample(data, batch, random);
    const fake = drawFakes().pre.at(-1);
    const { value, gradient, outputs } = discriminatorLoss(D.network, real, fake, live, random);
    const made = { theta: D.network.theta.slice(), real, fake, outputs };
    update(D, gradient, live, live.lr_D);
    if (live.penalty === "clip") clip(D.network.theta, live.strength);
    return { ...made, loss: value, norm: norm(gradient) };
  }

  function updateG() {
    const tape = drawFakes();
    const fake = tape.pre.at(-1);
    const { value, dFake, outputs } = generatorLoss(D.network, fake, batch, { loss });
    const gradient = new Float64Array(G.network.theta.length);
    G.network.backward(tape, dFake, gradient);
    const made = { theta: G.network.theta.slice(), z: tape.post[0], fake, outputs, dFake };
    update(G, gradient, live, live.lr_G);
    return { ...made, loss: value, norm: norm(gradient) };
  }

  const repeat = (count, once) => {
    const made = Array.from({ length: count }, once);
    const { loss: last, norm: lastNorm } = made.at(-1);
    return { ...made[0], loss: last, norm: lastNorm };
  };
  return {
    D: kind === "G" ? null : repeat(k_D, updateD),
    G: kind === "D" ? null : repeat(k_G, updateG),
  };
}

function update({ network, optimizer }, gradient, { optimizer: name, beta1 }, lr) {
  optimizer.step(network.theta, gradient, { optimizer: name, lr, beta1 });
}

// Weight clipping (Arjovsky et al., 2017): every parameter of the critic back into a box.
function clip(theta, bound) {
  for (let k = 0; k < theta.length; k++) theta[k] = Math.min(Math.max(theta[k], -bound), bound);
}
