var __defProp = Object.defineProperty;
var __export = (target, all) => {
  for (var name in all)
    __defProp(target, name, { get: all[name], enumerable: true });
};

// coursekit/widgets/js/algorithms/diagnostics.js
var diagnostics_exports = {};
__export(diagnostics_exports, {
  autocorrelation: () => autocorrelation,
  ess: () => ess,
  essBulk: () => essBulk,
  fold: () => fold,
  mean: () => mean,
  normalQuantile: () => normalQuantile,
  normalScores: () => normalScores,
  plainRhat: () => plainRhat,
  rhat: () => rhat,
  split: () => split
});
function rhat(chains) {
  if (chains[0].length < 4) return NaN;
  const halves = split(chains);
  return Math.max(plainRhat(normalScores(halves)), plainRhat(normalScores(fold(halves))));
}
function essBulk(chains) {
  return chains[0].length < 4 ? NaN : ess(normalScores(split(chains)));
}
function autocorrelation(chain, maxLag) {
  const centre = mean(chain);
  const centred = chain.map((value) => value - centre);
  const correlations = [];
  for (let lag = 0; lag <= Math.min(maxLag, chain.length - 1); lag++) {
    let sum = 0;
    for (let t = lag; t < centred.length; t++) sum += centred[t] * centred[t - lag];
    correlations.push(sum);
  }
  const variance2 = correlations[0];
  return correlations.map((sum) => sum / variance2);
}
function mean(values) {
  let sum = 0;
  for (let t = 0; t < values.length; t++) sum += values[t];
  return sum / values.length;
}
function split(chains) {
  const half = Math.floor(chains[0].length / 2);
  return chains.flatMap((chain) => [chain.slice(0, half), chain.slice(chain.length - half)]);
}
function variance(values) {
  const centre = mean(values);
  let sum = 0;
  for (let t = 0; t < values.length; t++) sum += (values[t] - centre) ** 2;
  return sum / (values.length - 1);
}
function pooled(chains) {
  const all = new Float64Array(chains.length * chains[0].length);
  chains.forEach((chain, k) => all.set(chain, k * chain.length));
  return all;
}
function fold(chains) {
  const centre = median(chains);
  return chains.map((chain) => chain.map((value) => Math.abs(value - centre)));
}
function median(chains) {
  const sorted = pooled(chains).sort();
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}
function plainRhat(chains) {
  const draws = chains[0].length;
  const between2 = draws * variance(chains.map(mean));
  const within = mean(chains.map(variance));
  return Math.sqrt((between2 / within + draws - 1) / draws);
}
function normalScores(chains) {
  const sorted = pooled(chains).sort();
  const distinct = new Float64Array(sorted.length);
  const scores = new Float64Array(sorted.length);
  let count2 = 0;
  for (let first = 0, last; first < sorted.length; first = last) {
    for (last = first + 1; sorted[last] === sorted[first]; ) last++;
    const rank = (first + 1 + last) / 2;
    distinct[count2] = sorted[first];
    scores[count2++] = normalQuantile((rank - 3 / 8) / (sorted.length + 1 / 4));
  }
  return chains.map((chain) => {
    const scaled = new Float64Array(chain.length);
    for (let t = 0; t < chain.length; t++) {
      const stayed = t > 0 && chain[t] === chain[t - 1];
      scaled[t] = stayed ? scaled[t - 1] : scores[indexOf(chain[t], distinct, count2)];
    }
    return scaled;
  });
}
function indexOf(value, ascending, count2) {
  let low = 0;
  for (let high = count2 - 1; low < high; ) {
    const middle = low + high >> 1;
    if (ascending[middle] < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
function ess(chains) {
  const total = chains.length * chains[0].length;
  if (chains.every((chain) => chain.every((value) => value === chains[0][0]))) return NaN;
  const rho = meanAutocorrelation(chains);
  const most = rho.length - 1;
  const kept = new Float64Array(rho.length);
  kept[0] = 1;
  kept[1] = rho[1];
  let [even, odd] = [1, rho[1]];
  let t = 1;
  for (; t < most - 2 && even + odd > 0; t += 2) {
    [even, odd] = [rho[t + 1], rho[t + 2]];
    if (even + odd >= 0) [kept[t + 1], kept[t + 2]] = [even, odd];
  }
  const last = t - 2;
  if (even > 0) kept[last + 1] = even;
  for (t = 1; t <= last - 2; t += 2) {
    const before = kept[t - 1] + kept[t];
    if (kept[t + 1] + kept[t + 2] > before) kept[t + 1] = kept[t + 2] = before / 2;
  }
  let tau = -1;
  for (t = 0; t <= last; t++) tau += 2 * kept[t];
  if (last + 1 >= 0) tau += kept[last + 1];
  return total / Math.max(tau, 1 / Math.log10(total));
}
function meanAutocorrelation(chains) {
  const draws = chains[0].length;
  const covariance = meanAutocovariance(chains);
  const within = covariance[0] * draws / (draws - 1);
  const total = covariance[0] + (chains.length > 1 ? variance(chains.map(mean)) : 0);
  return covariance.map((value) => 1 - (within - value) / total);
}
function meanAutocovariance(chains) {
  const draws = chains[0].length;
  const size = 2 ** Math.ceil(Math.log2(2 * draws));
  const power = new Float64Array(size);
  for (let k = 0; k < chains.length; k += 2) {
    const real = centredInto(new Float64Array(size), chains[k]);
    const imaginary = new Float64Array(size);
    if (k + 1 < chains.length) centredInto(imaginary, chains[k + 1]);
    fourier(real, imaginary);
    for (let f = 0; f < size; f++) power[f] += real[f] ** 2 + imaginary[f] ** 2;
  }
  fourier(power, new Float64Array(size));
  return power.slice(0, draws).map((value) => value / (size * draws * chains.length));
}
function centredInto(array, values) {
  const centre = mean(values);
  for (let t = 0; t < values.length; t++) array[t] = values[t] - centre;
  return array;
}
function fourier(real, imaginary) {
  const size = real.length;
  for (let i = 1, j = 0; i < size; i++) {
    let bit = size >> 1;
    for (; j & bit; bit >>= 1) j ^= bit;
    j ^= bit;
    if (i < j) {
      [real[i], real[j]] = [real[j], real[i]];
      [imaginary[i], imaginary[j]] = [imaginary[j], imaginary[i]];
    }
  }
  const cos = new Float64Array(size / 2);
  const sin = new Float64Array(size / 2);
  for (let k = 0; k < size / 2; k++) {
    cos[k] = Math.cos(2 * Math.PI * k / size);
    sin[k] = -Math.sin(2 * Math.PI * k / size);
  }
  for (let half = 1; half < size; half *= 2) {
    const stride = size / (2 * half);
    for (let start = 0; start < size; start += 2 * half) {
      for (let k = 0; k < half; k++) {
        const i = start + k;
        const j = i + half;
        const w = k * stride;
        const re = real[j] * cos[w] - imaginary[j] * sin[w];
        const im = real[j] * sin[w] + imaginary[j] * cos[w];
        real[j] = real[i] - re;
        imaginary[j] = imaginary[i] - im;
        real[i] += re;
        imaginary[i] += im;
      }
    }
  }
}
function polynomial(coefficients, x) {
  let sum = 0;
  for (let i = coefficients.length - 1; i >= 0; i--) sum = sum * x + coefficients[i];
  return sum;
}
var CENTRE = [
  [
    3.3871328727963665,
    133.14166789178438,
    1971.5909503065513,
    13731.69376550946,
    45921.95393154987,
    67265.7709270087,
    33430.57558358813,
    2509.0809287301227
  ],
  [
    1,
    42.31333070160091,
    687.1870074920579,
    5394.196021424751,
    21213.794301586597,
    39307.89580009271,
    28729.085735721943,
    5226.495278852854
  ]
];
var FLANK = [
  [
    1.4234371107496835,
    4.630337846156546,
    5.769497221460691,
    3.6478483247632045,
    1.2704582524523684,
    0.2417807251774506,
    0.022723844989269184,
    7745450142783414e-19
  ],
  [
    1,
    2.053191626637759,
    1.6763848301838038,
    0.6897673349851,
    0.14810397642748008,
    0.015198666563616457,
    5475938084995345e-19,
    10507500716444169e-25
  ]
];
var FAR = [
  [
    6.657904643501103,
    5.463784911164114,
    1.7848265399172913,
    0.29656057182850487,
    0.026532189526576124,
    0.0012426609473880784,
    27115555687434876e-21,
    20103343992922881e-23
  ],
  [
    1,
    0.599832206555888,
    0.1369298809227358,
    0.014875361290850615,
    7868691311456133e-19,
    18463183175100548e-21,
    1421511758316446e-22,
    20442631033899397e-31
  ]
];
function normalQuantile(p) {
  const centred = p - 0.5;
  const ratio = ([above, below], x) => polynomial(above, x) / polynomial(below, x);
  if (Math.abs(centred) <= 0.425) return centred * ratio(CENTRE, 0.180625 - centred * centred);
  const r = Math.sqrt(-Math.log(centred < 0 ? p : 1 - p));
  const size = r <= 5 ? ratio(FLANK, r - 1.6) : ratio(FAR, r - 5);
  return Math.sign(centred) * size;
}

// coursekit/widgets/js/kit/dom.js
function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (value === true) element.setAttribute(name, "");
    else if (value !== false && value != null) element.setAttribute(name, value);
  }
  element.append(...children);
  return element;
}
function icon(path) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  const shape = document.createElementNS("http://www.w3.org/2000/svg", "path");
  shape.setAttribute("d", path);
  svg.append(shape);
  return svg;
}
var count = 0;
var uniqueId = (name) => `sfp-${name}-${++count}`;

// coursekit/plots/palette.json
var palette_default = {
  light: {
    fg: "#1f2328",
    muted: "#59636e",
    grid: "#d8dee4",
    bg: "#ffffff",
    c1: "#0b66b0",
    c2: "#c4500a",
    c3: "#00795a",
    c4: "#a0437f",
    c5: "#8a6100"
  },
  dark: {
    fg: "#e6edf3",
    muted: "#9da7b1",
    grid: "#3d444d",
    bg: "#14181e",
    c1: "#5aa9f0",
    c2: "#ff9457",
    c3: "#35c79b",
    c4: "#e596c8",
    c5: "#e3b341"
  }
};

