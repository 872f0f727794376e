// A trained generator of images, run forward: the format of coursekit.gan.export, affine
// layers (linear, or convolution transposed, batch normalisation folded in), each with its
// activation. Sums are in double precision.

const ACTIVATIONS = { relu: (a) => (a > 0 ? a : 0), tanh: Math.tanh, none: null };

export class Generator {
  constructor({ z_dim: dim, shape, layers }) {
    Object.assign(this, { dim, shape });
    let size = dim; // numbers, or [channels, side across and down] of a map
    this.layers = layers.map((entry) => {
      const layer = { ...entry, weight: halves(entry.weight), bias: halves(entry.bias) };
      layer.from = size;
      if (entry.type === "linear") size = entry.shape;
      else {
        const { stride, padding, kernel, out } = entry;
        size = [out, ...size.slice(1).map((side) => stride * (side - 1) - 2 * padding + kernel)];
      }
      layer.to = size;
      layer.result = new Float64Array(size.reduce((a, b) => a * b));
      return layer;
    });
  }

  // The image of z, channel by channel and row by row. It holds until the next call.
  image(z) {
    let x = z;
    for (const layer of this.layers) {
      if (layer.type === "linear") linear(layer, x);
      else transposedConvolution(layer, x);
      x = layer.result;
      const activation = ACTIVATIONS[layer.activation];
      if (activation) for (let k = 0; k < x.length; k++) x[k] = activation(x[k]);
    }
    return x;
  }
}

function linear({ weight, bias, result }, x) {
  for (let o = 0, k = 0; o < result.length; o++) {
    let sum = bias[o];
    for (let i = 0; i < x.length; i++) sum += weight[k++] * x[i];
    result[o] = sum;
  }
}

// Each row of each input map is added to the rows that it reaches, a weight at a time.
function transposedConvolution({ weight, bias, result, kernel, stride, padding, from, to }, x) {
  const [, rows, columns] = from;
  const [outputs, height, width] = to;
  bias.forEach((value, o) => result.fill(value, o * height * width, (o + 1) * height * width));
  for (let k = 0; k < weight.length; k++) {
    const w = weight[k];
    const kx = k % kernel;
    const ky = Math.floor(k / kernel) % kernel;
    const o = Math.floor(k / kernel ** 2) % outputs;
    const i = Math.floor(k / kernel ** 2 / outputs);
    const [top, bottom] = within(ky - padding, stride, rows, height);
    const [left, right] = within(kx - padding, stride, columns, width);
    for (let y = top; y < bottom; y++) {
      let at = (i * rows + y) * columns + left;
      let to = (o * height + stride * y + ky - padding) * width + stride * left + kx - padding;
      for (let column = left; column < right; column++, to += stride) result[to] += w * x[at++];
    }
  }
}

// Those of `count` inputs, from the first to before the second, that lie in the output's `side`
// when put at shift + stride * input.
function within(shift, stride, count, side) {
  const first = Math.max(Math.ceil(-shift / stride), 0);
  return [first, Math.min(Math.floor((side - 1 - shift) / stride) + 1, count)];
}

// Numbers in half precision, little-endian in base64, as floats.
export function halves(text) {
  const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  const view = new DataView(bytes.buffer);
  return Float32Array.from({ length: bytes.length / 2 }, (_, k) => half(view.getUint16(2 * k, true)));
}

function half(bits) {
  const sign = bits >> 15 ? -1 : 1;
  const exponent = (bits >> 10) & 31;
  const fraction = (bits & 1023) / 1024;
  if (exponent === 31) return fraction ? NaN : sign * Infinity;
  return sign * (exponent ? 2 ** (exponent - 15) * (1 + fraction) : 2 ** -14 * fraction);
}
