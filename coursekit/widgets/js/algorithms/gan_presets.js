// Situations worth seeing: settings that bring them about, others that help to see them, and
// what to look for.

const START = {
  data: "ring",
  noise: "gaussian",
  noise_dim: 2,
  layers_G: 2,
  width_G: 32,
  layers_D: 2,
  width_D: 32,
  activation: "leaky_relu",
  loss: "non_saturating",
  penalty: "none",
  strength: 1,
  k_D: 1,
  k_G: 1,
  optimizer: "adam",
  lr_D: 0.002,
  lr_G: 0.002,
  beta1: 0.5,
  batch: 128,
  seed: 1,
  compare: false,
  other: [],
};
const LINEAR = {
  data: "gaussians",
  layers_G: 0,
  layers_D: 0,
  loss: "wasserstein",
  optimizer: "sgd",
  lr_D: 0.1,
  lr_G: 0.1,
  batch: 256,
};

export const PRESETS = {
  start: {
    label: "The plain game",
    settings: START,
    watch:
      "Two networks of the same size and Adam with one rate. All eight modes are found within " +
      "some hundred steps. The fakes sharpen slowly, and never quite come to rest.",
  },
  converges: {
    label: "It converges",
    settings: {
      ...START,
      data: "blobs",
      penalty: "r1",
      strength: 0.1,
      lr_D: 0.001,
      lr_G: 0.0005,
      beta1: 0,
      batch: 256,
    },
    watch:
      "A penalty on D's slope at the data, no momentum, low rates and a slower G. The map goes " +
      "pale: D can no longer tell. The Jensen-Shannon divergence falls to a tenth of a nat.",
  },
  collapses: {
    label: "It collapses",
    settings: { ...START, k_G: 5, lr_G: 0.01 },
    watch:
      "G makes five large updates to each of D's. All fakes go where D is kindest at the " +
      "moment, D learns that they are there, and they go elsewhere together. Good fakes may " +
      "be many: modes are few.",
  },
  orbits: {
    label: "It orbits, and the cure",
    settings: { ...START, ...LINEAR, compare: true, other: ["penalty=r1", "strength=0.5"] },
    also: { shown: ["real", "fakes", "verdict", "path"] },
    watch:
      "Both networks are linear and the loss is a critic's: only the means of data and fakes " +
      "matter. In run A the mean of the fakes circles about the data's and never arrives. In " +
      "run B the R1 penalty ends that.",
  },
  saturates: {
    label: "G's gradient vanishes",
    settings: {
      ...START,
      loss: "minimax",
      k_D: 5,
      lr_D: 0.01,
      lr_G: 0.0001,
      compare: true,
      other: ["loss=non_saturating"],
    },
    watch:
      "D is far ahead. While it is sure of every fake, the saturating loss of run A has next to " +
      "no gradient, and the arrows shrink to dots. The non-saturating loss of run B is " +
      "steepest just then.",
  },
  misses: {
    label: "It misses modes",
    settings: { ...START, data: "grid" },
    watch:
      "The plain game on 25 modes. At first the fakes are a fog that covers most of them. As it " +
      "clears, modes are lost: after some hundred steps a quarter to a half is missing.",
  },
};