// coursekit/widgets/js/kit/theme.js
var prefersDark = matchMedia("(prefers-color-scheme: dark)");
var reducedMotion = matchMedia("(prefers-reduced-motion: reduce)");
function isDark() {
  const book = document.documentElement.dataset.theme;
  if (book === "dark" || book === "light") return book === "dark";
  const lab = document.body.dataset.jpThemeLight;
  if (lab) return lab === "false";
  return prefersDark.matches;
}
function followTheme(root, callback) {
  let shown = null;
  const update = () => {
    const name = isDark() ? "dark" : "light";
    if (name === shown) return;
    shown = name;
    root.style.colorScheme = name;
    for (const [key, colour] of Object.entries(palette_default[name])) {
      root.style.setProperty(`--${key}`, colour);
    }
    callback(palette_default[name]);
  };
  const observer = new MutationObserver(update);
  observer.observe(document.documentElement, { attributeFilter: ["data-theme"] });
  observer.observe(document.body, { attributeFilter: ["data-jp-theme-light"] });
  prefersDark.addEventListener("change", update);
  update();
  return () => {
    observer.disconnect();
    prefersDark.removeEventListener("change", update);
  };
}

// coursekit/widgets/js/algorithms/expression.js
var MAX_LENGTH = 200;
var CONSTANTS = { pi: Math.PI, e: Math.E };
var FUNCTIONS = {
  exp: [Math.exp, 1, 1],
  log: [Math.log, 1, 1],
  sqrt: [Math.sqrt, 1, 1],
  abs: [Math.abs, 1, 1],
  sin: [Math.sin, 1, 1],
  cos: [Math.cos, 1, 1],
  tan: [Math.tan, 1, 1],
  tanh: [Math.tanh, 1, 1],
  min: [Math.min, 2, Infinity],
  max: [Math.max, 2, Infinity],
  pow: [Math.pow, 2, 2],
  hypot: [Math.hypot, 2, 2]
};
var ExpressionError = class extends Error {
  constructor(what, at) {
    super(at ? `${what} (character ${at})` : what);
  }
};
function parseExpression(text2) {
  if (text2.trim() === "") throw new ExpressionError("type a formula in x and y", 1);
  if (text2.length > MAX_LENGTH) {
    throw new ExpressionError(
      `the formula has ${text2.length} characters; at most ${MAX_LENGTH} are allowed`,
      MAX_LENGTH + 1
    );
  }
  return new Parser(tokenise(text2)).whole();
}
var TOKEN = /\s*(?:((?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)|([A-Za-z_]\w*)|(\*\*|[-+*/^(),−·×]))/y;
var SAME_AS = { "**": "^", "−": "-", "·": "*", "×": "*" };
function tokenise(text2) {
  const tokens = [];
  let position = 0;
  while (text2.slice(position).trim() !== "") {
    TOKEN.lastIndex = position;
    const match = TOKEN.exec(text2);
    if (!match) {
      const at = position + text2.slice(position).search(/\S/);
      const letter = String.fromCodePoint(text2.codePointAt(at));
      throw new ExpressionError(`“${letter}” has no meaning here`, at + 1);
    }
    const [, number2, name, sign] = match;
    const kind = number2 ? "number" : name ? "name" : "sign";
    const symbol = number2 ?? name ?? SAME_AS[sign] ?? sign;
    const start = TOKEN.lastIndex - (number2 ?? name ?? sign).length;
    tokens.push({ kind, text: symbol, at: start + 1 });
    position = TOKEN.lastIndex;
  }
  tokens.push({ kind: "end", text: "", at: text2.length + 1 });
  return tokens;
}
var Parser = class {
  constructor(tokens) {
    this.tokens = tokens;
    this.position = 0;
  }
  get next() {
    return this.tokens[this.position];
  }
  // Moves on past a sign and says so, or stays.
  skip(...signs) {
    const found = this.next.kind === "sign" && signs.includes(this.next.text);
    return found ? this.tokens[this.position++].text : null;
  }
  whole() {
    const value = this.sum();
    const { kind, text: text2, at } = this.next;
    if (kind === "end") return value;
    if (text2 === ")") throw new ExpressionError("this closing bracket was never opened", at);
    if (text2 === ",")
      throw new ExpressionError("a comma belongs between a function's arguments", at);
    throw new ExpressionError(`put * or another operator before “${text2}”`, at);
  }
  sum() {
    let left = this.product();
    for (let sign; sign = this.skip("+", "-"); ) {
      const [a, b] = [left, this.product()];
      left = sign === "+" ? (x, y) => a(x, y) + b(x, y) : (x, y) => a(x, y) - b(x, y);
    }
    return left;
  }
  product() {
    let left = this.signed();
    for (let sign; sign = this.skip("*", "/"); ) {
      const [a, b] = [left, this.signed()];
      left = sign === "*" ? (x, y) => a(x, y) * b(x, y) : (x, y) => a(x, y) / b(x, y);
    }
    return left;
  }
  signed() {
    const sign = this.skip("+", "-");
    if (!sign) return this.power();
    const value = this.signed();
    return sign === "+" ? value : (x, y) => -value(x, y);
  }
  power() {
    const base = this.atom();
    if (!this.skip("^")) return base;
    const exponent = this.signed();
    return (x, y) => base(x, y) ** exponent(x, y);
  }
  atom() {
    const token = this.tokens[this.position++];
    if (token.kind === "number") {
      const value = Number(token.text);
      return () => value;
    }
    if (token.kind === "name") return this.named(token);
    if (token.text === "(") {
      const value = this.sum();
      this.close(token);
      return value;
    }
    const what = token.kind === "end" ? "the formula ends" : `“${token.text}” stands`;
    throw new ExpressionError(`${what} where a number, x, y or a bracket should be`, token.at);
  }
  named({ text: name, at }) {
    if (Object.hasOwn(FUNCTIONS, name)) return this.call(name, at);
    if (name === "x") return (x) => x;
    if (name === "y") return (x, y) => y;
    if (Object.hasOwn(CONSTANTS, name)) return () => CONSTANTS[name];
    const known = `x, y, ${[...Object.keys(CONSTANTS), ...Object.keys(FUNCTIONS)].join(", ")}`;
    throw new ExpressionError(`“${name}” is not a known name; known are ${known}`, at);
  }
  call(name, at) {
    const open = this.next;
    if (!this.skip("(")) {
      throw new ExpressionError(`${name} is a function: write ${name}(…)`, at);
    }
    const values = [this.sum()];
    while (this.skip(",")) values.push(this.sum());
    this.close(open);
    const [compute, fewest, most] = FUNCTIONS[name];
    if (values.length < fewest || values.length > most) {
      const wanted2 = most === Infinity ? `${fewest} or more` : fewest;
      const noun = wanted2 === 1 ? "argument" : "arguments";
      throw new ExpressionError(`${name} takes ${wanted2} ${noun}, got ${values.length}`, at);
    }
    if (values.length === 1) {
      const [value] = values;
      return (x, y) => compute(value(x, y));
    }
    return (x, y) => compute(...values.map((value) => value(x, y)));
  }
  close(open) {
    if (this.skip(")")) return;
    if (this.next.kind === "end") {
      throw new ExpressionError("this bracket is never closed", open.at);
    }
    throw new ExpressionError(`put an operator or ) before “${this.next.text}”`, this.next.at);
  }
};

// coursekit/widgets/js/algorithms/grid.js
function densityGrid(logDensity, window2, size) {
  const [left, right, bottom, top] = window2;
  const logp = new Float64Array(size * size);
  let logMax = -Infinity;
  let hasNaN = false;
  for (let j = 0; j < size; j++) {
    const y = bottom + (j + 0.5) / size * (top - bottom);
    for (let i = 0; i < size; i++) {
      const value = logDensity(left + (i + 0.5) / size * (right - left), y);
      if (Number.isNaN(value)) hasNaN = true;
      const safe = Number.isNaN(value) ? -Infinity : value;
      logp[j * size + i] = safe;
      if (safe > logMax) logMax = safe;
    }
  }
  const mass = logp.map((value) => value === -Infinity ? 0 : Math.exp(value - logMax));
  const total = mass.reduce((sum, value) => sum + value, 0);
  return { window: window2, size, logMax, hasNaN, mass: mass.map((value) => value / total) };
}
function massLevels({ mass }, shares) {
  const descending = mass.slice().sort().reverse();
  const levels = [];
  let sum = 0;
  let cell = -1;
  for (const share of [...shares].sort((a, b) => a - b)) {
    while (sum < share && cell < descending.length - 1) sum += descending[++cell];
    levels.push(descending[Math.max(cell, 0)]);
  }
  return levels;
}
function marginals({ window: [left, right, bottom, top], size, mass }) {
  const x = new Float64Array(size);
  const y = new Float64Array(size);
  for (let j = 0; j < size; j++) {
    for (let i = 0; i < size; i++) {
      x[i] += mass[j * size + i];
      y[j] += mass[j * size + i];
    }
  }
  const density = (shares, width) => shares.map((share) => share * size / width);
  return { x: density(x, right - left), y: density(y, top - bottom) };
}
function moments(density, low, high) {
  const width = (high - low) / density.length;
  const at = (i) => low + (i + 0.5) * width;
  const mean2 = density.reduce((sum, value, i) => sum + value * width * at(i), 0);
  const variance2 = density.reduce((sum, value, i) => sum + value * width * (at(i) - mean2) ** 2, 0);
  return { mean: mean2, sd: Math.sqrt(variance2) };
}
function contour({ window: [left, right, bottom, top], size, mass }, level) {
  const segments = [];
  const dx = (right - left) / size;
  const dy = (top - bottom) / size;
  for (let j = 0; j < size - 1; j++) {
    for (let i = 0; i < size - 1; i++) {
      const corner = j * size + i;
      const a = mass[corner] - level;
      const b = mass[corner + 1] - level;
      const c = mass[corner + size + 1] - level;
      const d = mass[corner + size] - level;
      const crossings = [];
      if (a > 0 !== b > 0) crossings.push(i + a / (a - b), j);
      if (b > 0 !== c > 0) crossings.push(i + 1, j + b / (b - c));
      if (c > 0 !== d > 0) crossings.push(i + 1 - c / (c - d), j + 1);
      if (d > 0 !== a > 0) crossings.push(i, j + 1 - d / (d - a));
      for (let k = 0; k < crossings.length; k += 2) {
        segments.push(left + (crossings[k] + 0.5) * dx, bottom + (crossings[k + 1] + 0.5) * dy);
      }
    }
  }
  return segments;
}

// coursekit/widgets/js/algorithms/targets.js
var LOG_2PI = Math.log(2 * Math.PI);
var normal = {
  label: "Standard normal",
  window: [-4, 4, -4, 4],
  scale: 1.7,
  logDensity: (x, y) => -0.5 * (x * x + y * y + 2 * LOG_2PI)
};
var banana = {
  label: "Banana",
  window: [-6, 6, -3.5, 8.5],
  scale: 2.4,
  logDensity: (x, y) => {
    const across = (y - (x * x / 4 - 1)) / 0.5;
    return -0.5 * ((x / 2) ** 2 + across ** 2) - LOG_2PI;
  }
};
var donut = {
  label: "Donut",
  window: [-4.2, 4.2, -4.2, 4.2],
  scale: 2.4,
  logDensity: (x, y) => -0.5 * ((Math.hypot(x, y) - 2.5) / 0.35) ** 2
};
var MODES = [
  [-2, -1.2],
  [2, -1.2],
  [0, 2.2]
];
var threeModes = {
  label: "Three modes",
  window: [-4.5, 4.5, -4, 5],
  scale: 2.4,
  logDensity: (x, y) => {
    const parts = MODES.map(
      ([mx, my]) => -0.5 * ((x - mx) ** 2 + (y - my) ** 2) / 0.36 - LOG_2PI - Math.log(0.36) - Math.log(3)
    );
    const top = Math.max(...parts);
    return top + Math.log(parts.reduce((sum, part) => sum + Math.exp(part - top), 0));
  }
};
var funnel = {
  label: "Funnel",
  window: [-8, 8, -5, 5.5],
  scale: 2.4,
  logDensity: (x, y) => {
    const across = -0.5 * (x * x * Math.exp(-y) + y);
    return across - 0.5 * (y / 1.5) ** 2 - Math.log(1.5) - LOG_2PI;
  }
};
var TARGETS = { normal, banana, donut, three_modes: threeModes, funnel };
var TYPED_WINDOW = [-6, 6, -6, 6];
var CHECKED = 60;
function typedTarget(text2, window2) {
  const formula = parseExpression(text2);
  const target = {
    label: "Your own",
    window: window2.length ? window2 : TYPED_WINDOW,
    logDensity: (x2, y2) => {
      const value = formula(x2, y2);
      return Number.isNaN(value) ? -Infinity : value;
    }
  };
  const grid = densityGrid(formula, target.window, CHECKED);
  if (grid.logMax === Infinity) {
    throw new ExpressionError(
      "the log density is infinite somewhere in the picture; it must have a top"
    );
  }
  if (grid.logMax === -Infinity) {
    const what = grid.hasNaN ? "has no value (NaN)" : "is −∞, so the density is 0,";
    throw new ExpressionError(`the log density ${what} everywhere in the picture`);
  }
  const { x, y } = marginals(grid);
  const [left, right, bottom, top] = target.window;
  const narrow = Math.min(moments(x, left, right).sd, moments(y, bottom, top).sd);
  return { ...target, scale: narrow };
}

// coursekit/widgets/js/algorithms/metropolis.js
function checkedLogDensity(target, point) {
  const logp = target.logDensity(...point);
  if (!(logp < Infinity)) {
    throw new Error(
      `the log density is ${logp} at ${inWords(point)}; it must be a finite number, or -Infinity outside the support`
    );
  }
  return logp;
}
function initialState(target, x) {
  const logp = x.map((point) => checkedLogDensity(target, point));
  const lost = logp.indexOf(-Infinity);
  if (lost >= 0) {
    throw new Error(`chain ${lost + 1} starts at ${inWords(x[lost])}, where the density is zero`);
  }
  return { x, logp };
}
var inWords = ([x, y]) => `x = ${x.toPrecision(4)}, y = ${y.toPrecision(4)}`;
function step(state, { target, scale, random }) {
  const proposal = state.x.map(([x, y]) => {
    const dx = scale * random.normal();
    const dy = scale * random.normal();
    return [x + dx, y + dy];
  });
  const logpNew = proposal.map((point) => checkedLogDensity(target, point));
  const acceptProb = logpNew.map((logp, k) => Math.exp(Math.min(0, logp - state.logp[k])));
  const accepted = acceptProb.map((prob) => random.uniform() < prob);
  return {
    state: {
      x: accepted.map((yes, k) => yes ? proposal[k] : state.x[k]),
      logp: accepted.map((yes, k) => yes ? logpNew[k] : state.logp[k])
    },
    info: { proposal, acceptProb, accepted }
  };
}

// coursekit/widgets/js/algorithms/random.js
function seededRandom(seed) {
  let [a, b, c, counter] = [0, seed | 0, 2654435769 | 0, 1];
  let spare = null;
  function bits32() {
    const sum = (a + b | 0) + counter | 0;
    counter = counter + 1 | 0;
    a = b ^ b >>> 9;
    b = c + (c << 3) | 0;
    c = (c << 21 | c >>> 11) + sum | 0;
    return sum >>> 0;
  }
  function uniform() {
    const high = bits32() >>> 5;
    const low = bits32() >>> 6;
    return (high * 2 ** 26 + low) / 2 ** 53;
  }
  function normal2() {
    if (spare !== null) {
      const value = spare;
      spare = null;
      return value;
    }
    for (; ; ) {
      const u = 2 * uniform() - 1;
      const v = 2 * uniform() - 1;
      const squared = u * u + v * v;
      if (squared === 0 || squared >= 1) continue;
      const factor = Math.sqrt(-2 * Math.log(squared) / squared);
      spare = v * factor;
      return u * factor;
    }
  }
  for (let i = 0; i < 15; i++) bits32();
  return { uniform, normal: normal2 };
}

// coursekit/widgets/js/algorithms/run.js
var FARTHEST = 12;
var TRIES = 1e4;
var Run = class {
  constructor({ target, grid, scale, chains, seed, starts = [] }) {
    const random = seededRandom(seed);
    const points = Array.from(
      { length: chains },
      (_, k) => starts[k] ?? randomStart(grid, target, random)
    );
    this.kernel = { target, scale, random };
    this.state = initialState(target, points);
    this.length = 0;
    this.chains = points.map((point) => new History(point));
  }
  // Makes one more step of every chain.
  advance() {
    const { state, info } = step(this.state, this.kernel);
    this.state = state;
    this.length += 1;
    this.chains.forEach((chain, k) => chain.add(state.x[k], info.proposal[k], info.accepted[k]));
  }
  // The first n draws of coordinate "x" or "y", one array a chain; the start is no draw.
  draws(coordinate, n) {
    return this.chains.map((chain) => chain[coordinate].subarray(1, n + 1));
  }
  // Share of the first n proposals of all chains that were accepted; NaN for none.
  acceptance(n) {
    let accepted = 0;
    for (const chain of this.chains) for (let t = 1; t <= n; t++) accepted += chain.accepted[t];
    return accepted / (n * this.chains.length);
  }
};
var History = class {
  constructor([x, y]) {
    this.used = 0;
    for (const key of ["x", "y", "px", "py"]) this[key] = new Float64Array(1024);
    this.accepted = new Uint8Array(1024);
    this.add([x, y], [x, y], true);
  }
  add([x, y], [px, py], accepted) {
    if (this.used === this.x.length) this.#grow();
    const t = this.used++;
    [this.x[t], this.y[t], this.px[t], this.py[t]] = [x, y, px, py];
    this.accepted[t] = accepted ? 1 : 0;
  }
  #grow() {
    for (const key of ["x", "y", "px", "py", "accepted"]) {
      const larger = new this[key].constructor(2 * this[key].length);
      larger.set(this[key]);
      this[key] = larger;
    }
  }
};
function randomStart({ window: [left, right, bottom, top], logMax }, target, random) {
  for (let i = 0; i < TRIES; i++) {
    const x = left + random.uniform() * (right - left);
    const y = bottom + random.uniform() * (top - bottom);
    if (target.logDensity(x, y) > logMax - FARTHEST) return [x, y];
  }
  throw new Error("no starting point was found: the density is zero almost everywhere here");
}

