// Multilayer perceptrons with hand-derived derivatives: of an output by the parameters and
// the inputs, and of a function of the input gradient by the parameters.
//
// A batch of n points is one array, point after point. All parameters of a network are one
// array `theta`: layer by layer the weights (outputs x inputs, row by row), then the biases,
// in the order and shape of torch's Linear. Hidden layers have the activation, the last one
// is linear.

const LEAK = 0.2;

// Value of each activation; first derivative and second, from the input a and the value h.
const ACTIVATIONS = {
  relu: [(a) => (a > 0 ? a : 0), (a) => (a > 0 ? 1 : 0), () => 0],
  leaky_relu: [(a) => (a > 0 ? a : LEAK * a), (a) => (a > 0 ? 1 : LEAK), () => 0],
  tanh: [Math.tanh, (a, h) => 1 - h * h, (a, h) => -2 * h * (1 - h * h)],
};
export const ACTIVATION_NAMES = Object.keys(ACTIVATIONS);

// The sizes of a network with `layers` hidden layers of `width` units.
export const sizesOf = (inputs, layers, width, outputs) => [
  inputs,
  ...Array(layers).fill(width),
  outputs,
];

export class Network {
  // `theta` is the parameters of these sizes, or a source of random numbers to draw them
  // from: uniform between -1/sqrt(inputs) and 1/sqrt(inputs), as torch's Linear has them.
  constructor(sizes, activation, theta) {
    Object.assign(this, { sizes, activation });
    [this.value, this.slope, this.bend] = ACTIVATIONS[activation];
    this.theta = new Float64Array(countOf(sizes));
    this.layers = layersOf(sizes, this.theta);
    if (theta.uniform) this.#draw(theta);
    else this.theta.set(theta);
  }

  #draw({ uniform }) {
    for (const { W, b, inputs } of this.layers) {
      const bound = 1 / Math.sqrt(inputs);
      for (const part of [W, b]) {
        for (let k = 0; k < part.length; k++) part[k] = bound * (2 * uniform() - 1);
      }
    }
  }

  // -> tape {n, pre, post}: pre[l] goes into layer l's activation, post[l] into layer l.
  forward(x, n) {
    const tape = { n, pre: [], post: [x] };
    this.layers.forEach((layer, l) => {
      const a = affine(layer, tape.post[l], n);
      tape.pre.push(a);
      if (l + 1 < this.layers.length) tape.post.push(mapped(this.value, a));
    });
    return tape;
  }

  outputs(x, n) {
    return this.forward(x, n).pre.at(-1);
  }

  // From dOutputs, the derivative of a number by the outputs: its derivative by the inputs.
  // That by the parameters is added to `gradient` if one is given.
  backward(tape, dOutputs, gradient = null) {
    const into = gradient && layersOf(this.sizes, gradient);
    let delta = dOutputs;
    for (let l = this.layers.length - 1; ; l--) {
      if (into) addOuter(into[l], delta, tape.post[l], tape.n);
      const dPost = transposed(this.layers[l], delta, tape.n);
      if (l === 0) return dPost;
      delta = this.#times(this.slope, tape, l - 1, dPost);
    }
  }

  // The gradient of the one output by the inputs, at each point, and what it came from:
  // {input, g, delta}, g[l] at the outputs of layer l, delta[l] before its activation.
  inputGradient(tape) {
    const last = this.layers.length - 1;
    const [g, delta] = [[], []];
    g[last] = delta[last] = new Float64Array(tape.n).fill(1);
    for (let l = last; l > 0; l--) {
      g[l - 1] = transposed(this.layers[l], delta[l], tape.n);
      delta[l - 1] = this.#times(this.slope, tape, l - 1, g[l - 1]);
    }
    return { input: transposed(this.layers[0], delta[0], tape.n), g, delta };
  }

  // From u, the derivative of a number by the input gradient: adds its derivative by the
  // parameters to `gradient`. The chain rule goes up through the steps of inputGradient,
  // where each weight was used, and down again through those of forward.
  backwardTwice(tape, { g, delta }, u, gradient) {
    const into = layersOf(this.sizes, gradient);
    const last = this.layers.length - 1;
    const bent = []; // the derivative by pre[l] through the activation's slope
    for (let l = 0; l <= last; l++) {
      addOuter({ W: into[l].W, ...dims(this.layers[l]) }, delta[l], u, tape.n);
      if (l === last) break;
      const dDelta = affine({ ...this.layers[l], b: null }, u, tape.n);
      bent[l] = this.#times(this.bend, tape, l, dDelta).map((value, k) => value * g[l][k]);
      u = this.#times(this.slope, tape, l, dDelta);
    }
    for (let l = last - 1; l >= 0; l--) {
      addOuter(into[l], bent[l], tape.post[l], tape.n);
      if (l === 0) break;
      const dPost = transposed(this.layers[l], bent[l], tape.n);
      const passed = this.#times(this.slope, tape, l - 1, dPost);
      for (let k = 0; k < passed.length; k++) bent[l - 1][k] += passed[k];
    }
  }

  #times(f, tape, l, values) {
    const [pre, post] = [tape.pre[l], tape.post[l + 1]];
    const result = new Float64Array(values.length);
    for (let k = 0; k < result.length; k++) result[k] = values[k] * f(pre[k], post[k]);
    return result;
  }
}