// coursekit/widgets/js/kit/settings.js
var SettingError = class extends Error {
};
function wanted(what, got) {
  throw new SettingError(`must be ${what}, got ${JSON.stringify(got)}`);
}
function toNumber(value) {
  return typeof value === "string" && value.trim() === "" ? NaN : Number(value);
}
var oneOf = (names) => ({
  read: (value) => names.includes(value) ? value : wanted(`one of ${names.join(", ")}`, value)
});
var number = (low, high) => ({
  read(value) {
    const result = toNumber(value);
    return result >= low && result <= high ? result : wanted(`a number from ${low} to ${high}`, value);
  }
});
var whole = (low, high) => ({
  read(value) {
    const result = toNumber(value);
    return Number.isInteger(result) && result >= low && result <= high ? result : wanted(`a whole number from ${low} to ${high}`, value);
  }
});
var text = (longest) => ({
  read: (value) => typeof value === "string" && value.length <= longest ? value : wanted(`text of at most ${longest} characters`, value)
});
var numbers = (check, what) => ({
  read(value) {
    const parts = typeof value === "string" ? value ? value.split(",") : [] : value.flat();
    const result = parts.map(toNumber);
    return result.every(Number.isFinite) && check(result) ? result : wanted(what, value);
  }
});
function readAddress(name, kinds) {
  const values = {};
  const notes = [];
  for (const [parameter, given] of new URLSearchParams(location.search)) {
    if (!parameter.startsWith(`${name}.`)) continue;
    const key = parameter.slice(name.length + 1);
    try {
      if (!Object.hasOwn(kinds, key)) throw new SettingError("is not a setting");
      values[key] = kinds[key].read(given);
    } catch (error) {
      if (!(error instanceof SettingError)) throw error;
      notes.push(`The address was partly ignored: ${key} ${error.message}.`);
    }
  }
  return { values, notes };
}
function writeAddress(name, values, defaults) {
  const address = new URL(location.href);
  for (const key of [...address.searchParams.keys()]) {
    if (key.startsWith(`${name}.`)) address.searchParams.delete(key);
  }
  for (const [key, value] of Object.entries(values)) {
    if (String(value) !== String(defaults[key])) address.searchParams.set(`${name}.${key}`, value);
  }
  if (address.href === location.href) return;
  try {
    history.replaceState(history.state, "", address);
  } catch {
  }
}

// coursekit/widgets/js/mcmc/session.js
var MAX_CHAINS = 8;
var MAX_DRAWS = 2e4;
var SCALES = [0.02, 20];
var SPEEDS = [1, 2e3];
var SLOW = 12;
var STEP_SECONDS = 0.8;
var FRAME_BUDGET = 8;
var REPORT_EVERY = 150;
var REPORT_WHILE_PLAYING = 1e3;
var GRID = 160;
var pairs = numbers(
  (list) => list.length % 2 === 0 && list.length <= 2 * MAX_CHAINS,
  `up to ${MAX_CHAINS} points x,y`
);
var KINDS = {
  target: oneOf([...Object.keys(TARGETS), "typed"]),
  expression: text(MAX_LENGTH),
  scale: number(...SCALES),
  chains: whole(1, MAX_CHAINS),
  seed: whole(0, 2 ** 32 - 1),
  speed: number(...SPEEDS),
  n: whole(0, MAX_DRAWS),
  starts: { read: (value) => toPoints(pairs.read(value)) },
  window: numbers(
    (list) => list.length === 0 || list.length === 4 && list[0] < list[1] && list[2] < list[3],
    "left,right,bottom,top"
  )
};
var RUN_SETTINGS = ["target", "expression", "scale", "chains", "seed", "starts", "window"];
var toPoints = (list) => Array.from({ length: list.length / 2 }, (_, k) => list.slice(2 * k, 2 * k + 2));
function trueMeans({ logDensity }, [left, right, bottom, top]) {
  const [dx, dy] = [(right - left) / 2, (top - bottom) / 2];
  const wide = [left - dx, right + dx, bottom - dy, top + dy];
  const { x, y } = marginals(densityGrid(logDensity, wide, GRID));
  return [moments(x, wide[0], wide[1]).mean, moments(y, wide[2], wide[3]).mean];
}
var same = (a, b) => JSON.stringify(a) === JSON.stringify(b);
var sessions = /* @__PURE__ */ new WeakMap();
function sessionOf(model) {
  if (!sessions.has(model)) sessions.set(model, new Session(model));
  return sessions.get(model);
}
var Session = class {
  #model;
  #defaults;
  #address = null;
  // the widget's name in the page's address, on a static page
  #listeners = /* @__PURE__ */ new Set();
  #frameId = null;
  #lastFrame = 0;
  #lastReport = -Infinity;
  #reportTimer = null;
  #known = {};
  // what the model holds as far as we have told it or heard
  constructor(model) {
    this.#model = model;
    this.values = this.#modelValues();
    this.#defaults = { ...this.values };
    this.#known = { ...this.values, playing: model.get("playing") };
    this.playing = false;
    this.phase = 1;
    this.note = "";
    if (model.isStatic) {
      this.#address = model.place > 1 ? `mcmc${model.place}` : "mcmc";
      const { values, notes } = readAddress(this.#address, KINDS);
      Object.assign(this.values, values);
      this.note = notes.join(" ");
    }
    const safe = { target: "banana", starts: [], window: [] };
    this.#build(() => Object.assign(this.values, this.#defaults, safe));
    model.on("change", () => queueMicrotask(() => this.#hear()));
    if (model.get("playing") && !reducedMotion.matches) this.play();
    else this.#reportSoon();
  }
  // Calls `listener` with "run", "cursor", "settings" or "note" when that has changed.
  // Returns a function that ends it.
  subscribe(listener) {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
  get n() {
    return this.values.n;
  }
  // Whether single proposals are being shown, and so arrows make sense.
  get isSlow() {
    return !this.playing || this.values.speed <= SLOW;
  }
  // Changes settings, as the reader or Python wishes. An impossible wish leaves all as it was
  // and a note that says why.
  change(changes) {
    const before = { ...this.values };
    try {
      for (const [key, value] of Object.entries(changes)) {
        this.values[key] = KINDS[key].read(value);
      }
    } catch (error) {
      this.values = before;
      this.#say(`The setting was not changed: it ${error.message}.`);
      return this.#emit("settings");
    }
    if (RUN_SETTINGS.some((key) => !same(before[key], this.values[key]))) {
      this.#say("");
      this.#build(() => this.values = before);
    } else if (before.n !== this.values.n) {
      this.#reach(this.values.n);
      this.#emit("cursor");
    }
    this.#emit("settings");
    this.#reportSoon();
  }
  play() {
    if (this.playing) return;
    if (this.n >= MAX_DRAWS) return this.#say(`${MAX_DRAWS} draws are as many as it keeps.`);
    this.playing = true;
    this.phase = 1;
    this.#emit("settings");
    this.#reportSoon();
    this.#runClock();
  }
  pause() {
    if (!this.playing) return;
    this.playing = false;
    this.phase = 1;
    this.#emit("settings");
    this.#emit("cursor");
    this.#reportSoon();
  }
  // Goes to draw n, which is made if need be.
  moveTo(n, phase = 1) {
    this.pause();
    this.#reach(Math.min(Math.max(n, 0), MAX_DRAWS));
    this.phase = phase;
    this.#emit("cursor");
    this.#reportSoon();
  }
  // Goes one draw on, animated unless the reader wants less motion.
  step() {
    const isAnimated = !reducedMotion.matches && this.n < MAX_DRAWS;
    this.moveTo(this.n + 1, isAnimated ? 0 : 1);
    if (isAnimated) this.#runClock();
  }
  // Starts a chain at a point: the first chain that has no start of its own, or a further
  // one; when all are placed, the one placed first moves.
  startAt(point) {
    const { chains, starts } = this.values;
    const next = [...starts, point].slice(-MAX_CHAINS);
    this.phase = 1;
    this.change({ starts: next, chains: Math.max(chains, next.length), n: 0 });
  }
  #modelValues() {
    const values = {};
    for (const [key, kind] of Object.entries(KINDS)) {
      values[key] = kind.read(this.#model.get(key) ?? []);
    }
    return values;
  }
  // Makes target, grid and run from the settings; if the target or a start is impossible,
  // says why, calls `fallBack` to mend the settings, and keeps the last run there was.
  #build(fallBack) {
    const { target: name, expression, scale, chains, seed, starts, window: window2 } = this.values;
    try {
      parseExpression(expression);
      const target = name === "typed" ? typedTarget(expression, window2) : TARGETS[name];
      const within = window2.length ? window2 : target.window;
      const grid = densityGrid(target.logDensity, within, GRID);
      this.run = new Run({ target, grid, scale, chains, seed, starts });
      Object.assign(this, { target, grid, trueMeans: trueMeans(target, within) });
    } catch (error) {
      const what = error instanceof ExpressionError ? "Your formula" : "That";
      this.#say(`${what} was not taken: ${error.message}.`);
      fallBack();
      if (!this.run) this.#build();
      return;
    }
    this.#reach(this.n);
    this.#emit("run");
  }
  // Makes draws up to n, at most until `deadline`, and moves there. A target that fails on
  // the way stops the run at the last good draw.
  #reach(n, deadline = Infinity) {
    try {
      while (this.run.length < n && performance.now() < deadline) this.run.advance();
      this.values.n = Math.min(n, this.run.length);
    } catch (error) {
      this.values.n = this.run.length;
      this.#say(`Stopped: ${error.message}.`);
      this.pause();
    }
  }
  #runClock() {
    if (this.#frameId !== null) return;
    this.#lastFrame = performance.now();
    this.#frameId = requestAnimationFrame((now) => this.#frame(now));
  }
  #frame(now) {
    this.#frameId = null;
    const seconds = Math.min(Math.max(now - this.#lastFrame, 0) / 1e3, 0.1);
    this.#lastFrame = now;
    this.phase += seconds * (this.playing ? this.values.speed : 1 / STEP_SECONDS);
    if (this.playing) {
      const steps = Math.floor(this.phase);
      this.phase -= steps;
      const goal = Math.min(this.n + steps, MAX_DRAWS);
      this.#reach(goal, performance.now() + FRAME_BUDGET);
      if (this.n === MAX_DRAWS) this.pause();
    }
    this.phase = Math.min(this.phase, 1);
    this.#emit("cursor");
    if (this.playing && now - this.#lastReport > REPORT_WHILE_PLAYING) this.#reportSoon();
    if (this.playing || this.phase < 1) {
      this.#frameId = requestAnimationFrame((then) => this.#frame(then));
    }
  }
  // Reports now, or, after a report just made, a little later: a slider that is dragged
  // would flood the kernel, and browsers limit how often a page's address may change.
  #reportSoon() {
    if (this.#reportTimer !== null) return;
    const wait = this.#lastReport + REPORT_EVERY - performance.now();
    if (wait <= 0) return this.#report();
    this.#reportTimer = setTimeout(() => {
      this.#reportTimer = null;
      this.#report();
    }, wait);
  }
  // Tells Python, or on a static page the address, where things stand.
  #report() {
    this.#lastReport = performance.now();
    if (this.#address) return writeAddress(this.#address, this.values, this.#defaults);
    this.#known = { ...this.values, playing: this.playing };
    this.#model.set({ ...this.#known, error: this.note, _draws: this.#packedDraws() });
    this.#model.save_changes();
  }
  // The draws shown as Python wants them: (chains, n, 2) numbers in a row, and this shape.
  #packedDraws() {
    const { n, run } = this;
    const packed = new Float64Array(run.chains.length * n * 2);
    run.chains.forEach(({ x, y }, k) => {
      for (let t = 0; t < n; t++) {
        packed[2 * (k * n + t)] = x[t + 1];
        packed[2 * (k * n + t) + 1] = y[t + 1];
      }
    });
    return { shape: [run.chains.length, n, 2], data: new DataView(packed.buffer) };
  }
  // The model has changed: what it holds other than we know, Python has set.
  #hear() {
    const held = { ...this.#modelValues(), playing: this.#model.get("playing") };
    const isNew = ([key, value]) => !same(value, this.#known[key]);
    const { playing, ...changes } = Object.fromEntries(Object.entries(held).filter(isNew));
    this.#known = held;
    if (Object.keys(changes).length > 0) this.change(changes);
    if (playing === true) this.play();
    if (playing === false) this.pause();
  }
  #say(note) {
    if (note === this.note) return;
    this.note = note;
    this.#emit("note");
  }
  #emit(what) {
    for (const listener of this.#listeners) listener(what);
  }
};

// coursekit/widgets/js/mcmc/controls.js
var LAST_SEED = 2 ** 32 - 1;
var PRESETS = [
  // name, factor of the target's good step size
  ["Too small", 1 / 20],
  ["About right", 1],
  ["Too large", 6]
];
var ICONS = {
  play: "M8 5v14l11-7z",
  pause: "M7 5h4v14H7zM13 5h4v14h-4z",
  step: "M6 5v14l9-7zM16 5h3v14h-3z",
  back: "M18 5v14l-9-7zM5 5h3v14H5z",
  reset: "M12 5V1L7 6l5 5V7a5 5 0 1 1-5 5H5a7 7 0 1 0 7-7z"
};
function settingControls(session, noteId) {
  const change = (key) => (event) => session.change({ [key]: event.target.value });
  const entries = Object.entries({ ...TARGETS, typed: { label: "Your own" } });
  const target = h(
    "select",
    { onchange: change("target") },
    ...entries.map(([value, { label }]) => h("option", { value }, label))
  );
  const chains = h("input", {
    type: "number",
    min: 1,
    max: MAX_CHAINS,
    onchange: change("chains")
  });
  const seed = h("input", { type: "number", min: 0, max: LAST_SEED, onchange: change("seed") });
  const nextSeed = () => session.change({ seed: (session.values.seed + 1) % (LAST_SEED + 1) });
  const scatter = button("Random starts", () => session.change({ starts: [] }));
  const scale = logSlider(SCALES, (value) => session.change({ scale: value }), "Step size");
  const presets = PRESETS.map(
    ([name, factor]) => button(name, () => session.change({ scale: presetScale(session, factor) }))
  );
  const formula = formulaControl(session, noteId);
  const element = h(
    "div",
    { class: "sfp-settings" },
    h(
      "div",
      { class: "sfp-row" },
      field("Target", target),
      field("Chains", chains),
      field("Seed", seed),
      button("Next seed", nextSeed),
      scatter
    ),
    formula.element,
    h(
      "div",
      { class: "sfp-row" },
      scale.element,
      h(
        "div",
        { class: "sfp-group", role: "group", "aria-label": "Step sizes to try" },
        ...presets
      )
    )
  );
  function update() {
    const { values } = session;
    target.value = values.target;
    chains.value = values.chains;
    seed.value = values.seed;
    scatter.hidden = values.starts.length === 0;
    scale.update(values.scale, String(values.scale));
    PRESETS.forEach(
      ([, factor], i) => presets[i].setAttribute("aria-pressed", values.scale === presetScale(session, factor))
    );
    formula.update();
  }
  return { element, update };
}
var presetScale = ({ target }, factor) => clip(toTwoDigits(target.scale * factor), ...SCALES);
function transportControls(session, toggle) {
  const play = button("Play", toggle, "play");
  play.classList.add("sfp-main");
  const scrub = h("input", {
    type: "range",
    min: 0,
    oninput: () => session.moveTo(Number(scrub.value))
  });
  const count2 = h("output");
  const speed = logSlider(SPEEDS, (value) => session.change({ speed: value }), "Speed");
  const element = h(
    "div",
    { class: "sfp-transport" },
    h(
      "div",
      { class: "sfp-buttons" },
      button("Reset", () => session.moveTo(0), "reset"),
      button("Back", () => session.moveTo(session.n - 1), "back"),
      play,
      button("Step", () => session.step(), "step")
    ),
    field("Draw", scrub, count2),
    speed.element
  );
  function moved() {
    const { n, run } = session;
    const words = n === run.length ? String(n) : `${n} of ${run.length}`;
    scrub.max = Math.max(run.length, 1);
    scrub.value = n;
    scrub.setAttribute("aria-valuetext", words);
    count2.textContent = words;
  }
  function update() {
    const name = session.playing ? "Pause" : "Play";
    play.replaceChildren(icon(ICONS[name.toLowerCase()]), h("span", {}, name));
    speed.update(session.values.speed, `${session.values.speed} a second`);
    moved();
  }
  return { element, update, moved };
}
function formulaControl(session, noteId) {
  const input = h("input", {
    type: "text",
    maxlength: MAX_LENGTH,
    spellcheck: "false",
    autocapitalize: "off",
    autocomplete: "off",
    "aria-describedby": noteId
  });
  const element = h(
    "form",
    { class: "sfp-row" },
    field("Log density, in x and y", input),
    h("button", { class: "sfp-button" }, "Use it")
  );
  element.addEventListener("submit", (event) => {
    event.preventDefault();
    session.change({ target: "typed", expression: input.value });
  });
  let shown = null;
  function update() {
    const { target, expression } = session.values;
    element.hidden = target !== "typed";
    if (shown !== expression) input.value = shown = expression;
  }
  return { element, update };
}
function logSlider([low, high], choose, name) {
  const input = h("input", {
    type: "range",
    min: Math.log10(low),
    max: Math.log10(high),
    step: 0.01,
    oninput: () => choose(clip(toTwoDigits(10 ** input.value), low, high))
  });
  const shown = h("output");
  const element = field(name, input, shown);
  function update(value, words) {
    input.value = Math.log10(value);
    input.setAttribute("aria-valuetext", words);
    shown.textContent = words;
  }
  return { element, update };
}
var clip = (value, low, high) => Math.min(Math.max(value, low), high);
var toTwoDigits = (value) => Number(value.toPrecision(2));
function button(name, onclick, picture) {
  const content = picture ? [icon(ICONS[picture]), h("span", {}, name)] : [name];
  return h("button", { type: "button", class: "sfp-button", onclick }, ...content);
}
function field(name, input, ...more) {
  input.id = uniqueId("field");
  return h("div", { class: "sfp-field" }, h("label", { for: input.id }, name), input, ...more);
}

// coursekit/widgets/js/kit/canvas.js
var Layer = class {
  constructor(attributes = { "aria-hidden": "true" }) {
    this.canvas = document.createElement("canvas");
    for (const [name, value] of Object.entries(attributes)) this.canvas.setAttribute(name, value);
    this.pen = this.canvas.getContext("2d");
    this.width = this.height = 0;
  }
  // Takes this size, in CSS pixels; what was drawn is gone.
  resize(width, height) {
    const sharpness = Math.min(window.devicePixelRatio || 1, 2);
    [this.width, this.height] = [width, height];
    this.canvas.width = Math.round(width * sharpness);
    this.canvas.height = Math.round(height * sharpness);
    this.pen.scale(sharpness, sharpness);
  }
  clear() {
    this.pen.clearRect(0, 0, this.width, this.height);
  }
};
function linear(low, high, from, to) {
  const slope = (to - from) / (high - low);
  const map = (value) => from + (value - low) * slope;
  map.invert = (pixel) => low + (pixel - from) / slope;
  return map;
}
function ticks(low, high, count2) {
  const rough = (high - low) / count2;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step2 = [1, 2, 5, 10].map((k) => k * power).find((size) => size >= rough * 0.999);
  const values = [];
  for (let k = Math.ceil(low / step2); k * step2 <= high; k++) values.push(k * step2);
  return values;
}
var tickLabel = (value) => String(Number(value.toPrecision(6))).replace("-", "−");
var LABEL_FONT = "12px system-ui, sans-serif";

// coursekit/widgets/js/mcmc/picture.js
var MARGIN = { left: 30, right: 4, top: 4, bottom: 22 };
var GRID2 = 160;
var SHARES = [0.5, 0.8, 0.95];
var BINS = 48;
var DOT = 1.7;
var HEAD = 8;
var VERDICT = 0.45;
var chainColour = (colours, k) => [colours.c2, colours.c3, colours.c4, colours.c5, colours.c1][k % 5];
var isDashed = (k) => k >= 5;
var Picture = class {
  #background = new Layer();
  #dots = new Layer();
  #moving = new Layer({ role: "img" });
  #above = new Layer();
  #beside = new Layer();
  #painted = 0;
  // draws of each chain on #dots and in the counts
  #counts = { x: new Float64Array(BINS), y: new Float64Array(BINS) };
  constructor(session) {
    this.session = session;
    this.zoom = 1;
    this.crosshair = null;
    this.frame = h(
      "div",
      { class: "sfp-frame" },
      this.#background.canvas,
      this.#dots.canvas,
      this.#moving.canvas
    );
    this.above = h("div", { class: "sfp-above" }, this.#above.canvas);
    this.beside = h("div", { class: "sfp-beside" }, this.#beside.canvas);
  }
  get view() {
    const [left, right, bottom, top] = this.session.grid.window;
    const [x, y] = [(left + right) / 2, (bottom + top) / 2];
    const [dx, dy] = [(right - left) / 2 * this.zoom, (top - bottom) / 2 * this.zoom];
    return [x - dx, x + dx, y - dy, y + dy];
  }
  describe(words) {
    this.#moving.canvas.setAttribute("aria-label", words);
  }
  // The point of the plane under a pointer event.
  pointAt(event) {
    const box = this.frame.getBoundingClientRect();
    return [this.toX.invert(event.clientX - box.left), this.toY.invert(event.clientY - box.top)];
  }
  // Takes the size that the page gives it. Returns whether there is one.
  resize() {
    const { clientWidth: width, clientHeight: height } = this.frame;
    if (width === 0 || height === 0) return false;
    for (const layer of [this.#background, this.#dots, this.#moving]) layer.resize(width, height);
    this.#above.resize(width, this.above.clientHeight);
    this.#beside.resize(this.beside.clientWidth, height);
    return true;
  }
  // Paints everything afresh: after a change of target, window, size or theme.
  paintAll() {
    const { width, height } = this.#background;
    if (width === 0) return;
    const [left, right, bottom, top] = this.view;
    this.toX = linear(left, right, MARGIN.left, width - MARGIN.right);
    this.toY = linear(bottom, top, height - MARGIN.bottom, MARGIN.top);
    const grid = densityGrid(this.session.target.logDensity, this.view, GRID2);
    this.truth = marginals(grid);
    this.#paintTarget(grid);
    this.repaintDraws();
  }
  // Forgets the draws that are painted and paints those of the run.
  repaintDraws() {
    this.#painted = 0;
    this.#counts.x.fill(0);
    this.#counts.y.fill(0);
    this.#dots.clear();
    this.paint();
  }
  // Paints what has changed since the last time: called every frame.
  paint() {
    if (this.#background.width === 0) return;
    const { n, phase, isSlow } = this.session;
    const isOpen = isSlow && phase < VERDICT && n > 0;
    const shown = isOpen ? n - 1 : n;
    if (shown < this.#painted) return this.repaintDraws();
    this.#paintDots(this.#painted, shown);
    this.#painted = shown;
    this.#paintMoving();
    this.#paintMarginal(this.#above, "x");
    this.#paintMarginal(this.#beside, "y");
  }
  #paintTarget(grid) {
    const { pen, width, height } = this.#background;
    this.#background.clear();
    const [x, y] = [this.toX(this.view[0]), this.toY(this.view[3])];
    const [across, down] = [
      width - MARGIN.left - MARGIN.right,
      height - MARGIN.top - MARGIN.bottom
    ];
    pen.imageSmoothingQuality = "high";
    pen.save();
    pen.beginPath();
    pen.roundRect(x, y, across, down, 6);
    pen.clip();
    pen.drawImage(heatMap(grid, this.colours.c1), x, y, across, down);
    pen.strokeStyle = this.colours.c1;
    massLevels(grid, SHARES).forEach((level, k) => {
      pen.globalAlpha = 0.75 - 0.2 * k;
      pen.beginPath();
      const line = contour(grid, level);
      for (let i = 0; i < line.length; i += 4) {
        pen.moveTo(this.toX(line[i]), this.toY(line[i + 1]));
        pen.lineTo(this.toX(line[i + 2]), this.toY(line[i + 3]));
      }
      pen.stroke();
    });
    pen.restore();
    pen.strokeStyle = this.colours.grid;
    pen.beginPath();
    pen.roundRect(x, y, across, down, 6);
    pen.stroke();
    this.#paintAxes(pen, height);
  }
  #paintAxes(pen, height) {
    const [left, right, bottom, top] = this.view;
    pen.font = LABEL_FONT;
    pen.fillStyle = this.colours.muted;
    pen.textAlign = "center";
    pen.textBaseline = "bottom";
    for (const value of inside(ticks(left, right, 6), this.toX, MARGIN.left + 8, Infinity)) {
      pen.fillText(tickLabel(value), this.toX(value), height - 2);
    }
    pen.textAlign = "right";
    pen.textBaseline = "middle";
    for (const value of inside(ticks(bottom, top, 6), this.toY, 8, height - MARGIN.bottom - 6)) {
      pen.fillText(tickLabel(value), MARGIN.left - 6, this.toY(value));
    }
  }
  // Paints draws from+1 ... to, in the order in which they were made, so that a picture
  // looks the same whichever way it came about; and counts them for the histograms.
  #paintDots(from, to) {
    const { pen } = this.#dots;
    const [left, right, bottom, top] = this.view;
    const { chains } = this.session.run;
    const colours = chains.map((_, k) => chainColour(this.colours, k));
    pen.globalAlpha = 0.4;
    for (let t = from + 1; t <= to; t++) {
      for (let k = 0; k < chains.length; k++) {
        const x = chains[k].x[t];
        const y = chains[k].y[t];
        const isAcross = x >= left && x < right;
        const isUp = y >= bottom && y < top;
        if (isAcross) this.#counts.x[Math.floor(BINS * (x - left) / (right - left))] += 1;
        if (isUp) this.#counts.y[Math.floor(BINS * (y - bottom) / (top - bottom))] += 1;
        if (!isAcross || !isUp) continue;
        pen.fillStyle = colours[k];
        pen.beginPath();
        pen.arc(this.toX(x), this.toY(y), DOT, 0, 2 * Math.PI);
        pen.fill();
      }
    }
  }
  #paintMoving() {
    const { session, colours } = this;
    const { n, phase, isSlow } = session;
    const { pen, width, height } = this.#moving;
    this.#moving.clear();
    pen.save();
    pen.beginPath();
    pen.rect(
      MARGIN.left,
      MARGIN.top,
      width - MARGIN.left - MARGIN.right,
      height - MARGIN.top - MARGIN.bottom
    );
    pen.clip();
    session.run.chains.forEach((chain, k) => {
      const place = (x, y) => [this.toX(x), this.toY(y)];
      const here = place(chain.x[n], chain.y[n]);
      const colour = chainColour(colours, k);
      if (!isSlow || n === 0) return paintHead(pen, here, k, colour, colours.bg);
      const before = place(chain.x[n - 1], chain.y[n - 1]);
      const proposed = place(chain.px[n], chain.py[n]);
      const isAccepted = chain.accepted[n] === 1;
      const isOpen = phase < VERDICT;
      const reach = ease(Math.min(phase / VERDICT, 1));
      const glide = isAccepted ? ease(Math.max((phase - VERDICT) / (1 - VERDICT), 0)) : 0;
      paintGhost(pen, before, colour);
      paintProposal(pen, before, between(before, proposed, reach), {
        colour: isOpen || isAccepted ? colour : colours.muted,
        verdict: isOpen ? "open" : isAccepted ? "accepted" : "rejected"
      });
      paintHead(pen, between(before, proposed, glide), k, colour, colours.bg);
    });
    if (this.crosshair) this.#paintCrosshair(pen, width, height);
    pen.restore();
  }
  #paintCrosshair(pen, width, height) {
    const [x, y] = [this.toX(this.crosshair[0]), this.toY(this.crosshair[1])];
    pen.strokeStyle = this.colours.fg;
    pen.beginPath();
    pen.moveTo(x, 0);
    pen.lineTo(x, height);
    pen.moveTo(0, y);
    pen.lineTo(width, y);
    pen.moveTo(x + 10, y);
    pen.arc(x, y, 10, 0, 2 * Math.PI);
    pen.stroke();
  }
  // The histogram of the draws so far and the true density, on one scale.
  #paintMarginal(layer, axis) {
    const { pen, width, height } = layer;
    const counts = this.#counts[axis];
    const truth = this.truth[axis];
    const upright = axis === "x";
    const [low, high] = upright ? this.view.slice(0, 2) : this.view.slice(2);
    const along = upright ? this.toX : this.toY;
    const total = counts.reduce((sum, count2) => sum + count2, 0);
    const densities = counts.map((count2) => total ? count2 * BINS / (total * (high - low)) : 0);
    const tallest = 1.15 * Math.max(Math.max(...truth), Math.min(Math.max(...densities), 2 * Math.max(...truth)));
    const across = upright ? linear(0, tallest, height - 1, 2) : linear(0, tallest, 1, width - 2);
    const base = across(0);
    layer.clear();
    pen.fillStyle = this.colours.muted;
    pen.globalAlpha = 0.45;
    densities.forEach((density, i) => {
      const from = along(low + i / BINS * (high - low));
      const to = along(low + (i + 1) / BINS * (high - low));
      const size = across(density) - base;
      if (upright) pen.fillRect(from, base, to - from - 0.5, size);
      else pen.fillRect(base, from, size, to - from + 0.5);
    });
    pen.globalAlpha = 1;
    pen.strokeStyle = this.colours.c1;
    pen.lineWidth = 2;
    pen.beginPath();
    truth.forEach((density, i) => {
      const at = along(low + (i + 0.5) / truth.length * (high - low));
      if (upright) pen.lineTo(at, across(density));
      else pen.lineTo(across(density), at);
    });
    pen.stroke();
  }
};
var inside = (values, map, from, to) => values.filter((value) => map(value) > from && map(value) < to);
var ease = (share) => share * share * (3 - 2 * share);
var between = ([x0, y0], [x1, y1], share) => [x0 + share * (x1 - x0), y0 + share * (y1 - y0)];
function heatMap({ size, mass }, colour) {
  const [red, green, blue] = [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16));
  const image = new ImageData(size, size);
  const most = mass.reduce((top, value) => Math.max(top, value), 0);
  mass.forEach((value, cell) => {
    const row = size - 1 - Math.floor(cell / size);
    const opacity = 110 * Math.sqrt(value / most);
    image.data.set([red, green, blue, opacity], 4 * (row * size + cell % size));
  });
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = size;
  canvas.getContext("2d").putImageData(image, 0, 0);
  return canvas;
}
function paintHead(pen, [x, y], k, colour, background) {
  pen.fillStyle = colour;
  pen.strokeStyle = background;
  pen.lineWidth = 1.5;
  pen.beginPath();
  pen.arc(x, y, HEAD, 0, 2 * Math.PI);
  pen.fill();
  pen.stroke();
  pen.fillStyle = background;
  pen.font = "bold 11px system-ui, sans-serif";
  pen.textAlign = "center";
  pen.textBaseline = "middle";
  pen.fillText(k + 1, x, y + 0.5);
}
function paintGhost(pen, [x, y], colour) {
  pen.strokeStyle = colour;
  pen.lineWidth = 1.5;
  pen.beginPath();
  pen.arc(x, y, HEAD - 3, 0, 2 * Math.PI);
  pen.stroke();
}
function paintProposal(pen, from, to, { colour, verdict }) {
  const angle = Math.atan2(to[1] - from[1], to[0] - from[0]);
  const length = Math.hypot(to[0] - from[0], to[1] - from[1]);
  const end = verdict === "accepted" ? length - HEAD : length;
  pen.save();
  pen.translate(...from);
  pen.rotate(angle);
  pen.strokeStyle = pen.fillStyle = colour;
  pen.lineWidth = 2;
  pen.setLineDash(verdict === "rejected" ? [4, 4] : []);
  pen.beginPath();
  pen.moveTo(0, 0);
  pen.lineTo(Math.max(end - 2, 0), 0);
  pen.stroke();
  pen.setLineDash([]);
  pen.beginPath();
  if (verdict === "rejected") {
    pen.lineWidth = 2.5;
    pen.moveTo(end - 5, -5);
    pen.lineTo(end + 5, 5);
    pen.moveTo(end - 5, 5);
    pen.lineTo(end + 5, -5);
    pen.stroke();
  } else if (end > 9) {
    pen.moveTo(end, 0);
    pen.lineTo(end - 9, -5);
    pen.lineTo(end - 9, 5);
    pen.fill();
  }
  pen.restore();
}