const countOf = (sizes) =>
  sizes.slice(1).reduce((sum, outputs, l) => sum + outputs * (sizes[l] + 1), 0);

const dims = ({ inputs, outputs }) => ({ inputs, outputs });

// Views of a network's parameters, or of a gradient by them.
function layersOf(sizes, theta) {
  let at = 0;
  const take = (count) => theta.subarray(at, (at += count));
  return sizes.slice(1).map((outputs, l) => {
    const inputs = sizes[l];
    return { inputs, outputs, W: take(outputs * inputs), b: take(outputs) };
  });
}

// Plain loops here and below: array methods cost several times as much.
function mapped(f, values) {
  const result = new Float64Array(values.length);
  for (let k = 0; k < result.length; k++) result[k] = f(values[k]);
  return result;
}

// The three products below take four rows at a time, which lets the processor work on them
// side by side; the rows that are left over come one by one.

// W h + b for each of n points.
function affine({ W, b, inputs, outputs }, h, n) {
  const result = new Float64Array(n * outputs);
  for (let i = 0; i < n; i++) {
    const from = i * inputs;
    const to = i * outputs;
    let o = 0;
    for (; o + 4 <= outputs; o += 4) {
      const w = o * inputs;
      let s0 = 0;
      let s1 = 0;
      let s2 = 0;
      let s3 = 0;
      for (let k = 0; k < inputs; k++) {
        const value = h[from + k];
        s0 += W[w + k] * value;
        s1 += W[w + inputs + k] * value;
        s2 += W[w + 2 * inputs + k] * value;
        s3 += W[w + 3 * inputs + k] * value;
      }
      result[to + o] = s0;
      result[to + o + 1] = s1;
      result[to + o + 2] = s2;
      result[to + o + 3] = s3;
    }
    for (; o < outputs; o++) {
      for (let k = 0; k < inputs; k++) result[to + o] += W[o * inputs + k] * h[from + k];
    }
    if (b) for (o = 0; o < outputs; o++) result[to + o] += b[o];
  }
  return result;
}

// W' delta for each of n points.
function transposed({ W, inputs, outputs }, delta, n) {
  const result = new Float64Array(n * inputs);
  for (let i = 0; i < n; i++) {
    const to = i * inputs;
    const from = i * outputs;
    let o = 0;
    for (; o + 4 <= outputs; o += 4) {
      const w = o * inputs;
      const d0 = delta[from + o];
      const d1 = delta[from + o + 1];
      const d2 = delta[from + o + 2];
      const d3 = delta[from + o + 3];
      for (let k = 0; k < inputs; k++) {
        const low = w + k;
        const high = low + 2 * inputs;
        result[to + k] +=
          d0 * W[low] + d1 * W[low + inputs] + (d2 * W[high] + d3 * W[high + inputs]);
      }
    }
    for (; o < outputs; o++) {
      for (let k = 0; k < inputs; k++) result[to + k] += delta[from + o] * W[o * inputs + k];
    }
  }
  return result;
}

// Adds the sum over n points of delta h' to W, and of delta to b if there is one.
function addOuter({ W, b, inputs, outputs }, delta, h, n) {
  let i = 0;
  for (; i + 4 <= n; i += 4) {
    for (let o = 0; o < outputs; o++) {
      const d0 = delta[i * outputs + o];
      const d1 = delta[(i + 1) * outputs + o];
      const d2 = delta[(i + 2) * outputs + o];
      const d3 = delta[(i + 3) * outputs + o];
      if (b) b[o] += d0 + d1 + (d2 + d3);
      for (let k = 0; k < inputs; k++) {
        const low = i * inputs + k;
        const high = low + 2 * inputs;
        W[o * inputs + k] +=
          d0 * h[low] + d1 * h[low + inputs] + (d2 * h[high] + d3 * h[high + inputs]);
      }
    }
  }
  for (; i < n; i++) {
    for (let o = 0; o < outputs; o++) {
      const d = delta[i * outputs + o];
      if (b) b[o] += d;
      for (let k = 0; k < inputs; k++) W[o * inputs + k] += d * h[i * inputs + k];
    }
  }
}