// coursekit/widgets/js/algorithms/thinned.js
var COLUMNS = 400;
var Thinned = class {
  constructor(chains, coordinate) {
    this.coordinate = coordinate;
    this.lows = chains.map(() => []);
    this.highs = chains.map(() => []);
    this.lasts = chains.map(() => []);
    this.stride = 1;
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
        const before = chain[this.coordinate][this.n - 1];
        this.lows[k][column] = Math.min(this.lows[k][column] ?? before, value);
        this.highs[k][column] = Math.max(this.highs[k][column] ?? before, value);
        this.lasts[k][column] = value;
      });
    }
  }
  #halve() {
    const pairUp = (choose) => (list) => Array.from({ length: list.length / 2 }, (_, i) => choose(list[2 * i], list[2 * i + 1]));
    this.lows = this.lows.map(pairUp(Math.min));
    this.highs = this.highs.map(pairUp(Math.max));
    this.lasts = this.lasts.map(pairUp((_, last) => last));
    this.stride *= 2;
  }
};

// coursekit/widgets/js/mcmc/traces.js
var MARGIN2 = { left: 30, right: 8, top: 6, bottom: 20 };
var MAX_LAG = 60;
var LOWEST = -0.5;
var LINE = 1.25;
var DASH = 4;
var Traces = class {
  #trace = new Layer({ role: "img" });
  #lags = new Layer({ role: "img" });
  constructor(session) {
    this.session = session;
    this.coordinate = "x";
    this.correlations = [];
    this.trace = h("div", { class: "sfp-trace" }, this.#trace.canvas);
    this.lags = h("div", { class: "sfp-lags" }, this.#lags.canvas);
  }
  describe(trace, lags) {
    this.#trace.canvas.setAttribute("aria-label", trace);
    this.#lags.canvas.setAttribute("aria-label", lags);
  }
  resize() {
    this.#trace.resize(this.trace.clientWidth, this.trace.clientHeight);
    this.#lags.resize(this.lags.clientWidth, this.lags.clientHeight);
  }
  forget() {
    this.thinned = null;
    this.correlations = [];
  }
  // Paints the trace up to the draw that is shown, on the window `view`: called every frame.
  paint(view) {
    const { pen, width, height } = this.#trace;
    if (width === 0) return;
    const { run, n } = this.session;
    if (!this.thinned || this.thinned.n > n || this.thinned.coordinate !== this.coordinate) {
      this.thinned = new Thinned(run.chains, this.coordinate);
    }
    this.thinned.extend(run.chains, n);
    const [low, high] = this.coordinate === "x" ? view.slice(0, 2) : view.slice(2);
    const toX = linear(0, Math.max(n, 50), MARGIN2.left, width - MARGIN2.right);
    const toY = linear(low, high, height - MARGIN2.bottom, MARGIN2.top);
    this.#trace.clear();
    paintAxes(
      this.#trace,
      this.colours,
      toX,
      toY,
      ticks(0, Math.max(n, 50), 4),
      ticks(low, high, 5)
    );
    const { lows, highs, lasts, stride } = this.thinned;
    const across = toX(stride) - toX(0);
    run.chains.forEach((chain, k) => {
      pen.fillStyle = chainColour(this.colours, k);
      pen.globalAlpha = 0.85;
      lows[k].forEach((low2, column) => {
        const at = toX(column * stride);
        if (isDashed(k) && at / DASH & 1) return;
        const top = toY(highs[k][column]);
        pen.fillRect(at, top, LINE, toY(low2) - top + LINE);
        if (across > 1) pen.fillRect(at, toY(lasts[k][column]), across + LINE, LINE);
      });
    });
    pen.globalAlpha = 1;
  }
  // Paints the autocorrelations that the last round of readings found.
  paintLags() {
    const { pen, width, height } = this.#lags;
    if (width === 0) return;
    const toX = linear(0, MAX_LAG, MARGIN2.left, width - MARGIN2.right);
    const toY = linear(LOWEST, 1, height - MARGIN2.bottom, MARGIN2.top);
    this.#lags.clear();
    paintAxes(this.#lags, this.colours, toX, toY, ticks(0, MAX_LAG, 4), [-0.5, 0, 0.5, 1]);
    pen.strokeStyle = this.colours.muted;
    pen.lineWidth = 1;
    pen.beginPath();
    pen.moveTo(toX(0), toY(0));
    pen.lineTo(toX(MAX_LAG), toY(0));
    pen.stroke();
    this.correlations.forEach((correlation, k) => {
      if (Number.isNaN(correlation[0])) return;
      pen.strokeStyle = chainColour(this.colours, k);
      pen.setLineDash(isDashed(k) ? [DASH, DASH] : []);
      pen.lineWidth = 1.75;
      pen.beginPath();
      correlation.forEach((value, lag) => pen.lineTo(toX(lag), toY(Math.max(value, LOWEST))));
      pen.stroke();
    });
    pen.setLineDash([]);
  }
};
function paintAxes({ pen, width, height }, colours, toX, toY, across, up) {
  pen.font = LABEL_FONT;
  pen.fillStyle = colours.muted;
  pen.strokeStyle = colours.grid;
  pen.lineWidth = 1;
  pen.textBaseline = "middle";
  pen.textAlign = "right";
  const [left, right] = [toX(across[0]), width - MARGIN2.right];
  for (const value of up) {
    pen.beginPath();
    pen.moveTo(left, toY(value));
    pen.lineTo(right, toY(value));
    pen.stroke();
    pen.fillText(tickLabel(value), left - 6, toY(value));
  }
  pen.textAlign = "center";
  pen.textBaseline = "bottom";
  for (const value of across) {
    if (toX(value) < right - 4) pen.fillText(tickLabel(value), toX(value), height);
  }
}

// coursekit/widgets/js/mcmc/readings.js
var PAUSE = 250;
var BREATH = 16;
var Readings = class {
  #cells = {};
  #lastRound = -Infinity;
  #timer = null;
  // `done(readings)` is called after each round.
  constructor(session, done) {
    this.session = session;
    this.done = done;
    this.table = this.#makeTable();
  }
  // Something has changed: begin a round, soon.
  refresh() {
    this.table.ariaBusy = "true";
    if (this.#timer !== null) return;
    const wait = this.session.playing ? this.#lastRound + PAUSE - performance.now() : 0;
    this.#timer = setTimeout(() => this.#begin(), Math.max(wait, 0));
  }
  stop() {
    clearTimeout(this.#timer);
  }
  #begin() {
    const { run, n, trueMeans: trueMeans2 } = this.session;
    const readings = {
      run,
      n,
      trueMeans: trueMeans2,
      rhat: [NaN, NaN],
      ess: [NaN, NaN],
      means: [],
      correlations: []
    };
    readings.acceptance = run.acceptance(n);
    const pieces = ["x", "y"].flatMap((name, i) => piecesOf(run.draws(name, n), i, readings));
    this.#work(pieces, readings);
  }
  #work([piece, ...others], readings) {
    if (piece) {
      piece();
      const wait = this.session.playing ? BREATH : 0;
      this.#timer = setTimeout(() => this.#work(others, readings), wait);
      return;
    }
    this.#timer = null;
    this.#lastRound = performance.now();
    if (readings.run === this.session.run) {
      this.#show(readings);
      this.done(readings);
    }
    if (readings.run !== this.session.run || readings.n !== this.session.n) this.refresh();
    else this.table.ariaBusy = "false";
  }
  #makeTable() {
    const row = (key, name, meaning, columns = 2) => {
      const span = columns === 1 ? { colspan: 2 } : {};
      this.#cells[key] = Array.from({ length: columns }, () => h("td", span));
      return h("tr", {}, h("th", { scope: "row", title: meaning }, name), ...this.#cells[key]);
    };
    const head = h(
      "tr",
      {},
      h("td"),
      h("th", { scope: "col" }, "x"),
      h("th", { scope: "col" }, "y")
    );
    return h(
      "table",
      { class: "sfp-readings" },
      h("thead", {}, head),
      h(
        "tbody",
        {},
        row("acceptance", "Accepted", "Share of all proposals that were accepted", 1),
        row("rhat", "R-hat", "Rank-normalised split R-hat: close to 1 when the chains agree"),
        row("ess", "ESS", "Bulk effective sample size of all chains together"),
        row("means", "Mean", "Mean of all draws shown"),
        row("trueMeans", "True mean", "Mean of the density, inside the picture")
      )
    );
  }
  #show(readings) {
    this.#fill("acceptance", [100 * readings.acceptance], (value) => `${fixed(value, 0)} %`);
    this.#fill("rhat", readings.rhat, (value) => fixed(value, 3));
    this.#fill("ess", readings.ess, (value) => fixed(value, 0));
    this.#fill("means", readings.means, (value) => fixed(value, 2));
    this.#fill("trueMeans", readings.trueMeans, (value) => fixed(value, 2));
  }
  #fill(key, values, format) {
    values.forEach((value, i) => {
      this.#cells[key][i].textContent = Number.isFinite(value) ? format(value) : "–";
    });
  }
};
function piecesOf(draws, i, readings) {
  const { autocorrelation: autocorrelation2, ess: ess2, fold: fold2, mean: mean2, normalScores: normalScores2, plainRhat: plainRhat2, split: split2 } = diagnostics_exports;
  const means = () => readings.means[i] = mean2(draws.map(mean2));
  const lags = () => {
    readings.correlations[i] = draws.map((chain) => autocorrelation2(chain, MAX_LAG));
  };
  if (draws[0].length < 4) return [means, lags];
  let scores, folded;
  return [
    means,
    lags,
    () => scores = normalScores2(split2(draws)),
    () => readings.ess[i] = ess2(scores),
    () => folded = fold2(split2(draws)),
    () => readings.rhat[i] = Math.max(plainRhat2(scores), plainRhat2(normalScores2(folded)))
  ];
}
function fixed(value, digits) {
  const text2 = value.toFixed(digits);
  return Number(text2) === 0 ? text2.replace("-", "") : text2.replace("-", "−");
}
function inWords2({ n, run, acceptance, rhat: rhat2, ess: ess2 }) {
  const chains = run.chains.length === 1 ? "1 chain" : `${run.chains.length} chains`;
  if (n === 0) return `${chains} at the start; no draws yet.`;
  const pair = (values, digits) => values.every(Number.isFinite) ? `x ${fixed(values[0], digits)}, y ${fixed(values[1], digits)}` : "not known yet";
  return `${n} ${n === 1 ? "draw" : "draws"} from each of ${chains}. ${Math.round(100 * acceptance)} percent accepted. R-hat: ${pair(rhat2, 2)}. Effective sample size: ${pair(ess2, 0)}.`;
}

// coursekit/widgets/js/mcmc_explorer.js
var COORDINATES = ["x", "y"];
var ZOOM = 1.5;
var FAR2 = 100;
var KEYS = [
  ["Space", "play or pause"],
  ["→ ←", `step on or back; with Shift, ${FAR2} draws`],
  ["Home End", "first or newest draw"],
  ["+ − 0", "zoom in, out, back"],
  ["Enter", "choose a start: arrows move the cross, Enter starts a chain there, Escape leaves"]
];
function render({ model, el }) {
  const session = sessionOf(model);
  const view = new View(session);
  el.append(view.root);
  return view.start();
}
var mcmc_explorer_default = { render };
var View = class {
  constructor(session) {
    this.session = session;
    this.picture = new Picture(session);
    this.traces = new Traces(session);
    this.readings = new Readings(session, (readings) => this.#showReadings(readings));
    this.note = h("p", { class: "sfp-note", role: "alert", id: uniqueId("note") });
    this.settings = settingControls(session, this.note.id);
    this.transport = transportControls(session, () => this.#toggle());
    this.status = h("p", { class: "sfp-unseen", role: "status" });
    this.root = this.#layOut();
  }
  // Begins to follow the session, the theme and the size. Returns a function that ends it.
  start() {
    const stops = [
      followTheme(this.root, (colours) => this.#recolour(colours)),
      this.session.subscribe((what) => this.#follow(what))
    ];
    const sizes = new ResizeObserver(() => this.#resize());
    sizes.observe(this.root);
    this.#showCoordinate("x");
    this.#follow("settings");
    this.#follow("note");
    return () => {
      stops.forEach((stop) => stop());
      sizes.disconnect();
      this.readings.stop();
      this.session.pause();
    };
  }
  #layOut() {
    const { picture, traces } = this;
    const helpId = uniqueId("help");
    const stage = h(
      "div",
      {
        class: "sfp-stage",
        role: "application",
        tabindex: 0,
        "aria-label": "The target and the chains",
        "aria-describedby": helpId,
        onkeydown: (event) => this.#onKey(event)
      },
      picture.frame
    );
    picture.frame.addEventListener("click", (event) => this.#place(picture.pointAt(event)));
    this.coordinates = COORDINATES.map((name) => button(name, () => this.#showCoordinate(name)));
    const zoom = (name, sign, factor) => {
      const control = button(sign, () => this.#zoom(factor));
      control.setAttribute("aria-label", name);
      return control;
    };
    return h(
      "div",
      {
        class: "sfp-mcmc",
        role: "group",
        "aria-label": "MCMC explorer",
        "data-lm-suppress-shortcuts": "true"
        // JupyterLab would take the keys otherwise
      },
      this.settings.element,
      this.note,
      h(
        "div",
        { class: "sfp-body" },
        h(
          "div",
          { class: "sfp-figure" },
          picture.above,
          stage,
          picture.beside,
          h(
            "div",
            { class: "sfp-zoom" },
            zoom("Zoom in", "+", 1 / ZOOM),
            zoom("Zoom out", "−", ZOOM)
          )
        ),
        this.transport.element,
        h(
          "div",
          { class: "sfp-side" },
          this.readings.table,
          h(
            "div",
            { class: "sfp-caption" },
            "Trace",
            h(
              "div",
              { class: "sfp-group", role: "group", "aria-label": "Coordinate" },
              ...this.coordinates
            )
          ),
          traces.trace,
          h("div", { class: "sfp-caption" }, "Autocorrelation by lag"),
          traces.lags
        )
      ),
      legend(),
      help(helpId),
      this.status
    );
  }
  #recolour(colours) {
    this.picture.colours = this.traces.colours = colours;
    this.#paint();
  }
  #resize() {
    if (!this.picture.resize()) return;
    this.traces.resize();
    this.#paint();
  }
  #paint() {
    this.picture.paintAll();
    this.traces.paint(this.picture.view);
    this.traces.paintLags();
  }
  #follow(what) {
    if (what === "run") {
      this.traces.forget();
      this.#paint();
    }
    if (what === "cursor") {
      this.picture.paint();
      this.traces.paint(this.picture.view);
    }
    if (what === "run" || what === "cursor") {
      this.transport.moved();
      this.readings.refresh();
    }
    if (what === "settings") {
      this.settings.update();
      this.transport.update();
      this.readings.refresh();
    }
    if (what === "note") this.note.textContent = this.session.note;
  }
  #showReadings(readings) {
    this.lastReadings = readings;
    this.traces.correlations = readings.correlations[COORDINATES.indexOf(this.traces.coordinate)];
    this.traces.paintLags();
    if (!this.session.playing) this.#say(readings);
  }
  // Puts what the pictures show in words; while playing that would be a stream of talk.
  #say(readings) {
    const { target } = this.session;
    const words = inWords2(readings);
    if (this.status.textContent !== words) this.status.textContent = words;
    this.picture.describe(`${target.label}: density with the chains on it. ${words}`);
    const name = this.traces.coordinate;
    this.traces.describe(
      `Trace of ${name}. ${words}`,
      `Autocorrelation of ${name} by lag. ${lagsInWords(this.traces)}`
    );
  }
  #toggle() {
    if (this.session.playing) this.session.pause();
    else this.session.play();
  }
  #showCoordinate(coordinate) {
    this.traces.coordinate = coordinate;
    COORDINATES.forEach((name, i) => {
      this.coordinates[i].setAttribute("aria-pressed", name === coordinate);
    });
    this.traces.paint(this.picture.view);
    if (this.lastReadings) this.#showReadings(this.lastReadings);
  }
  #zoom(factor) {
    this.picture.zoom = factor ? this.picture.zoom * factor : 1;
    this.#paint();
  }
  // Starts a chain at a point; if the explorer was playing, it plays on from there.
  #place(point) {
    this.picture.crosshair = null;
    this.session.startAt(point.map((value) => Number(value.toPrecision(4))));
  }
  #onKey(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const done = this.picture.crosshair ? this.#moveCrosshair(event) : this.#command(event);
    if (!done) return;
    event.preventDefault();
    event.stopPropagation();
  }
  // Whether the key had a meaning.
  #command({ key, shiftKey }) {
    const { session } = this;
    const commands = {
      " ": () => this.#toggle(),
      ArrowRight: () => shiftKey ? session.moveTo(session.n + FAR2) : session.step(),
      ArrowLeft: () => session.moveTo(session.n - (shiftKey ? FAR2 : 1)),
      Home: () => session.moveTo(0),
      End: () => session.moveTo(session.run.length),
      "+": () => this.#zoom(1 / ZOOM),
      "-": () => this.#zoom(ZOOM),
      0: () => this.#zoom(null),
      Enter: () => this.#showCrosshair()
    };
    if (!Object.hasOwn(commands, key)) return false;
    commands[key]();
    return true;
  }
  #showCrosshair() {
    const [left, right, bottom, top] = this.picture.view;
    this.#setCrosshair([(left + right) / 2, (bottom + top) / 2]);
  }
  #moveCrosshair({ key, shiftKey }) {
    const [left, right, bottom, top] = this.picture.view;
    const share = shiftKey ? 1 / 10 : 1 / 40;
    const [x, y] = this.picture.crosshair;
    const [dx, dy] = [(right - left) * share, (top - bottom) * share];
    const moves = {
      ArrowRight: [x + dx, y],
      ArrowLeft: [x - dx, y],
      ArrowUp: [x, y + dy],
      ArrowDown: [x, y - dy]
    };
    if (Object.hasOwn(moves, key)) this.#setCrosshair(moves[key]);
    else if (key === "Enter") this.#place(this.picture.crosshair);
    else if (key === "Escape") this.#setCrosshair(null);
    else return false;
    return true;
  }
  #setCrosshair(point) {
    this.picture.crosshair = point;
    this.picture.paint();
    this.status.textContent = point ? `Start at x ${fixed(point[0], 2)}, y ${fixed(point[1], 2)}. Enter takes it, Escape leaves.` : "No start chosen.";
  }
};
function lagsInWords({ correlations }) {
  const lags = [1, 10, 50].filter((lag) => correlations[0]?.length > lag);
  const average = (lag) => mean(correlations.map((correlation) => correlation[lag]));
  const known = lags.filter((lag) => Number.isFinite(average(lag)));
  if (known.length === 0) return "Not known yet.";
  const parts = known.map((lag) => `${fixed(average(lag), 2)} at lag ${lag}`);
  return `Average over chains: ${parts.join(", ")}.`;
}
function legend() {
  const entry = (mark, words) => h("li", {}, h("span", { class: `sfp-mark sfp-${mark}`, "aria-hidden": "true" }), words);
  return h(
    "ul",
    { class: "sfp-legend", "aria-label": "Legend" },
    entry("head", "where chain 1 is"),
    entry("accepted", "accepted: the chain moves"),
    entry("rejected", "rejected: it stays, and counts again"),
    entry("region", "50, 80 and 95 % of the mass"),
    entry("bars", "histogram of the draws"),
    entry("truth", "true marginal")
  );
}
function help(keysId) {
  return h(
    "details",
    { class: "sfp-help" },
    h("summary", {}, "Keys and hints"),
    h(
      "p",
      {},
      "Click the picture to start a chain there. The same settings always show the same draws."
    ),
    h(
      "p",
      {},
      "R-hat is close to 1 (below 1.01) when the chains agree. ESS is how many independent ",
      "draws all draws together are worth. Neither can see a region that no chain has found."
    ),
    h(
      "p",
      {},
      "Your own target is a log density, up to a constant: numbers, x, y, + − * / ^, brackets, ",
      "pi, e, exp, log, sqrt, abs, sin, cos, tan, tanh, min, max, pow, hypot."
    ),
    h("p", {}, "Keys, while the picture has the focus:"),
    h(
      "dl",
      { id: keysId },
      ...KEYS.flatMap(([key, does]) => [h("dt", {}, key), h("dd", {}, does)])
    )
  );
}
export {
  mcmc_explorer_default as default
};
