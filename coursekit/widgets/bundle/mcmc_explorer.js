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
  larger: () => larger,
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
  return larger(plainRhat(normalScores(halves)), plainRhat(normalScores(fold(halves))));
}
function essBulk(chains) {
  return chains[0].length < 4 ? NaN : ess(normalScores(split(chains)));
}
function autocorrelation(chain, maxLag) {
  const centre2 = mean(chain);
  const centred = chain.map((value) => value - centre2);
  const correlations = [];
  for (let lag = 0; lag <= Math.min(maxLag, chain.length - 1); lag++) {
    let sum2 = 0;
    for (let t = lag; t < centred.length; t++) sum2 += centred[t] * centred[t - lag];
    correlations.push(sum2);
  }
  const variance2 = correlations[0];
  return correlations.map((sum2) => sum2 / variance2);
}
function mean(values) {
  let sum2 = 0;
  for (let t = 0; t < values.length; t++) sum2 += values[t];
  return sum2 / values.length;
}
function split(chains) {
  const half = Math.floor(chains[0].length / 2);
  return chains.flatMap((chain) => [chain.slice(0, half), chain.slice(chain.length - half)]);
}
function larger(a, b) {
  if (Number.isNaN(a)) return b;
  return Number.isNaN(b) ? a : Math.max(a, b);
}
function variance(values) {
  const centred = values.map((value) => value - values[0]);
  const centre2 = mean(centred);
  let sum2 = 0;
  for (let t = 0; t < values.length; t++) sum2 += (centred[t] - centre2) ** 2;
  return sum2 / (values.length - 1);
}
function pooled(chains) {
  const all = new Float64Array(chains.length * chains[0].length);
  chains.forEach((chain, k) => all.set(chain, k * chain.length));
  return all;
}
function fold(chains) {
  const centre2 = median(chains);
  return chains.map((chain) => chain.map((value) => Math.abs(value - centre2)));
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
  const centre2 = mean(values);
  for (let t = 0; t < values.length; t++) array[t] = values[t] - centre2;
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
  let sum2 = 0;
  for (let i = coefficients.length - 1; i >= 0; i--) sum2 = sum2 * x + coefficients[i];
  return sum2;
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

// coursekit/widgets/js/kit/controls.js
var ICONS = {
  play: "M8 5v14l11-7z",
  pause: "M7 5h4v14H7zM13 5h4v14h-4z",
  step: "M6 5v14l9-7zM16 5h3v14h-3z",
  back: "M18 5v14l-9-7zM5 5h3v14H5z",
  reset: "M12 5V1L7 6l5 5V7a5 5 0 1 1-5 5H5a7 7 0 1 0 7-7z"
};
var LAST_SEED = 2 ** 32 - 1;
var clip = (value, low, high) => Math.min(Math.max(value, low), high);
function button(name, onclick, picture) {
  const content = picture ? [icon(ICONS[picture]), h("span", {}, name)] : [name];
  return h("button", { type: "button", class: "sfp-button", onclick }, ...content);
}
function field(name, input, ...more) {
  input.id ||= uniqueId("field");
  return h("div", { class: "sfp-field" }, h("label", { for: input.id }, name), input, ...more);
}
function slider(name, [low, high], step6, choose, scale = { to: (v) => v, from: (v) => v }) {
  const input = h("input", {
    type: "range",
    min: scale.to(low),
    max: scale.to(high),
    step: step6,
    oninput: () => choose(clip(scale.from(Number(input.value)), low, high))
  });
  const shown = h("output");
  function update(value, words) {
    input.value = scale.to(value);
    input.setAttribute("aria-valuetext", words);
    shown.textContent = words;
  }
  return { element: field(name, input, shown), input, update };
}
var LOGARITHMIC = {
  to: Math.log10,
  from: (place) => Number((10 ** place).toPrecision(2))
};
function transport(session, { name, speeds, forward = false, words }) {
  const play = button("Play", () => session.toggle(), "play");
  play.classList.add("sfp-main");
  const scrub = h("input", {
    type: "range",
    min: 0,
    oninput: () => session.moveTo(Number(scrub.value))
  });
  const count2 = h("output");
  const speed = slider("Speed", speeds, 0.01, (v) => session.change({ speed: v }), LOGARITHMIC);
  const back = button("Back", () => session.moveTo(session.n - 1), "back");
  const past = forward ? h("div", { class: "sfp-count" }, h("span", {}, name), " ", count2) : field(name, scrub, count2);
  const element = h(
    "div",
    { class: "sfp-transport" },
    h(
      "div",
      { class: "sfp-buttons" },
      button("Reset", () => session.moveTo(0), "reset"),
      ...forward ? [] : [back],
      play,
      button("Step", () => session.step(), "step")
    ),
    past,
    speed.element
  );
  function moved2() {
    const said = words();
    scrub.max = Math.max(session.length, 1);
    scrub.value = session.n;
    scrub.setAttribute("aria-valuetext", said);
    count2.textContent = said;
  }
  function update() {
    const now = session.playing ? "Pause" : "Play";
    if (play.textContent !== now) {
      play.replaceChildren(icon(ICONS[now.toLowerCase()]), h("span", {}, now));
    }
    speed.update(session.values.speed, `${session.values.speed} a second`);
    moved2();
  }
  return { element, update, moved: moved2 };
}
function help(paragraphs, keysName, keys, keysId) {
  return h(
    "details",
    { class: "sfp-help" },
    h("summary", {}, "Keys and hints"),
    ...paragraphs.map((words) => h("p", {}, words)),
    h("p", {}, keysName),
    h(
      "dl",
      { id: keysId },
      ...keys.flatMap(([key, does]) => [h("dt", {}, key), h("dd", {}, does)])
    )
  );
}
function fixed(value, digits) {
  if (!Number.isFinite(value)) return "–";
  return value.toFixed(digits).replace(/^-(0(\.0*)?)$/, "$1").replace("-", "−");
}
function rhatWords(value, digits) {
  return value > 1e4 ? "> 10,000" : fixed(value, digits);
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
var orAuto = (kind) => ({
  read: (value) => value === null || value === "auto" ? null : kind.read(value)
});
var flag = {
  read: (value) => ["true", "false"].includes(String(value)) ? String(value) === "true" : wanted("true or false", value)
};
var someOf = (names) => ({
  read(value) {
    const chosen = typeof value === "string" ? value ? value.split(",") : [] : value;
    return chosen.every((name) => names.includes(name)) ? names.filter((name) => chosen.includes(name)) : wanted(`a list of some of ${names.join(", ")}`, value);
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
    if (String(value) !== String(defaults[key])) {
      address.searchParams.set(`${name}.${key}`, value ?? "auto");
    }
  }
  if (address.href === location.href) return;
  try {
    history.replaceState(history.state, "", address);
  } catch {
  }
}

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

// coursekit/widgets/js/kit/session.js
var REPORT_EVERY = 150;
var same = (a, b) => JSON.stringify(a) === JSON.stringify(b);
var sessions = /* @__PURE__ */ new WeakMap();
function sessionOf(model, make) {
  if (!sessions.has(model)) sessions.set(model, make(model));
  return sessions.get(model);
}
var refusal = ({ what = "That", message }) => `${what} was not taken: ${message}.`;
var WidgetSession = class {
  #addressName = null;
  // the widget's name in the page's address, on a static page
  #defaults;
  #known;
  // what the model holds as far as we have told it or heard
  #listeners = /* @__PURE__ */ new Set();
  #reportTimer = null;
  playing = false;
  phase = 1;
  // how much of a step has been shown
  note = "";
  lastReport = -Infinity;
  // when Python or the address were last told
  // `traits` of all sessions of a widget: its `name` in addresses; the `kinds` of settings (see
  // settings.js; those that `isLocal` stay out of the address); if need be `safe` settings,
  // for a model that holds impossible ones.
  constructor(model, traits) {
    Object.assign(this, traits, { model });
  }
  begin() {
    const { model } = this;
    this.values = this.#modelValues();
    this.#defaults = { ...this.values };
    this.#known = { ...this.values, playing: model.get("playing") };
    if (model.isStatic) this.#readAddress();
    try {
      this.rebuild(null);
    } catch (error) {
      this.say(refusal(error));
      this.values = { ...this.#defaults, ...this.safe };
      this.rebuild(null);
    }
    model.on("change", () => queueMicrotask(() => this.#hear()));
    if (model.get("playing") && !reducedMotion.matches) this.play();
    else this.reportSoon();
    return this;
  }
  extras() {
    return {};
  }
  // Calls `listener` with a word ("cursor", "settings", "note", or one of the widget's own)
  // when that has changed. Returns a function that ends it.
  subscribe(listener) {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
  emit(what) {
    for (const listener of this.#listeners) listener(what);
  }
  say(note) {
    if (note === this.note) return;
    this.note = note;
    this.emit("note");
  }
  get n() {
    return this.values.n;
  }
  // Changes settings, as the reader or Python wishes. An impossible wish leaves all as it was
  // and a note that says why. Returns whether it was possible.
  change(changes) {
    const before = this.values;
    const problem = this.#try(changes);
    if (problem) {
      this.values = before;
      this.say(problem);
    }
    this.emit("settings");
    this.reportSoon();
    return problem === "";
  }
  #try(changes) {
    const before = this.values;
    const read = {};
    try {
      for (const [key, value] of Object.entries(changes)) read[key] = this.kinds[key].read(value);
    } catch (error) {
      return `The setting was not changed: it ${error.message}.`;
    }
    this.values = { ...before, ...read };
    this.say("");
    try {
      this.rebuild(before);
    } catch (error) {
      return refusal(error);
    }
    return "";
  }
  toggle() {
    if (this.playing) this.pause();
    else this.play();
  }
  pause() {
    if (!this.playing) return;
    this.playing = false;
    this.phase = 1;
    this.emit("settings");
    this.emit("cursor");
    this.reportSoon();
  }
  #modelValues() {
    const read = ([key, kind]) => {
      const held = this.model.get(key);
      return [key, kind.read(held === void 0 ? [] : held)];
    };
    return Object.fromEntries(Object.entries(this.kinds).map(read));
  }
  #shared(values) {
    return Object.fromEntries(Object.entries(values).filter(([key]) => !this.kinds[key].isLocal));
  }
  #readAddress() {
    const { place } = this.model;
    this.#addressName = place > 1 ? `${this.name}${place}` : this.name;
    const { values, notes } = readAddress(this.#addressName, this.#shared(this.kinds));
    this.values = { ...this.values, ...values };
    this.note = notes.join(" ");
  }
  // Reports now, or, after a report just made, a little later: a slider that is dragged
  // would flood the kernel, and browsers limit how often a page's address may change.
  reportSoon() {
    if (this.#reportTimer !== null) return;
    const wait = this.lastReport + REPORT_EVERY - performance.now();
    if (wait <= 0) return this.#report();
    this.#reportTimer = setTimeout(() => {
      this.#reportTimer = null;
      this.#report();
    }, wait);
  }
  // Tells Python, or on a static page the address, where things stand.
  #report() {
    this.lastReport = performance.now();
    if (this.#addressName) {
      return writeAddress(this.#addressName, this.#shared(this.values), this.#defaults);
    }
    this.#known = { ...this.values, playing: this.playing };
    this.model.set({ ...this.#known, error: this.note, ...this.extras() });
    this.model.save_changes();
  }
  // The model has changed: what it holds other than we know, Python has set.
  #hear() {
    const held = { ...this.#modelValues(), playing: this.model.get("playing") };
    const isNew = ([key, value]) => !same(value, this.#known[key]);
    const { playing, ...changes } = Object.fromEntries(Object.entries(held).filter(isNew));
    this.#known = held;
    if (Object.keys(changes).length > 0) this.change(changes);
    if (playing === true) this.play();
    if (playing === false) this.pause();
  }
};

// coursekit/widgets/js/algorithms/expression.js
var MAX_LENGTH = 200;
var CONSTANTS = { pi: Math.PI, e: Math.E };
var FUNCTIONS = {
  exp: [Math.exp, (a) => [Math.exp(a)], 1, 1],
  log: [Math.log, (a) => [1 / a], 1, 1],
  sqrt: [Math.sqrt, (a) => [0.5 / Math.sqrt(a)], 1, 1],
  abs: [Math.abs, (a) => [Math.sign(a)], 1, 1],
  sin: [Math.sin, (a) => [Math.cos(a)], 1, 1],
  cos: [Math.cos, (a) => [-Math.sin(a)], 1, 1],
  tan: [Math.tan, (a) => [1 / Math.cos(a) ** 2], 1, 1],
  tanh: [Math.tanh, (a) => [1 - Math.tanh(a) ** 2], 1, 1],
  min: [Math.min, (...all) => pick(all, Math.min(...all)), 2, Infinity],
  max: [Math.max, (...all) => pick(all, Math.max(...all)), 2, Infinity],
  pow: [Math.pow, slopesOfPower, 2, 2],
  hypot: [Math.hypot, (a, b) => [a / (Math.hypot(a, b) || 1), b / (Math.hypot(a, b) || 1)], 2, 2]
};
var OPERATORS = {
  "+": [(a, b) => a + b, () => [1, 1]],
  "-": [(a, b) => a - b, () => [1, -1]],
  "*": [(a, b) => a * b, (a, b) => [b, a]],
  "/": [(a, b) => a / b, (a, b) => [1 / b, -a / b / b]],
  "^": [Math.pow, slopesOfPower],
  minus: [(a) => -a, () => [-1]]
};
var pick = (all, chosen) => all.map((_, i) => i === all.indexOf(chosen) ? 1 : 0);
function slopesOfPower(a, b) {
  return [b * a ** (b - 1), a ** b * Math.log(a)];
}
var ExpressionError = class extends Error {
  what = "Your formula";
  // what is not taken
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
var constant = (value) => ({ value: () => value, slopes: () => [value, 0, 0] });
function apply([compute, partials], parts) {
  const [a, b] = parts.map((part) => part.value);
  const value = [
    (x, y) => compute(a(x, y)),
    (x, y) => compute(a(x, y), b(x, y)),
    (x, y) => compute(...parts.map((part) => part.value(x, y)))
  ][Math.min(parts.length, 3) - 1];
  function slopes(x, y) {
    const inner = parts.map((part) => part.slopes(x, y));
    const values = inner.map(([v]) => v);
    let [dx, dy] = [0, 0];
    partials(...values).forEach((outer, i) => {
      dx += times(outer, inner[i][1]);
      dy += times(outer, inner[i][2]);
    });
    return [compute(...values), dx, dy];
  }
  return { value, slopes };
}
var times = (outer, inner) => inner === 0 ? 0 : outer * inner;
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
      left = apply(OPERATORS[sign], [left, this.product()]);
    }
    return left;
  }
  product() {
    let left = this.signed();
    for (let sign; sign = this.skip("*", "/"); ) {
      left = apply(OPERATORS[sign], [left, this.signed()]);
    }
    return left;
  }
  signed() {
    const sign = this.skip("+", "-");
    if (!sign) return this.power();
    const value = this.signed();
    return sign === "+" ? value : apply(OPERATORS.minus, [value]);
  }
  power() {
    const base = this.atom();
    if (!this.skip("^")) return base;
    const exponent = this.signed();
    return apply(OPERATORS["^"], [base, exponent]);
  }
  atom() {
    const token = this.tokens[this.position++];
    if (token.kind === "number") {
      return constant(Number(token.text));
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
    if (name === "x") return { value: (x) => x, slopes: (x) => [x, 1, 0] };
    if (name === "y") return { value: (x, y) => y, slopes: (x, y) => [y, 0, 1] };
    if (Object.hasOwn(CONSTANTS, name)) return constant(CONSTANTS[name]);
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
    const [compute, slopes, fewest, most] = FUNCTIONS[name];
    if (values.length < fewest || values.length > most) {
      const wanted2 = most === Infinity ? `${fewest} or more` : fewest;
      const noun = wanted2 === 1 ? "argument" : "arguments";
      throw new ExpressionError(`${name} takes ${wanted2} ${noun}, got ${values.length}`, at);
    }
    return apply([compute, slopes], values);
  }
  close(open) {
    if (this.skip(")")) return;
    if (this.next.kind === "end") {
      throw new ExpressionError("this bracket is never closed", open.at);
    }
    throw new ExpressionError(`put an operator or ) before “${this.next.text}”`, this.next.at);
  }
};

// coursekit/widgets/js/algorithms/dual_averaging.js
var [GAMMA, T0, KAPPA] = [0.05, 10, 0.75];
var DualAveraging = class {
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
    const logStep = this.mu - Math.sqrt(this.#t) / GAMMA * this.#shortfall;
    this.#logAverage += this.#t ** -KAPPA * (logStep - this.#logAverage);
    this.stepSize = Math.exp(logStep);
  }
};
var StepAdaptation = class {
  #t = 0;
  constructor(stepSize, nSteps, goal = 0.8) {
    this.nSteps = nSteps;
    this.averaging = new DualAveraging(stepSize, goal);
  }
  // The kernel for the next step, after one step gave `info`.
  update(kernel, state, info) {
    this.#t += 1;
    if (this.#t > this.nSteps) return kernel;
    const total = info.acceptProb.reduce((sum2, prob) => sum2 + prob, 0);
    this.averaging.update(total / info.acceptProb.length);
    const { average, stepSize } = this.averaging;
    return { ...kernel, stepSize: this.#t === this.nSteps ? average : stepSize };
  }
};

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
function step(state, { target, scale }, random) {
  const factor = factorOf(scale);
  const proposal = state.x.map((point) => plus(point, product(factor, normals(random))));
  const logp = proposal.map((point) => checkedLogDensity(target, point));
  const acceptProb = logp.map((value, k) => Math.exp(Math.min(0, value - state.logp[k])));
  const accepted = acceptProb.map((prob) => random.uniform() < prob);
  return {
    state: moved(state, { x: proposal, logp }, accepted),
    info: { proposal, acceptProb, accepted }
  };
}
function moved(state, proposed, accepted) {
  const choose = (key) => accepted.map((yes, k) => (yes ? proposed : state)[key][k]);
  return Object.fromEntries(Object.keys(state).map((key) => [key, choose(key)]));
}
var factorOf = (scale) => typeof scale === "number" ? [
  [scale, 0],
  [0, scale]
] : scale;
function normals(random) {
  const first = random.normal();
  return [first, random.normal()];
}
var plus = ([x, y], [dx, dy], times2 = 1) => [x + times2 * dx, y + times2 * dy];
var product = ([[a], [b, c]], [u, v]) => [a * u, b * u + c * v];

// coursekit/widgets/js/algorithms/gibbs.js
var N_CELLS = 1024;
var TINY = 2 ** -1022;
function step2(state, { target, table, nCells = N_CELLS }, random) {
  let { x } = state;
  const corners = [x];
  for (const axis of [0, 1]) {
    x = x.map((point) => redrawn(target, point, axis, table, nCells, random.uniform()));
    corners.push(x);
  }
  return {
    state: { x, logp: x.map((point) => checkedLogDensity(target, point)) },
    info: {
      proposal: x,
      acceptProb: x.map(() => 1),
      accepted: x.map(() => true),
      paths: x.map((_, k) => [{ points: corners.map((points) => ({ x: points[k] })) }])
    }
  };
}
function redrawn(target, point, axis, table, nCells, u) {
  const [low, high] = table.slice(2 * axis, 2 * axis + 2);
  const width = (high - low) / nCells;
  const logp = new Float64Array(nCells + 1);
  const at = [...point];
  for (let i = 0; i <= nCells; i++) {
    at[axis] = i < nCells ? low + i * width : high;
    logp[i] = checkedLogDensity(target, at);
  }
  at[axis] = low + inverseCdf(logp, u) * width;
  return at;
}
function inverseCdf(logp, u) {
  const highest = logp.reduce((most, value) => Math.max(most, value), -Infinity);
  if (highest === -Infinity) {
    throw new Error("a full conditional is zero everywhere in its table");
  }
  const f = logp.map((value) => Math.exp(value - highest));
  const cumulative = new Float64Array(f.length);
  for (let i = 1; i < f.length; i++) cumulative[i] = cumulative[i - 1] + (f[i - 1] + f[i]) / 2;
  const goal = u * cumulative[f.length - 1];
  let cell = 0;
  while (cumulative[cell + 1] <= goal) cell++;
  const rest = goal - cumulative[cell];
  const slope = f[cell + 1] - f[cell];
  const root = Math.sqrt(f[cell] ** 2 + 2 * slope * rest);
  return cell + 2 * rest / Math.max(f[cell] + root, TINY);
}

// coursekit/widgets/js/algorithms/haario.js
var HaarioAdaptation = class {
  #t = 0;
  #n = 0;
  #mean = [0, 0];
  #squares = [0, 0, 0];
  // sums of squares and products about the mean: xx, xy, yy
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
    const [xx, xy, yy] = this.#squares.map((sum2) => sum2 / (this.#n - 1));
    const ridge = 1e-6;
    const size = 2.38 / Math.SQRT2;
    const a = Math.sqrt(xx + ridge);
    const b = xy / a;
    const c = Math.sqrt(yy + ridge - b * b);
    return {
      ...kernel,
      scale: [
        [size * a, 0],
        [size * b, size * c]
      ]
    };
  }
};

// coursekit/widgets/js/algorithms/hmc.js
var DIVERGENCE = 1e3;
function gradientState(target, x) {
  const state = initialState(target, x);
  const grad = x.map((point) => target.gradient(...point));
  const lost = grad.findIndex((slope) => !slope.every(Number.isFinite));
  if (lost >= 0) {
    throw new Error(
      `the log density has no slope where chain ${lost + 1} starts, ${inWords(x[lost])}`
    );
  }
  return { ...state, grad };
}
function step3(state, { target, stepSize, nLeapfrog, record }, random) {
  const start = state.x.map((_, k) => pointOf(state, k, normals(random)));
  const paths = record && start.map((point) => [{ points: [traced(point, point)] }]);
  const end = start.map((point, k) => {
    const trace = record && ((on) => paths[k][0].points.push(traced(on, point)));
    return leapfrog(target, point, stepSize, nLeapfrog, trace);
  });
  const energyError = end.map((point, k) => energy(point) - energy(start[k]));
  const acceptProb = energyError.map((error) => Math.exp(-Math.max(error, 0)));
  const accepted = acceptProb.map((prob) => random.uniform() < prob);
  const divergent = energyError.map((error) => error > DIVERGENCE);
  const proposed = stateOf(end);
  return {
    state: moved(state, proposed, accepted),
    info: {
      proposal: proposed.x,
      acceptProb,
      accepted,
      energyError,
      divergent,
      lost: divergent.map((yes, k) => yes && lastGood(target, start[k], stepSize, nLeapfrog)),
      nLeapfrog: end.map(() => nLeapfrog),
      momentum: start.map(({ p }) => p),
      paths
    }
  };
}
function leapfrog(target, { x, p, grad }, stepSize, n, trace) {
  p = plus(p, grad, stepSize / 2);
  for (let k = 1; k <= n; k++) {
    x = plus(x, p, stepSize);
    grad = target.gradient(...x);
    if (trace) trace({ x, p: plus(p, grad, stepSize / 2), logp: target.logDensity(...x) });
    p = plus(p, grad, k < n ? stepSize : stepSize / 2);
  }
  return { x, p, grad, logp: target.logDensity(...x) };
}
function lastGood(target, start, stepSize, n) {
  let [last, isLost] = [start.x, false];
  leapfrog(target, start, stepSize, n, (point) => {
    isLost ||= !(energy(point) - energy(start) <= DIVERGENCE);
    if (!isLost) last = point.x;
  });
  return last;
}
function energy({ x, p, logp }) {
  if (logp === Infinity) throw new Error(`the log density is Infinity at ${inWords(x)}`);
  const value = 0.5 * (p[0] * p[0] + p[1] * p[1]) - logp;
  return Number.isNaN(value) ? Infinity : value;
}
var traced = (point, start) => ({ x: point.x, error: energy(point) - energy(start) });
var pointOf = ({ x, logp, grad }, k, p) => ({ x: x[k], p, logp: logp[k], grad: grad[k] });
var stateOf = (points) => ({
  x: points.map(({ x }) => x),
  logp: points.map(({ logp }) => logp),
  grad: points.map(({ grad }) => grad)
});

// coursekit/widgets/js/algorithms/mala.js
function step4(state, { target, stepSize }, random) {
  const drift = stepSize ** 2 / 2;
  const z = state.x.map(() => normals(random));
  const move = z.map(([u, v], k) => plus([stepSize * u, stepSize * v], state.grad[k], drift));
  const x = state.x.map((point, k) => plus(point, move[k]));
  const logp = x.map((point) => target.logDensity(...point));
  const grad = x.map((point) => target.gradient(...point));
  const acceptProb = logp.map((value, k) => {
    const back = plus(move[k], grad[k], drift).map((distance) => -distance / stepSize);
    const logRatio = value - state.logp[k] + 0.5 * squared(z[k]) - 0.5 * squared(back);
    return Number.isNaN(logRatio) ? 0 : Math.exp(Math.min(0, logRatio));
  });
  const accepted = acceptProb.map((prob) => random.uniform() < prob);
  return {
    state: moved(state, { x, logp, grad }, accepted),
    info: { proposal: x, acceptProb, accepted }
  };
}
var centre = (x, grad, stepSize) => plus(x, grad, stepSize ** 2 / 2);
var squared = ([u, v]) => u * u + v * v;

// coursekit/widgets/js/algorithms/nuts.js
var MAX_DEPTH = 10;
function step5(state, kernel, random) {
  const start = state.x.map((_, k) => pointOf(state, k, normals(random)));
  const path = new Trajectory(kernel, start);
  let tree = path.root();
  const depth = start.map(() => 0);
  for (let level = 0; level < MAX_DEPTH && tree.going.some(Boolean); level++) {
    const turn = start.map(() => random.uniform() < 0.5);
    tree = path.turnedRound(tree, turn);
    const { going } = tree;
    going.forEach((on, k) => depth[k] += on ? 1 : 0);
    path.begin(going, tree.last);
    const more = path.subtree(level, tree.last, going, random);
    const odds = more.logWeight.map((weight, k) => weight - tree.logWeight[k]);
    const longer = join(tree, more, odds, random);
    path.end(going, more.going);
    tree = where(more.going, longer, tree);
    tree.going = more.going.map((on, k) => on && longer.going[k]);
  }
  return { state: stateOf(tree.chosen), info: path.info(tree.chosen, depth) };
}
var Trajectory = class {
  constructor({ target, stepSize, record }, start) {
    Object.assign(this, { target, stepSize, start });
    this.energy = start.map(energy);
    this.direction = start.map(() => 1);
    this.nLeapfrog = start.map(() => 0);
    this.accept = start.map(() => 0);
    this.divergent = start.map(() => false);
    this.lost = start.map(() => null);
    this.paths = record && start.map(() => []);
  }
  root() {
    const { start } = this;
    return {
      first: start,
      last: start,
      chosen: start,
      rho: start.map(({ p }) => p),
      logWeight: start.map(() => 0),
      going: start.map(() => true)
    };
  }
  // The tree whose ends, where `turn`, have changed roles; so does time.
  turnedRound(tree, turn) {
    this.direction = this.direction.map((sign, k) => turn[k] ? -sign : sign);
    const choose = (a, b) => a.map((point, k) => turn[k] ? b[k] : point);
    return { ...tree, first: choose(tree.first, tree.last), last: choose(tree.last, tree.first) };
  }
  // A tree of 2^depth points that begins one leapfrog step beyond `edge`.
  subtree(depth, edge, going, random) {
    if (depth === 0) return this.#leaf(edge, going);
    const early = this.subtree(depth - 1, edge, going, random);
    if (!early.going.some(Boolean)) return early;
    const late = this.subtree(depth - 1, early.last, early.going, random);
    const odds = late.logWeight.map((weight, k) => weight - logAddExp(early.logWeight[k], weight));
    return join(early, late, odds, random);
  }
  // One leapfrog step of the chains that are still `going`.
  #leaf(edge, going) {
    const logWeight = going.map(() => -Infinity);
    const z = edge.map((from, k) => {
      if (!going[k]) return from;
      const to = leapfrog(this.target, from, this.direction[k] * this.stepSize, 1);
      const error = energy(to) - this.energy[k];
      this.nLeapfrog[k] += 1;
      this.accept[k] += Math.exp(-Math.max(error, 0));
      this.divergent[k] = !(error <= DIVERGENCE);
      this.paths?.[k].at(-1).points.push(traced(to, this.start[k]));
      if (this.divergent[k]) {
        this.lost[k] = from.x;
        return from;
      }
      logWeight[k] = -error;
      return to;
    });
    const rho = z.map(({ p }) => p);
    const fine = logWeight.map((weight) => weight > -Infinity);
    return { first: z, last: z, chosen: z, rho, logWeight, going: fine };
  }
  // A doubling begins, and ends: what of it is drawn. A stretch that turned back on the way,
  // or diverged, is thrown away.
  begin(going, edge) {
    this.paths?.forEach((path, k) => {
      if (going[k]) path.push({ points: [traced(edge[k], this.start[k])] });
    });
  }
  end(going, isKept) {
    this.paths?.forEach((path, k) => {
      if (going[k]) path.at(-1).isKept = isKept[k];
    });
  }
  info(chosen, depth) {
    return {
      proposal: chosen.map(({ x }) => x),
      acceptProb: this.accept.map((sum2, k) => sum2 / this.nLeapfrog[k]),
      accepted: chosen.map(({ x }, k) => x.some((value, i) => value !== this.start[k].x[i])),
      energyError: chosen.map((point, k) => energy(point) - this.energy[k]),
      divergent: this.divergent,
      lost: this.lost,
      nLeapfrog: this.nLeapfrog,
      depth,
      momentum: this.start.map(({ p }) => p),
      paths: this.paths
    };
  }
};
function join(early, late, logOdds, random) {
  const chooseLate = logOdds.map((odds) => random.uniform() < Math.exp(odds));
  return {
    first: early.first,
    last: late.last,
    chosen: chooseLate.map((yes, k) => (yes ? late : early).chosen[k]),
    rho: early.rho.map((rho, k) => sum(rho, late.rho[k])),
    logWeight: early.logWeight.map((weight, k) => logAddExp(weight, late.logWeight[k])),
    going: early.going.map((on, k) => on && late.going[k] && !turnsBack(early, late, k))
  };
}
function turnsBack(early, late, k) {
  const [first, beforeSeam] = [early.first[k].p, early.last[k].p];
  const [afterSeam, last] = [late.first[k].p, late.last[k].p];
  return against(sum(early.rho[k], late.rho[k]), first, last) || against(sum(early.rho[k], afterSeam), first, afterSeam) || against(sum(beforeSeam, late.rho[k]), beforeSeam, last);
}
var against = (rho, p, q) => dot(rho, p) <= 0 || dot(rho, q) <= 0;
var dot = ([a, b], [c, d]) => a * c + b * d;
var sum = ([a, b], [c, d]) => [a + c, b + d];
var where = (condition, yes, no) => Object.fromEntries(
  Object.keys(no).map((key) => [key, condition.map((on, k) => (on ? yes : no)[key][k])])
);
function logAddExp(a, b) {
  if (a === b) return a + Math.LN2;
  return Math.max(a, b) + Math.log1p(Math.exp(-Math.abs(a - b)));
}

// coursekit/widgets/js/algorithms/samplers.js
var walk = {
  start: initialState,
  step,
  kernel: ({ stepSize }) => ({ scale: stepSize }),
  size: "walk"
};
var trajectories = {
  start: gradientState,
  step: step3,
  kernel: ({ stepSize, nLeapfrog }) => ({ stepSize, nLeapfrog }),
  size: "leapfrog",
  hasLeapfrog: true,
  // whether the number of leapfrog steps is a setting
  hasEnergy: true,
  hasGradient: true
};
var tuned = {
  isTuned: true,
  // whether the warm-up sets the step size
  adaptation: ({ stepSize, warmup }) => new StepAdaptation(stepSize, warmup)
};
var SAMPLERS = {
  metropolis: { ...walk, label: "Random-walk Metropolis", short: "Random walk" },
  adaptive: {
    ...walk,
    label: "Adaptive Metropolis",
    short: "Adaptive",
    adaptation: ({ x }) => new HaarioAdaptation(x)
  },
  mala: {
    start: gradientState,
    step: step4,
    kernel: ({ stepSize }) => ({ stepSize }),
    size: "langevin",
    hasGradient: true,
    label: "MALA (Langevin)",
    short: "MALA"
  },
  gibbs: {
    start: initialState,
    step: step2,
    kernel: ({ table }) => ({ table }),
    hasCalls: false,
    // what a draw from a conditional costs says nothing of the method
    label: "Gibbs",
    short: "Gibbs"
  },
  hmc: { ...trajectories, label: "Hamiltonian Monte Carlo", short: "HMC" },
  hmc_dual: {
    ...trajectories,
    ...tuned,
    label: "HMC with dual averaging",
    short: "HMC, tuned"
  },
  nuts: {
    ...trajectories,
    ...tuned,
    step: step5,
    hasLeapfrog: false,
    label: "NUTS (no-U-turn)",
    short: "NUTS"
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
  const total = mass.reduce((sum2, value) => sum2 + value, 0);
  return { window: window2, size, logMax, hasNaN, mass: mass.map((value) => value / total) };
}
function massLevels({ mass }, shares) {
  const descending = mass.slice().sort().reverse();
  const levels = [];
  let sum2 = 0;
  let cell = -1;
  for (const share of [...shares].sort((a, b) => a - b)) {
    while (sum2 < share && cell < descending.length - 1) sum2 += descending[++cell];
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
  const mean2 = density.reduce((sum2, value, i) => sum2 + value * width * at(i), 0);
  const variance2 = density.reduce((sum2, value, i) => sum2 + value * width * (at(i) - mean2) ** 2, 0);
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
  steps: { walk: 1.7, langevin: 1.4, leapfrog: 0.5 },
  logDensity: (x, y) => -0.5 * (x * x + y * y + 2 * LOG_2PI),
  gradient: (x, y) => [-x, -y]
};
var banana = {
  label: "Banana",
  window: [-6, 6, -3.5, 8.5],
  steps: { walk: 2.4, langevin: 0.7, leapfrog: 0.25 },
  logDensity: (x, y) => {
    const across = (y - (x * x / 4 - 1)) / 0.5;
    return -0.5 * ((x / 2) ** 2 + across ** 2) - LOG_2PI;
  },
  gradient: (x, y) => {
    const pull = (y - (x * x / 4 - 1)) / 0.25;
    return [-x / 4 + pull * x / 2, -pull];
  }
};
var donut = {
  label: "Donut",
  window: [-4.2, 4.2, -4.2, 4.2],
  steps: { walk: 2.4, langevin: 0.6, leapfrog: 0.25 },
  logDensity: (x, y) => -0.5 * ((Math.hypot(x, y) - 2.5) / 0.35) ** 2,
  gradient: (x, y) => {
    const radius = Math.hypot(x, y);
    const pull = radius > 0 ? -(radius - 2.5) / 0.35 ** 2 / radius : 0;
    return [pull * x, pull * y];
  }
};
var MODES = [
  [-2, -1.2],
  [2, -1.2],
  [0, 2.2]
];
var logParts = (x, y) => MODES.map(
  ([mx, my]) => -0.5 * ((x - mx) ** 2 + (y - my) ** 2) / 0.36 - LOG_2PI - Math.log(0.36) - Math.log(3)
);
var threeModes = {
  label: "Three modes",
  window: [-4.5, 4.5, -4, 5],
  steps: { walk: 2.4, langevin: 0.9, leapfrog: 0.25 },
  logDensity: (x, y) => {
    const parts = logParts(x, y);
    const top = Math.max(...parts);
    return top + Math.log(parts.reduce((sum2, part) => sum2 + Math.exp(part - top), 0));
  },
  gradient: (x, y) => {
    const logp = threeModes.logDensity(x, y);
    let [dx, dy] = [0, 0];
    logParts(x, y).forEach((part, k) => {
      const weight = Math.exp(part - logp);
      dx += weight * (MODES[k][0] - x) / 0.36;
      dy += weight * (MODES[k][1] - y) / 0.36;
    });
    return [dx, dy];
  }
};
var funnel = {
  label: "Funnel",
  window: [-8, 8, -5, 5.5],
  steps: { walk: 2.4, langevin: 1, leapfrog: 0.2 },
  logDensity: (x, y) => {
    const across = -0.5 * (x * x * Math.exp(-y) + y);
    return across - 0.5 * (y / 1.5) ** 2 - Math.log(1.5) - LOG_2PI;
  },
  gradient: (x, y) => {
    const precision = Math.exp(-y);
    return [-x * precision, 0.5 * (x * x * precision - 1) - y / 1.5 ** 2];
  }
};
var squiggle = {
  label: "Squiggle",
  window: [-5, 5, -3.2, 3.2],
  steps: { walk: 1.2, langevin: 0.25, leapfrog: 0.1 },
  logDensity: (x, y) => {
    const across = (y - 1.5 * Math.sin(2.5 * x)) / 0.35;
    return -0.5 * ((x / 1.5) ** 2 + across ** 2) - Math.log(1.5 * 0.35) - LOG_2PI;
  },
  gradient: (x, y) => {
    const pull = (y - 1.5 * Math.sin(2.5 * x)) / 0.35 ** 2;
    return [3.75 * Math.cos(2.5 * x) * pull - x / 1.5 ** 2, -pull];
  }
};
var TARGETS = { normal, banana, donut, three_modes: threeModes, funnel, squiggle };
var TYPED_WINDOW = [-6, 6, -6, 6];
var CHECKED = 60;
function typedTarget(text2, window2) {
  const formula = parseExpression(text2);
  const target = {
    label: "Your own",
    window: window2.length ? window2 : TYPED_WINDOW,
    logDensity: (x2, y2) => {
      const value = formula.value(x2, y2);
      return Number.isNaN(value) ? -Infinity : value;
    },
    gradient: (x2, y2) => formula.slopes(x2, y2).slice(1)
  };
  const grid = densityGrid(formula.value, target.window, CHECKED);
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
  return { ...target, steps: { walk: narrow, langevin: narrow / 3, leapfrog: narrow / 10 } };
}

// coursekit/widgets/js/mcmc/export.js
var COLUMNS = [
  "sampler",
  "chain",
  "draw",
  "warmup",
  "x",
  "y",
  "log_density",
  "accepted",
  "divergent",
  "energy_error",
  "calls"
];
function csv({ runs, lanes, n }) {
  const lines = [COLUMNS.join(",")];
  runs.forEach((run, i) => {
    run.chains.forEach((chain, k) => {
      for (let t = 1; t <= n; t++) {
        const { x, y, logp, accepted, divergent, energyError, calls } = chain;
        const error = Number.isNaN(energyError[t]) ? "" : energyError[t];
        const state = [x[t], y[t], logp[t], accepted[t], divergent[t], error, calls[t]];
        lines.push([lanes[i].name, k + 1, t, t <= run.warmup ? 1 : 0, ...state].join(","));
      }
    });
  });
  return `${lines.join("\n")}
`;
}
function download(name, text2) {
  const address = URL.createObjectURL(new Blob([text2], { type: "text/csv" }));
  const link = document.createElement("a");
  Object.assign(link, { href: address, download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 1e3);
}

// coursekit/widgets/js/algorithms/random.js
function seededRandom(seed, stream = 0) {
  let [a, b, c, counter] = [stream | 0, seed | 0, 2654435769 | 0, 1];
  let spare = null;
  function bits32() {
    const sum2 = (a + b | 0) + counter | 0;
    counter = counter + 1 | 0;
    a = b ^ b >>> 9;
    b = c + (c << 3) | 0;
    c = (c << 21 | c >>> 11) + sum2 | 0;
    return sum2 >>> 0;
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
      const squared2 = u * u + v * v;
      if (squared2 === 0 || squared2 >= 1) continue;
      const factor = Math.sqrt(-2 * Math.log(squared2) / squared2);
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
  #seed;
  #adaptation;
  #kernels = [null];
  // the kernel that made each step
  #shown = null;
  // the step last taken apart
  constructor({ target, grid, sampler = "metropolis", chains, seed, starts = [], ...settings }) {
    const random = seededRandom(seed);
    const x = Array.from(
      { length: chains },
      (_, k) => starts[k] ?? randomStart(grid, target, random)
    );
    const table = twiceAsWide(grid.window);
    this.#seed = seed;
    this.sampler = SAMPLERS[sampler];
    this.warmup = settings.warmup ?? 0;
    this.state = this.sampler.start(target, x);
    this.kernel = { target, ...this.sampler.kernel({ table, ...settings }) };
    this.#adaptation = this.sampler.adaptation?.({ x, ...settings, warmup: this.warmup });
    this.length = 0;
    this.chains = x.map((point, k) => new History(point, this.state.logp[k]));
  }
  // Makes one more step of every chain. Its random numbers depend on the seed and on how many
  // steps came before, not on how many numbers those took.
  advance() {
    const random = seededRandom(this.#seed, this.length + 1);
    const { state, info } = this.sampler.step(this.state, this.kernel, random);
    this.#kernels.push(this.kernel);
    this.kernel = this.#adaptation?.update(this.kernel, state, info) ?? this.kernel;
    this.state = state;
    this.length += 1;
    this.chains.forEach((chain, k) => chain.add(state.x[k], state.logp[k], info, k));
  }
  // What happened in step t, made once more with all its details -> info of the sampler's step
  // and {kernel, before: the state}.
  detail(t) {
    if (this.#shown?.t !== t) {
      const kernel = this.#kernels[t];
      const before = this.sampler.start(
        kernel.target,
        this.chains.map(({ x, y }) => [x[t - 1], y[t - 1]])
      );
      const random = seededRandom(this.#seed, t);
      const { info } = this.sampler.step(before, { ...kernel, record: true }, random);
      this.#shown = { t, ...info, kernel, before };
    }
    return this.#shown;
  }
  // The step size that makes step t.
  stepSize(t) {
    return (this.#kernels[t] ?? this.kernel).stepSize;
  }
  // Draws from + 1 ... n of coordinate "x" or "y", one array a chain; the start is no draw.
  draws(coordinate, n, from = 0) {
    return this.chains.map((chain) => chain[coordinate].subarray(from + 1, n + 1));
  }
  // Sum of what all chains kept under `key` in steps from + 1 ... n.
  sum(key, n, from = 0) {
    let sum2 = 0;
    for (const chain of this.chains) for (let t = from + 1; t <= n; t++) sum2 += chain[key][t];
    return sum2;
  }
  // Mean acceptance in steps from + 1 ... n: the share of proposals that were accepted or, with
  // NUTS, the mean acceptance statistic of its paths; NaN for no steps.
  acceptance(n, from = 0) {
    return this.sum("rate", n, from) / ((n - from) * this.chains.length);
  }
};
var COLUMNS2 = {
  x: Float64Array,
  y: Float64Array,
  logp: Float64Array,
  energyError: Float64Array,
  rate: Float32Array,
  accepted: Uint8Array,
  divergent: Uint8Array,
  calls: Uint16Array
  // of the gradient or, without one, of the log density
};
var History = class {
  constructor(point, logp) {
    this.used = 0;
    this.lost = /* @__PURE__ */ new Map();
    for (const [key, Kind] of Object.entries(COLUMNS2)) this[key] = new Kind(1024);
    this.add(point, logp, { accepted: [true] }, 0);
  }
  add([x, y], logp, info, k) {
    const { accepted, energyError, divergent, lost, depth, acceptProb, nLeapfrog } = info;
    if (this.used === this.x.length) this.#grow();
    const t = this.used++;
    [this.x[t], this.y[t], this.logp[t]] = [x, y, logp];
    this.energyError[t] = energyError?.[k] ?? NaN;
    this.accepted[t] = accepted[k] ? 1 : 0;
    this.rate[t] = depth ? acceptProb[k] : this.accepted[t];
    this.divergent[t] = divergent?.[k] ? 1 : 0;
    if (lost?.[k]) this.lost.set(t, lost[k]);
    this.calls[t] = nLeapfrog?.[k] ?? 1;
  }
  #grow() {
    for (const key of Object.keys(COLUMNS2)) {
      const larger2 = new this[key].constructor(2 * this[key].length);
      larger2.set(this[key]);
      this[key] = larger2;
    }
  }
};
function twiceAsWide([left, right, bottom, top]) {
  const [dx, dy] = [(right - left) / 2, (top - bottom) / 2];
  return [left - dx, right + dx, bottom - dy, top + dy];
}
function randomStart({ window: [left, right, bottom, top], logMax }, target, random) {
  for (let i = 0; i < TRIES; i++) {
    const x = left + random.uniform() * (right - left);
    const y = bottom + random.uniform() * (top - bottom);
    if (target.logDensity(x, y) > logMax - FARTHEST) return [x, y];
  }
  throw new Error("no starting point was found: the density is zero almost everywhere here");
}

// coursekit/widgets/js/mcmc/session.js
var MAX_CHAINS = 8;
var MAX_DRAWS = 2e4;
var STEP_SIZES = [0.01, 20];
var LEAPFROGS = [1, 100];
var SPEEDS = [1, 2e3];
var BINS = [8, 120];
var LAYERS = ["target", "samples", "histograms", "proposals", "ellipses", "momentum"];
var SLOW = 12;
var STEP_SECONDS = 0.8;
var PATH_SECONDS = 1.6;
var FRAME_BUDGET = 8;
var CATCHING_UP = 40;
var PATIENCE = 200;
var REPORT_WHILE_PLAYING = 1e3;
var GRID = 160;
var pairs = numbers(
  (list) => list.length % 2 === 0 && list.length <= 2 * MAX_CHAINS,
  `up to ${MAX_CHAINS} points x,y`
);
var KINDS = {
  target: oneOf([...Object.keys(TARGETS), "typed"]),
  expression: text(MAX_LENGTH),
  sampler: oneOf(Object.keys(SAMPLERS)),
  step_size: orAuto(number(...STEP_SIZES)),
  n_leapfrog: whole(...LEAPFROGS),
  compare: oneOf(["none", ...Object.keys(SAMPLERS)]),
  compare_step_size: orAuto(number(...STEP_SIZES)),
  compare_n_leapfrog: whole(...LEAPFROGS),
  warmup: whole(0, MAX_DRAWS),
  chains: whole(1, MAX_CHAINS),
  seed: whole(0, 2 ** 32 - 1),
  speed: number(...SPEEDS),
  n: whole(0, MAX_DRAWS),
  bins: whole(...BINS),
  show: someOf(LAYERS),
  tween: flag,
  starts: { read: (value) => toPoints(pairs.read(value)) },
  window: numbers(
    (list) => list.length === 0 || list.length === 4 && list[0] < list[1] && list[2] < list[3],
    "left,right,bottom,top"
  )
};
var VIEW_SETTINGS = ["speed", "n", "bins", "show", "tween"];
var SAFE = { target: "banana", compare: "none", starts: [], window: [] };
var LANES = [
  { sampler: "sampler", stepSize: "step_size", nLeapfrog: "n_leapfrog" },
  { sampler: "compare", stepSize: "compare_step_size", nLeapfrog: "compare_n_leapfrog" }
];
var toPoints = (list) => Array.from({ length: list.length / 2 }, (_, k) => list.slice(2 * k, 2 * k + 2));
function trueMeans({ logDensity }, window2) {
  const wide = twiceAsWide(window2);
  const { x, y } = marginals(densityGrid(logDensity, wide, GRID));
  return [moments(x, wide[0], wide[1]).mean, moments(y, wide[2], wide[3]).mean];
}
var Session = class extends WidgetSession {
  #frameId = null;
  #lastFrame = 0;
  #goal = 0;
  // the draw to be reached, a little in every frame
  constructor(model) {
    super(model, { name: "mcmc", kinds: KINDS, safe: SAFE });
  }
  // How many samplers are shown, with their settings: {name, sampler, stepSize,
  // isAuto: whether the step size is the one that suits the target, nLeapfrog}.
  get lanes() {
    return this.#lanesOn(this.target);
  }
  #lanesOn(target) {
    return LANES.flatMap((keys) => {
      const name = this.values[keys.sampler];
      if (name === "none") return [];
      const sampler = SAMPLERS[name];
      const chosen = this.values[keys.stepSize];
      const stepSize = chosen ?? target.steps[sampler.size];
      const nLeapfrog = this.values[keys.nLeapfrog];
      return [{ name, sampler, stepSize, isAuto: chosen === null, nLeapfrog }];
    });
  }
  // Draws of every run that have been made.
  get length() {
    return Math.min(...this.runs.map(({ length }) => length));
  }
  // How much of the step to draw n is to be seen.
  get progress() {
    return this.values.tween ? this.phase : 1;
  }
  shows(layer) {
    return this.values.show.includes(layer);
  }
  // Whether single proposals are being shown, and so arrows make sense.
  get isSlow() {
    return !this.playing || this.values.speed <= SLOW;
  }
  // Makes the runs anew, up to the draw shown or, if more were on their way, as many.
  rebuild(before) {
    const changed = Object.keys(KINDS).filter((key) => !same(before?.[key], this.values[key]));
    const isAsked = changed.includes("n");
    if (changed.some((key) => !VIEW_SETTINGS.includes(key))) {
      this.#build();
      this.#reachSoon(isAsked ? this.n : Math.max(this.n, this.#goal));
      this.emit("run");
    } else if (isAsked) {
      this.#reachSoon(this.n);
      this.emit("cursor");
    }
    if (changed.some((key) => ["bins", "show"].includes(key))) this.emit("view");
  }
  // What Python is told besides the settings: the draws.
  extras() {
    const [_draws, _compare_draws = NOTHING] = this.runs.map((run) => packed(run, this.n));
    return { _draws, _compare_draws };
  }
  play() {
    if (this.playing) return;
    if (this.n >= MAX_DRAWS) return this.say(`${MAX_DRAWS} draws are as many as it keeps.`);
    this.playing = true;
    this.#goal = 0;
    this.phase = 1;
    this.emit("settings");
    this.reportSoon();
    this.#runClock();
  }
  // Goes to draw n, which is made if need be.
  moveTo(n, phase = 1) {
    this.pause();
    this.#reachSoon(Math.min(Math.max(n, 0), MAX_DRAWS));
    this.phase = phase;
    this.emit("cursor");
    this.reportSoon();
  }
  // Goes one draw on, animated unless the reader wants less motion.
  step() {
    const { tween } = this.values;
    const isAnimated = tween && !reducedMotion.matches && this.n < MAX_DRAWS;
    this.moveTo(this.n + 1, isAnimated ? 0 : 1);
    if (isAnimated) this.#runClock();
  }
  // Starts a chain at a point: the first chain that has no start of its own, or a further
  // one; when all are placed, the one placed first moves.
  startAt(point) {
    const { chains, starts } = this.values;
    const next = [...starts, point].slice(-MAX_CHAINS);
    this.#goal = 0;
    this.phase = 1;
    this.change({ starts: next, chains: Math.max(chains, next.length), n: 0 });
  }
  // Makes target, grid and runs from the settings, or throws an Error and changes nothing.
  #build() {
    const { target: name, expression, warmup, chains, seed, starts, window: window2 } = this.values;
    parseExpression(expression);
    const target = name === "typed" ? typedTarget(expression, window2) : TARGETS[name];
    const within = window2.length ? window2 : target.window;
    const grid = densityGrid(target.logDensity, within, GRID);
    const shared = { target, grid, warmup, chains, seed, starts };
    const lanes = this.#lanesOn(target).map((lane) => ({ ...lane, sampler: lane.name }));
    const runs = lanes.map((lane) => new Run({ ...shared, ...lane }));
    Object.assign(this, { target, grid, runs, trueMeans: trueMeans(target, within) });
  }
  // Makes draws up to n, at most until `deadline`, and moves there. A target that fails on
  // the way stops the runs at the last good draw.
  #reach(n, deadline) {
    try {
      const shortest = () => this.runs.reduce((a, b) => b.length < a.length ? b : a);
      for (let run; (run = shortest()).length < n && performance.now() < deadline; ) run.advance();
      this.values.n = Math.min(n, this.length);
    } catch (error) {
      this.values.n = this.length;
      this.#goal = 0;
      this.say(`Stopped: ${error.message}.`);
      this.pause();
    }
  }
  // Moves to draw n at once if that is quick, else as far as it gets, and on in every frame.
  #reachSoon(n) {
    this.#goal = n;
    this.#reach(n, performance.now() + PATIENCE);
    if (this.n < this.#goal) this.#runClock();
  }
  #runClock(since = performance.now()) {
    if (this.#frameId !== null) return;
    this.#lastFrame = since;
    this.#frameId = requestAnimationFrame((now) => this.#frame(now));
  }
  #frame(now) {
    this.#frameId = null;
    const seconds = Math.min(Math.max(now - this.#lastFrame, 0) / 1e3, 0.1);
    this.#lastFrame = now;
    const hasPaths = this.runs.some(({ sampler }) => sampler.hasEnergy);
    const pace = this.playing ? this.values.speed : 1 / (hasPaths ? PATH_SECONDS : STEP_SECONDS);
    this.phase += seconds * pace;
    if (this.playing) {
      const steps = Math.floor(this.phase);
      this.phase -= steps;
      const goal = Math.min(this.n + steps, MAX_DRAWS);
      this.#reach(goal, performance.now() + FRAME_BUDGET);
      if (this.n === MAX_DRAWS) this.pause();
    } else if (this.n < this.#goal) {
      this.#reach(this.#goal, performance.now() + CATCHING_UP);
    }
    this.phase = Math.min(this.phase, 1);
    this.emit("cursor");
    const isBusy = this.playing || this.n < this.#goal;
    if (isBusy && now - this.lastReport > REPORT_WHILE_PLAYING) this.reportSoon();
    if (isBusy || this.phase < 1) this.#runClock(now);
    else this.reportSoon();
  }
};
function packed({ chains }, n) {
  const data = new Float64Array(chains.length * n * 2);
  chains.forEach(({ x, y }, k) => {
    for (let t = 0; t < n; t++) {
      data[2 * (k * n + t)] = x[t + 1];
      data[2 * (k * n + t) + 1] = y[t + 1];
    }
  });
  return { shape: [chains.length, n, 2], data: new DataView(data.buffer) };
}
var NOTHING = { shape: [0, 0, 2], data: new DataView(new ArrayBuffer(0)) };

// coursekit/widgets/js/mcmc/controls.js
var WARMUP = 100;
var PRESETS = ["Too small", "About right", "Too large"];
var FACTORS = { walk: [1 / 20, 1, 6], langevin: [1 / 10, 1, 4], leapfrog: [1 / 10, 1, 5] };
function settingControls(session, noteId) {
  const change = (key) => (event) => session.change({ [key]: event.target.value });
  const choice = (key, entries, onchange = change(key)) => h("select", { onchange }, ...entries.map(([value, name]) => h("option", { value }, name)));
  const count2 = (key, low, high) => h("input", { type: "number", min: low, max: high, onchange: change(key) });
  const labels = (menu) => Object.entries(menu).map(([value, { label }]) => [value, label]);
  const choose = (i) => (event) => {
    const name = event.target.value;
    const isToTune = SAMPLERS[name]?.isTuned && session.values.warmup === 0;
    const warmup = isToTune ? { warmup: WARMUP } : {};
    session.change({ [LANES[i].sampler]: name, [LANES[i].stepSize]: null, ...warmup });
  };
  const inputs = {
    target: choice("target", [...labels(TARGETS), ["typed", "Your own"]]),
    chains: count2("chains", 1, MAX_CHAINS),
    seed: count2("seed", 0, LAST_SEED),
    sampler: choice("sampler", labels(SAMPLERS), choose(0)),
    compare: choice("compare", [["none", "Nothing"], ...labels(SAMPLERS)], choose(1)),
    warmup: count2("warmup", 0, MAX_DRAWS)
  };
  const nextSeed = () => session.change({ seed: (session.values.seed + 1) % (LAST_SEED + 1) });
  const scatter = button("Random starts", () => session.change({ starts: [] }));
  const formula = formulaControl(session, noteId);
  const lanes = LANES.map((_, i) => laneControls(session, i));
  const row = (...parts) => h("div", { class: "sfp-row" }, ...parts);
  inputs.warmup.title = "The first draws of each chain, in which a sampler may tune itself: marked, and not counted";
  inputs.compare.title = "A second sampler on the same target, from the same starts, with the same seed";
  const element = h(
    "div",
    { class: "sfp-settings" },
    row(
      field("Target", inputs.target),
      field("Chains", inputs.chains),
      field("Seed", inputs.seed),
      button("Next seed", nextSeed),
      scatter
    ),
    formula.element,
    row(
      field("Sampler", inputs.sampler),
      field("Warm-up", inputs.warmup),
      field("Compare with", inputs.compare)
    ),
    ...lanes.map((lane) => lane.element)
  );
  function update() {
    for (const [key, input] of Object.entries(inputs)) input.value = session.values[key];
    scatter.hidden = session.values.starts.length === 0;
    lanes.forEach((lane) => lane.update());
    formula.update();
  }
  return { element, update };
}
function laneControls(session, i) {
  const keys = LANES[i];
  const set = (key) => (value) => session.change({ [key]: value });
  const preset = (factor) => {
    const { target, lanes } = session;
    const good = target.steps[lanes[i].sampler.size];
    return clip(toTwoDigits(good * FACTORS[lanes[i].sampler.size][factor]), ...STEP_SIZES);
  };
  const heading = h("span", { class: "sfp-lane" });
  const step6 = slider("Step size", STEP_SIZES, 0.01, set(keys.stepSize), LOGARITHMIC);
  const presets = PRESETS.map(
    (name, k) => button(name, () => session.change({ [keys.stepSize]: k === 1 ? null : preset(k) }))
  );
  const setSteps = (value) => set(keys.nLeapfrog)(Math.round(value));
  const path = slider("Leapfrog steps", LEAPFROGS, 0.01, setSteps, LOGARITHMIC);
  const element = h(
    "div",
    { class: "sfp-row", role: "group" },
    heading,
    step6.element,
    h("div", { class: "sfp-group", role: "group", "aria-label": "Step sizes to try" }, ...presets),
    path.element
  );
  function update() {
    const lane = session.lanes[i];
    const hasStep = Boolean(lane?.sampler.size);
    element.hidden = !hasStep;
    if (!hasStep) return;
    element.setAttribute("aria-label", `Settings of ${lane.sampler.label}`);
    heading.hidden = session.lanes.length === 1;
    heading.textContent = lane.sampler.short;
    step6.update(lane.stepSize, String(toTwoDigits(lane.stepSize)));
    path.element.hidden = !lane.sampler.hasLeapfrog;
    path.update(lane.nLeapfrog, String(lane.nLeapfrog));
    PRESETS.forEach((_, k) => {
      const isChosen = lane.stepSize === preset(k) || k === 1 && lane.isAuto;
      presets[k].setAttribute("aria-pressed", isChosen);
    });
  }
  return { element, update };
}
var TOGGLES = [
  // layer, name, whether a sampler has it
  ["target", "Target", () => true],
  ["samples", "Samples", () => true],
  ["histograms", "Histograms", () => true],
  ["proposals", "Proposals", () => true],
  ["ellipses", "Proposal ellipses", ({ size }) => size === "walk" || size === "langevin"],
  ["momentum", "Momentum", ({ hasEnergy: hasEnergy2 }) => hasEnergy2]
];
function viewControls(session) {
  const toggles = TOGGLES.map(([layer, name]) => button(name, () => flip(layer)));
  const tween = button("Smooth moves", () => session.change({ tween: !session.values.tween }));
  tween.title = "Whether single steps glide from one draw to the next";
  const bins = h("input", {
    type: "number",
    min: BINS[0],
    max: BINS[1],
    onchange: () => session.change({ bins: bins.value })
  });
  const save = button("Draws as CSV", () => download("draws.csv", csv(session)));
  save.title = "All draws up to the one shown, of every chain, for a spreadsheet or pandas";
  const element = h(
    "details",
    { class: "sfp-help" },
    h("summary", {}, "View and export"),
    h(
      "div",
      { class: "sfp-row" },
      h("div", { class: "sfp-toggles", role: "group", "aria-label": "Show" }, ...toggles, tween),
      field("Bins", bins),
      save
    )
  );
  function flip(layer) {
    const { show } = session.values;
    const isShown = show.includes(layer);
    session.change({ show: isShown ? show.filter((name) => name !== layer) : [...show, layer] });
  }
  function update() {
    TOGGLES.forEach(([layer, , has], i) => {
      toggles[i].setAttribute("aria-pressed", session.shows(layer));
      toggles[i].hidden = !session.lanes.some(({ sampler }) => has(sampler));
    });
    tween.setAttribute("aria-pressed", session.values.tween);
    bins.value = session.values.bins;
  }
  return { element, update };
}
function transportControls(session) {
  function words() {
    const { n, length, values } = session;
    const place = n === length ? String(n) : `${n} of ${length}`;
    return n > 0 && n <= values.warmup ? `${place} (warm-up)` : place;
  }
  return transport(session, { name: "Draw", speeds: SPEEDS, words });
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
var toTwoDigits = (value) => Number(value.toPrecision(2));

// coursekit/widgets/js/mcmc/legend.js
var isArrow = ({ hasEnergy: hasEnergy2, hasCalls }) => !hasEnergy2 && hasCalls !== false;
var hasEnergy = (sampler) => sampler.hasEnergy;
var isPath = ({ hasLeapfrog }) => hasLeapfrog;
var isTree = ({ hasEnergy: hasEnergy2, hasLeapfrog }) => hasEnergy2 && !hasLeapfrog;
var shows = (layer) => (session) => session.shows(layer);
var ENTRIES = [
  // mark, words, whether it belongs to a sampler, whether it is there at all
  ["head", "where chain 1 is"],
  ["accepted", "accepted: the chain moves", isArrow],
  ["rejected", "rejected: it stays, and counts again", isArrow],
  ["ellipse", "one and two sd of chain 1's proposal", isArrow, shows("ellipses")],
  ["path", "leapfrog path", isPath],
  ["rejected", "path refused: the chain stays, and counts again", isPath],
  ["tree", "tree of leapfrog steps, a colour for each doubling", isTree],
  ["lost", "doubling thrown away", isTree],
  ["momentum", "momentum at the start", hasEnergy, shows("momentum")],
  ["divergent", "where a divergent path lost its way", hasEnergy],
  ["pale", "draw of the warm-up", null, ({ values }) => values.warmup > 0],
  ["region", "50, 80 and 95 % of the mass"],
  ["bars", "histogram of the draws"],
  ["truth", "true marginal"]
];
function legendOf(session) {
  const items = ENTRIES.map(
    ([mark, words]) => h("li", {}, h("span", { class: `sfp-mark sfp-${mark}`, "aria-hidden": "true" }), words)
  );
  const element = h("ul", { class: "sfp-legend", "aria-label": "Legend" }, ...items);
  function update() {
    ENTRIES.forEach(([, , isFor, isThere], i) => {
      const belongs = !isFor || session.lanes.some(({ sampler }) => isFor(sampler));
      items[i].hidden = !belongs || isThere && !isThere(session);
    });
  }
  return { element, update };
}
var keysOf = (far) => [
  ["Space", "play or pause"],
  ["→ ←", `step on or back; with Shift, ${far} draws`],
  ["Home End", "first or newest draw"],
  ["+ − 0", "zoom in, out, back"],
  ["Enter", "choose a start: arrows move the cross, Enter starts a chain there, Escape leaves"]
];
var HINTS = [
  "Click the picture to start a chain there. The same settings always show the same draws.",
  "R-hat is close to 1 (below 1.01) when the chains agree. ESS is how many independent draws all draws together are worth. Neither can see a region that no chain has found.",
  "Adaptive Metropolis gives its steps the shape of all draws so far. Gibbs redraws x given y, then y given x, from a table of 1024 cells over twice the picture's width. HMC with dual averaging and NUTS tune their step size in the warm-up, if there is one.",
  "Your own target is a log density, up to a constant: numbers, x, y, + − * / ^, brackets, pi, e, exp, log, sqrt, abs, sin, cos, tan, tanh, min, max, pow, hypot."
];

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
  const step6 = [1, 2, 5, 10].map((k) => k * power).find((size) => size >= rough * 0.999);
  const values = [];
  for (let k = Math.ceil(low / step6); k * step6 <= high; k++) values.push(k * step6);
  return values;
}
var tickLabel = (value) => String(Number(value.toPrecision(6))).replace("-", "−");
var LABEL_FONT = "12px system-ui, sans-serif";

// coursekit/widgets/js/mcmc/chains.js
var chainColour = (colours, k) => [colours.c2, colours.c3, colours.c4, colours.c5, colours.c1][k % 5];
var isDashed = (k) => k >= 5;

// coursekit/widgets/js/mcmc/moves.js
var HEAD = 8;
var KNOT = 2;
var MOMENTUM = 0.07;
var VERDICT = 0.45;
function paintMoves(pen, picture) {
  const { session, run, colours } = picture;
  const { n, progress, isSlow } = session;
  const place = ([x, y]) => [picture.toX(x), picture.toY(y)];
  const detail = isSlow && n > 0 ? run.detail(n) : null;
  const isOpen = progress < VERDICT;
  const reach = ease(Math.min(progress / VERDICT, 1));
  const glide = ease(Math.max((progress - VERDICT) / (1 - VERDICT), 0));
  const steps = run.chains.map(({ x, y, accepted, divergent }, k) => ({
    k,
    here: [x[n], y[n]],
    before: n > 0 ? [x[n - 1], y[n - 1]] : null,
    colour: chainColour(colours, k),
    verdict: isOpen ? "open" : accepted[n] ? "accepted" : "rejected",
    isDivergent: divergent[n] === 1
  }));
  const tools = { pen, place, colours, session, reach, view: picture.view };
  if (detail) for (const step6 of steps) paintStep(tools, step6, detail);
  for (const { k, here, before, colour, verdict } of steps) {
    const at = detail && verdict !== "rejected" ? between(before, here, isOpen ? 0 : glide) : here;
    paintHead(pen, place(at), k, colour, colours.bg);
  }
}
function paintStep(tools, step6, detail) {
  const { pen, place, session, colours } = tools;
  const { k, before, colour, verdict } = step6;
  if (k === 0 && !detail.paths && session.shows("ellipses")) paintLaw(tools, step6, detail);
  paintGhost(pen, place(before), colour);
  if (session.shows("proposals")) {
    if (detail.paths) paintPath(tools, step6, detail.paths[k], Boolean(detail.depth));
    else {
      const [from, to] = [place(before), place(detail.proposal[k])];
      paintProposal(pen, from, between(from, to, tools.reach), {
        colour: verdict === "rejected" ? colours.muted : colour,
        verdict
      });
    }
  }
  if (detail.momentum && session.shows("momentum")) {
    paintMomentum(tools, before, detail.momentum[k]);
  }
}
function paintLaw({ pen, place }, { k, before, colour }, { kernel, before: state }) {
  const isWalk = kernel.scale !== void 0;
  const [[a], [b, c]] = factorOf(isWalk ? kernel.scale : kernel.stepSize);
  const middle = isWalk ? before : centre(before, state.grad[k], kernel.stepSize);
  pen.save();
  pen.strokeStyle = colour;
  pen.lineWidth = 1;
  pen.globalAlpha = 0.6;
  for (const radius of [1, 2]) {
    pen.beginPath();
    for (let i = 0; i <= 48; i++) {
      const [cos, sin] = [Math.cos(i * Math.PI / 24), Math.sin(i * Math.PI / 24)];
      const x = middle[0] + radius * a * cos;
      const y = middle[1] + radius * (b * cos + c * sin);
      pen.lineTo(...place([x, y]));
    }
    pen.stroke();
  }
  pen.restore();
}
function paintMomentum({ pen, place, colours, view }, [x, y], [px, py]) {
  const unit = MOMENTUM * (view[1] - view[0]);
  const [from, to] = [place([x, y]), place([x + unit * px, y + unit * py])];
  paintArrow(pen, from, to, { colour: colours.fg, width: 1.5, head: 6 });
}
function paintPath({ pen, place, colours, reach }, { colour, verdict, isDivergent }, path, isTree2) {
  const lengths = path.map(({ points }) => points.length - 1);
  let left = reach * lengths.reduce((sum2, length) => sum2 + length, 0);
  const levels = [colours.c3, colours.c5, colours.c4, colours.c1, colours.c2];
  pen.save();
  pen.lineWidth = 2;
  path.forEach(({ points, isKept }, level) => {
    const isLost = isTree2 ? isKept === false : verdict === "rejected";
    const own = isTree2 ? levels[level % levels.length] : colour;
    pen.strokeStyle = pen.fillStyle = isLost ? colours.muted : own;
    pen.setLineDash(isLost ? [4, 4] : []);
    const shown = points.slice(0, Math.max(Math.floor(left) + 1, 0)).map(({ x }) => place(x));
    const share = left - Math.floor(left);
    const onTheWay = left > 0 && shown.length < points.length;
    if (onTheWay) shown.push(between(shown.at(-1), place(points[shown.length].x), share));
    left -= points.length - 1;
    if (shown.length > 1) paintStretch(pen, shown);
    const isEnd = level === path.length - 1 && !onTheWay && verdict !== "open";
    if (isEnd && (isDivergent || !isTree2 && isLost)) {
      paintCross(pen, shown.at(-1), pen.strokeStyle);
    }
  });
  pen.restore();
}
function paintStretch(pen, points) {
  pen.beginPath();
  for (const point of points) pen.lineTo(...point);
  pen.stroke();
  if (points.length > 80) return;
  for (const [x, y] of points.slice(1)) {
    pen.beginPath();
    pen.arc(x, y, KNOT, 0, 2 * Math.PI);
    pen.fill();
  }
}
var ease = (share) => share * share * (3 - 2 * share);
var between = ([x0, y0], [x1, y1], share) => [x0 + share * (x1 - x0), y0 + share * (y1 - y0)];
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
  const isRejected = verdict === "rejected";
  const short = verdict === "accepted" ? HEAD : 0;
  paintArrow(pen, from, to, { colour, width: 2, head: isRejected ? 0 : 9, short, isRejected });
  if (isRejected) paintCross(pen, to, colour);
}
function paintArrow(pen, from, to, { colour, width, head, short = 0, isRejected = false }) {
  const end = Math.hypot(to[0] - from[0], to[1] - from[1]) - short;
  pen.save();
  pen.translate(...from);
  pen.rotate(Math.atan2(to[1] - from[1], to[0] - from[0]));
  pen.strokeStyle = pen.fillStyle = colour;
  pen.lineWidth = width;
  pen.setLineDash(isRejected ? [4, 4] : []);
  pen.beginPath();
  pen.moveTo(0, 0);
  pen.lineTo(Math.max(end - 2, 0), 0);
  pen.stroke();
  if (head > 0 && end > head) {
    pen.beginPath();
    pen.moveTo(end, 0);
    pen.lineTo(end - head, -head / 1.8);
    pen.lineTo(end - head, head / 1.8);
    pen.fill();
  }
  pen.restore();
}
function paintCross(pen, [x, y], colour) {
  pen.save();
  pen.strokeStyle = colour;
  pen.setLineDash([]);
  pen.lineWidth = 2.5;
  pen.beginPath();
  pen.moveTo(x - 5, y - 5);
  pen.lineTo(x + 5, y + 5);
  pen.moveTo(x - 5, y + 5);
  pen.lineTo(x + 5, y - 5);
  pen.stroke();
  pen.restore();
}

// coursekit/widgets/js/mcmc/picture.js
var MARGIN = { left: 30, right: 4, top: 4, bottom: 22 };
var GRID2 = 160;
var SHARES = [0.5, 0.8, 0.95];
var DOT = 1.7;
var Picture = class {
  #background = new Layer();
  #dots = new Layer();
  #moving = new Layer({ role: "img" });
  #above = new Layer();
  #beside = new Layer();
  #painted = 0;
  // draws of each chain on #dots and in the counts
  constructor(session, index) {
    this.session = session;
    this.index = index;
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
  get run() {
    return this.session.runs[this.index];
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
    if (width === 0 || !this.run) return;
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
    const { bins } = this.session.values;
    this.#painted = 0;
    this.counts = { x: new Float64Array(bins), y: new Float64Array(bins) };
    this.#dots.clear();
    this.paint();
  }
  // Paints what has changed since the last time: called every frame.
  paint() {
    if (this.#background.width === 0 || !this.run) return;
    const { n, progress, isSlow } = this.session;
    const isOpen = isSlow && progress < VERDICT && n > 0;
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
    if (this.session.shows("target")) {
      pen.save();
      pen.beginPath();
      pen.roundRect(x, y, across, down, 6);
      pen.clip();
      pen.imageSmoothingQuality = "high";
      pen.drawImage(heatMap(grid, this.colours.c1), x, y, across, down);
      this.#paintContours(pen, grid);
      pen.restore();
    }
    pen.strokeStyle = this.colours.grid;
    pen.beginPath();
    pen.roundRect(x, y, across, down, 6);
    pen.stroke();
    this.#paintAxes(pen, height);
  }
  #paintContours(pen, grid) {
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
  // looks the same whichever way it came about; and counts them for the histograms. The
  // draws of the warm-up are pale and do not count.
  #paintDots(from, to) {
    const { pen } = this.#dots;
    const [left, right, bottom, top] = this.view;
    const { chains, warmup } = this.run;
    const [bins, showsSamples] = [this.counts.x.length, this.session.shows("samples")];
    const colours = chains.map((_, k) => chainColour(this.colours, k));
    for (let t = from + 1; t <= to; t++) {
      const isKept = t > warmup;
      pen.globalAlpha = isKept ? 0.4 : 0.25;
      for (let k = 0; k < chains.length; k++) {
        const x = chains[k].x[t];
        const y = chains[k].y[t];
        const isAcross = x >= left && x < right;
        const isUp = y >= bottom && y < top;
        if (isKept) {
          if (isAcross) this.counts.x[Math.floor(bins * (x - left) / (right - left))] += 1;
          if (isUp) this.counts.y[Math.floor(bins * (y - bottom) / (top - bottom))] += 1;
        }
        if (!showsSamples) continue;
        if (chains[k].lost.has(t)) {
          const colour = isKept ? this.colours.fg : this.colours.muted;
          this.#paintDivergence(pen, chains[k].lost.get(t), colour);
        }
        if (!isAcross || !isUp) continue;
        pen.fillStyle = isKept ? colours[k] : this.colours.muted;
        pen.beginPath();
        pen.arc(this.toX(x), this.toY(y), DOT, 0, 2 * Math.PI);
        pen.fill();
      }
    }
  }
  // A diamond where a divergent path lost its way.
  #paintDivergence(pen, [x, y], colour) {
    const [atX, atY, size] = [this.toX(x), this.toY(y), 4.5];
    pen.save();
    pen.globalAlpha = 1;
    pen.fillStyle = colour;
    pen.strokeStyle = this.colours.bg;
    pen.beginPath();
    pen.moveTo(atX, atY - size);
    pen.lineTo(atX + size, atY);
    pen.lineTo(atX, atY + size);
    pen.lineTo(atX - size, atY);
    pen.closePath();
    pen.fill();
    pen.stroke();
    pen.restore();
  }
  #paintMoving() {
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
    paintMoves(pen, this);
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
    const counts = this.counts[axis];
    const bins = counts.length;
    const truth = this.truth[axis];
    const upright = axis === "x";
    const [low, high] = upright ? this.view.slice(0, 2) : this.view.slice(2);
    const along = upright ? this.toX : this.toY;
    const total = counts.reduce((sum2, count2) => sum2 + count2, 0);
    const densities = counts.map((count2) => total ? count2 * bins / (total * (high - low)) : 0);
    const tallest = 1.15 * Math.max(Math.max(...truth), Math.min(Math.max(...densities), 2 * Math.max(...truth)));
    const across = upright ? linear(0, tallest, height - 1, 2) : linear(0, tallest, 1, width - 2);
    const base = across(0);
    layer.clear();
    if (!this.session.shows("histograms")) return;
    pen.fillStyle = this.colours.muted;
    pen.globalAlpha = 0.45;
    densities.forEach((density, i) => {
      const from = along(low + i / bins * (high - low));
      const to = along(low + (i + 1) / bins * (high - low));
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

// coursekit/widgets/js/algorithms/thinned.js
var COLUMNS3 = 400;
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
      if (column === COLUMNS3) {
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
var MARGIN2 = { left: 36, right: 8, top: 6, bottom: 20 };
var MAX_LAG = 60;
var LOWEST = -0.5;
var ERRORS = [0.1, 3];
var LINE = 1.25;
var DASH = 4;
var Traces = class {
  #trace = new Layer({ role: "img" });
  #lower = new Layer({ role: "img" });
  constructor(session, index) {
    this.session = session;
    this.index = index;
    this.coordinate = "x";
    this.showsEnergy = false;
    this.correlations = [];
    this.trace = h("div", { class: "sfp-trace" }, this.#trace.canvas);
    this.lower = h("div", { class: "sfp-lags" }, this.#lower.canvas);
  }
  get run() {
    return this.session.runs[this.index];
  }
  describe(trace, lower) {
    this.#trace.canvas.setAttribute("aria-label", trace);
    this.#lower.canvas.setAttribute("aria-label", lower);
  }
  resize() {
    this.#trace.resize(this.trace.clientWidth, this.trace.clientHeight);
    this.#lower.resize(this.lower.clientWidth, this.lower.clientHeight);
  }
  forget() {
    this.thinned = null;
    this.correlations = [];
  }
  // Paints the trace up to the draw that is shown, on the window `view`: called every frame.
  paint(view) {
    const { pen, width, height } = this.#trace;
    if (width === 0 || !this.run) return;
    const { run, session } = this;
    const { n } = session;
    if (!this.thinned || this.thinned.n > n || this.thinned.coordinate !== this.coordinate) {
      this.thinned = new Thinned(run.chains, this.coordinate);
    }
    this.thinned.extend(run.chains, n);
    const [low, high] = this.coordinate === "x" ? view.slice(0, 2) : view.slice(2);
    const toX = linear(0, Math.max(n, 50), MARGIN2.left, width - MARGIN2.right);
    const toY = linear(low, high, height - MARGIN2.bottom, MARGIN2.top);
    this.#trace.clear();
    if (run.warmup > 0) paintWarmup(this.#trace, this.colours, toX(run.warmup));
    paintAxes(
      this.#trace,
      this.colours,
      toX,
      toY,
      ticks(0, Math.max(n, 50), 4),
      ticks(low, high, 5)
    );
    const { lows, highs, lasts, stride } = this.thinned;
    pen.save();
    pen.beginPath();
    pen.rect(0, MARGIN2.top, width, height - MARGIN2.bottom - MARGIN2.top);
    pen.clip();
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
    pen.restore();
  }
  // Paints what belongs under the trace.
  paintLower() {
    const { width } = this.#lower;
    if (width === 0 || !this.run) return;
    this.#lower.clear();
    if (!this.showsEnergy) this.#paintLags();
    else if (this.run.sampler.hasEnergy) this.#paintErrors();
    else this.#say("There is no energy in this sampler.");
  }
  // The autocorrelations that the last round of readings found.
  #paintLags() {
    const { width, height } = this.#lower;
    const toX = linear(0, MAX_LAG, MARGIN2.left, width - MARGIN2.right);
    const toY = linear(LOWEST, 1, height - MARGIN2.bottom, MARGIN2.top);
    paintAxes(this.#lower, this.colours, toX, toY, ticks(0, MAX_LAG, 4), [-0.5, 0, 0.5, 1]);
    this.#paintZero(toX(0), toX(MAX_LAG), toY(0));
    this.correlations.forEach((correlation, k) => {
      if (Number.isNaN(correlation[0])) return;
      const at = (value, lag) => [toX(lag), toY(Math.max(value, LOWEST))];
      this.#paintLine(k, Array.from(correlation, at));
    });
  }
  // How far the energy is from that of the start after each leapfrog step of each chain.
  #paintErrors() {
    const { width, height } = this.#lower;
    const { run, session } = this;
    if (session.n === 0) return this.#say("No step has been made yet.");
    const { paths } = run.detail(session.n);
    const errorsOf = ({ points }) => points.slice(1).map(({ error }) => error);
    const errors = paths.map((path) => [0, ...path.flatMap(errorsOf)]);
    const most = Math.min(Math.max(...errors.flat().map(Math.abs), ERRORS[0]), ERRORS[1]);
    const last = Math.max(...errors.map(({ length }) => length)) - 1;
    const toX = linear(0, last, MARGIN2.left, width - MARGIN2.right);
    const toY = linear(-most, most, height - MARGIN2.bottom, MARGIN2.top);
    paintAxes(this.#lower, this.colours, toX, toY, ticks(0, last, 4), ticks(-most, most, 4));
    this.#paintZero(toX(0), toX(last), toY(0));
    const within = (error) => Math.min(Math.max(error, -2 * most), 2 * most);
    errors.forEach((list, k) => {
      this.#paintLine(k, list.map((error, step6) => [toX(step6), toY(within(error))]));
    });
  }
  #paintZero(from, to, y) {
    const { pen } = this.#lower;
    pen.strokeStyle = this.colours.muted;
    pen.lineWidth = 1;
    pen.beginPath();
    pen.moveTo(from, y);
    pen.lineTo(to, y);
    pen.stroke();
  }
  #paintLine(k, points) {
    const { pen, width, height } = this.#lower;
    pen.save();
    pen.beginPath();
    pen.rect(0, 0, width, height - MARGIN2.bottom + 2);
    pen.clip();
    pen.strokeStyle = chainColour(this.colours, k);
    pen.setLineDash(isDashed(k) ? [DASH, DASH] : []);
    pen.lineWidth = 1.75;
    pen.beginPath();
    for (const point of points) pen.lineTo(...point);
    pen.stroke();
    pen.restore();
  }
  #say(words) {
    const { pen, width, height } = this.#lower;
    pen.font = LABEL_FONT;
    pen.fillStyle = this.colours.muted;
    pen.textAlign = "center";
    pen.textBaseline = "middle";
    pen.fillText(words, width / 2, height / 2);
  }
};
function paintWarmup({ pen, width, height }, colours, warm) {
  const end = Math.min(warm, width - MARGIN2.right);
  const [top, bottom] = [MARGIN2.top, height - MARGIN2.bottom];
  pen.fillStyle = pen.strokeStyle = colours.muted;
  pen.globalAlpha = 0.15;
  pen.fillRect(MARGIN2.left, top, end - MARGIN2.left, bottom - top);
  pen.globalAlpha = 1;
  pen.lineWidth = 1;
  pen.setLineDash([3, 3]);
  pen.beginPath();
  pen.moveTo(end, top);
  pen.lineTo(end, bottom);
  pen.stroke();
  pen.setLineDash([]);
}
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
var NAMES = ["x", "y"];
var ROWS = [
  {
    key: "acceptance",
    name: "Accepted",
    meaning: "Share of all proposals that were accepted; with NUTS, the mean over its paths",
    write: (value) => `${fixed(100 * value, 0)} %`
  },
  {
    key: "rhat",
    name: "R-hat",
    meaning: "Rank-normalised split R-hat: close to 1 when the chains agree",
    write: (value) => rhatWords(value, 3)
  },
  {
    key: "ess",
    name: "ESS",
    meaning: "Bulk effective sample size of all chains together",
    write: (value) => fixed(value, 0)
  },
  {
    key: "perCall",
    name: "ESS per 1000 calls",
    meaning: "ESS per 1000 calls of the gradient or, for a sampler without one, of the log density. Gibbs has none: what it costs depends on how its conditionals are drawn",
    write: (value) => fixed(value, value < 1 ? 2 : value < 10 ? 1 : 0),
    isFor: (session) => session.lanes.length > 1 || session.lanes[0].sampler.hasGradient
  },
  {
    key: "energyError",
    name: "Energy error",
    meaning: "Median size of the energy's change from the start of a path to the point taken",
    write: (value) => value > 1e3 ? "> 1000" : value < 1e-3 ? "< 0.001" : fixed(value, 3),
    isFor: ({ lanes }) => lanes.some(({ sampler }) => sampler.hasEnergy)
  },
  {
    key: "divergences",
    name: "Divergences",
    meaning: "Paths whose energy went wrong by more than 1000: the leapfrog lost its way",
    write: (value) => fixed(value, 0),
    isFor: ({ lanes }) => lanes.some(({ sampler }) => sampler.hasEnergy)
  },
  {
    key: "stepSize",
    name: "Step size",
    meaning: "The step that makes the next draw: the warm-up tunes it",
    write: (value) => fixed(value, 3),
    isFor: ({ lanes, values }) => values.warmup > 0 && lanes.some(({ sampler }) => sampler.isTuned)
  },
  {
    key: "means",
    name: "Mean",
    meaning: "Mean of all draws shown",
    write: (value) => fixed(value, 2)
  },
  {
    key: "trueMeans",
    name: "True mean",
    meaning: "Mean of the density, inside the picture",
    write: (value) => fixed(value, 2)
  }
];
var PAIRS = ["rhat", "ess", "perCall", "means", "trueMeans"];
var Readings = class {
  #lastRound = -Infinity;
  #timer = null;
  // `done(list)` is called after each round, with the readings of each of the session's runs.
  constructor(session, done) {
    this.session = session;
    this.done = done;
    this.table = h("table", { class: "sfp-readings" });
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
  // Makes the rows that suit the samplers shown, unless they are there.
  layOut() {
    const { session, table } = this;
    const { lanes } = session;
    const fitting = ROWS.filter(({ isFor }) => !isFor || isFor(session));
    const layout = [...lanes.map(({ name }) => name), ...fitting.map(({ key }) => key)].join();
    if (layout === this.layout) return;
    this.layout = layout;
    this.rows = fitting.map((row) => {
      const span = PAIRS.includes(row.key) ? {} : { colspan: 2 };
      const cells = lanes.map(() => (span.colspan ? [0] : [0, 1]).map(() => h("td", span)));
      return { ...row, cells };
    });
    const names = lanes.map(
      ({ sampler }) => h("th", { scope: "colgroup", colspan: 2 }, sampler.short)
    );
    const coordinates = lanes.flatMap(() => NAMES.map((name) => h("th", { scope: "col" }, name)));
    table.classList.toggle("sfp-two", lanes.length > 1);
    table.replaceChildren(
      h(
        "thead",
        {},
        ...lanes.length > 1 ? [h("tr", {}, h("td"), ...names)] : [],
        h("tr", {}, h("td"), ...coordinates)
      ),
      h(
        "tbody",
        {},
        ...this.rows.map(
          ({ name, meaning, cells }) => h("tr", {}, h("th", { scope: "row", title: meaning }, name), ...cells.flat())
        )
      )
    );
  }
  #begin() {
    const { runs, n } = this.session;
    const round = { runs, n, list: runs.map((run) => this.#start(run, n)) };
    const pieces = runs.flatMap((run, i) => piecesOf(run, n, round.list[i]));
    this.#work(pieces, round);
  }
  #start(run, n) {
    const from = Math.min(run.warmup, n);
    const { isTuned, hasEnergy: hasEnergy2 } = run.sampler;
    return {
      run,
      n,
      from,
      trueMeans: this.session.trueMeans,
      rhat: [NaN, NaN],
      ess: [NaN, NaN],
      perCall: [NaN, NaN],
      means: [],
      correlations: [],
      acceptance: run.acceptance(n, from),
      divergences: hasEnergy2 ? run.sum("divergent", n, from) : NaN,
      stepSize: isTuned ? run.stepSize(n + 1) : NaN,
      energyError: NaN
    };
  }
  #work([piece, ...others], round) {
    if (piece) {
      piece();
      const wait = this.session.playing ? BREATH : 0;
      this.#timer = setTimeout(() => this.#work(others, round), wait);
      return;
    }
    this.#timer = null;
    this.#lastRound = performance.now();
    const isOfThisRun = round.runs === this.session.runs;
    if (isOfThisRun) {
      this.#show(round.list);
      this.done(round.list);
    }
    if (!isOfThisRun || round.n !== this.session.n) this.refresh();
    else this.table.ariaBusy = "false";
  }
  #show(list) {
    for (const { key, cells, write } of this.rows) {
      cells.forEach((pair, i) => {
        [list[i][key]].flat().forEach((value, j) => {
          pair[j].textContent = Number.isFinite(value) ? write(value) : "–";
        });
      });
    }
  }
};
function piecesOf(run, n, readings) {
  const { from } = readings;
  const calls = run.sampler.hasCalls === false ? NaN : run.sum("calls", n, from);
  const pieces = NAMES.flatMap((name, i) => [
    ...coordinatePieces(run.draws(name, n, from), i, readings),
    () => readings.perCall[i] = 1e3 * readings.ess[i] / calls
  ]);
  return run.sampler.hasEnergy ? [...pieces, () => typicalError(run, readings)] : pieces;
}
var MOST_ERRORS = 5e3;
function typicalError({ chains }, readings) {
  const { n } = readings;
  const from = Math.max(readings.from, n - MOST_ERRORS);
  const latest = chains.map(({ energyError }) => [...energyError.subarray(from + 1, n + 1)]);
  const sorted = Float64Array.from(latest.flat(), Math.abs).sort();
  readings.energyError = sorted[sorted.length >> 1] ?? NaN;
}
function coordinatePieces(draws, i, readings) {
  const { autocorrelation: autocorrelation2, ess: ess2, fold: fold2, larger: larger2, mean: mean2, normalScores: normalScores2, plainRhat: plainRhat2, split: split2 } = diagnostics_exports;
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
    () => readings.rhat[i] = larger2(plainRhat2(scores), plainRhat2(normalScores2(folded)))
  ];
}
function inWords2(readings) {
  const { n, from, run, acceptance, rhat: rhat2, ess: ess2, divergences } = readings;
  const chains = run.chains.length === 1 ? "1 chain" : `${run.chains.length} chains`;
  if (n === 0) return `${chains} at the start; no draws yet.`;
  const pair = ([x, y], write, digits) => Number.isNaN(x + y) ? "not known yet" : `x ${write(x, digits)}, y ${write(y, digits)}`;
  const draws = `${n} ${n === 1 ? "draw" : "draws"} from each of ${chains}. `;
  if (n === from) return `${draws}All are warm-up and do not count.`;
  return draws + (from > 0 ? `The first ${from} are warm-up and do not count. ` : "") + `${Math.round(100 * acceptance)} percent accepted. ` + (divergences > 0 ? `${divergences} divergent. ` : "") + `R-hat: ${pair(rhat2, rhatWords, 2)}. Effective sample size: ${pair(ess2, fixed, 0)}.`;
}

// coursekit/widgets/js/mcmc_explorer.js
var COORDINATES = ["x", "y"];
var LOWER = { lags: "Autocorrelation", energy: "Energy error" };
var ZOOM = 1.5;
var FAR2 = 100;
function render({ model, el }) {
  const session = sessionOf(model, (it) => new Session(it).begin());
  const view = new View(session);
  el.append(view.root);
  return view.start();
}
var mcmc_explorer_default = { render };
var View = class {
  constructor(session) {
    this.session = session;
    this.pictures = LANES.map((_, i) => new Picture(session, i));
    this.traces = LANES.map((_, i) => new Traces(session, i));
    this.readings = new Readings(session, (list) => this.#showReadings(list));
    this.note = h("p", { class: "sfp-note", role: "alert", id: uniqueId("note") });
    this.settings = settingControls(session, this.note.id);
    this.transport = transportControls(session);
    this.viewing = viewControls(session);
    this.legend = legendOf(session);
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
    for (const { frame } of this.pictures) sizes.observe(frame);
    this.#showCoordinate("x");
    this.#showLower("lags");
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
    const helpId = uniqueId("help");
    this.titles = LANES.map(() => h("div", { class: "sfp-title" }));
    this.figures = this.pictures.map((picture, i) => this.#figure(picture, i, helpId));
    this.coordinates = COORDINATES.map((name) => button(name, () => this.#showCoordinate(name)));
    this.lowers = Object.entries(LOWER).map(
      ([key, name]) => button(name, () => this.#showLower(key))
    );
    const group = (name, buttons) => h("div", { class: "sfp-group", role: "group", "aria-label": name }, ...buttons);
    this.lowerGroup = group("Lower picture", this.lowers);
    this.lowerName = h("span", {}, LOWER.lags);
    this.body = h(
      "div",
      { class: "sfp-body" },
      this.figures[0],
      this.transport.element,
      h(
        "div",
        { class: "sfp-side" },
        this.readings.table,
        h("div", { class: "sfp-caption" }, "Trace", group("Coordinate", this.coordinates)),
        this.traces[0].trace,
        h("div", { class: "sfp-caption" }, this.lowerName, this.lowerGroup),
        this.traces[0].lower
      )
    );
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
      this.body,
      this.legend.element,
      this.viewing.element,
      help(HINTS, "Keys, while the picture has the focus:", keysOf(FAR2), helpId),
      this.status
    );
  }
  #figure(picture, i, helpId) {
    const stage = h(
      "div",
      {
        class: "sfp-stage",
        role: "application",
        tabindex: 0,
        "aria-label": "The target and the chains",
        "aria-describedby": helpId,
        onkeydown: (event) => this.#onKey(event, picture)
      },
      picture.frame
    );
    picture.frame.addEventListener("click", (event) => {
      this.#place(picture, picture.pointAt(event));
    });
    const zoom = (name, sign, factor) => {
      const control = button(sign, () => this.#zoom(factor));
      control.setAttribute("aria-label", name);
      control.title = name;
      return control;
    };
    const zooms = [zoom("Zoom in", "+", 1 / ZOOM), zoom("Zoom out", "−", ZOOM)];
    return h(
      "div",
      { class: "sfp-figure" },
      this.titles[i],
      picture.above,
      stage,
      picture.beside,
      ...i === 0 ? [h("div", { class: "sfp-zoom" }, ...zooms)] : []
    );
  }
  #recolour(colours) {
    for (const part of [...this.pictures, ...this.traces]) part.colours = colours;
    this.#paint();
  }
  #resize() {
    this.pictures.forEach((picture, i) => {
      if (picture.resize()) this.traces[i].resize();
    });
    this.#paint();
  }
  #paint() {
    this.pictures.forEach((picture) => picture.paintAll());
    this.#paintTraces();
    this.#paintLower();
  }
  #paintTraces() {
    this.traces.forEach((traces, i) => traces.paint(this.pictures[i].view));
  }
  #paintLower() {
    this.traces.forEach((traces) => traces.paintLower());
  }
  #follow(what) {
    if (what === "run") {
      this.traces.forEach((traces) => traces.forget());
      this.#suit();
      this.#paint();
    }
    if (what === "view") this.pictures.forEach((picture) => picture.paintAll());
    if (what === "cursor") {
      this.pictures.forEach((picture) => picture.paint());
      this.#paintTraces();
      if (this.lower === "energy") this.#paintLower();
    }
    if (what === "run" || what === "cursor") {
      this.transport.moved();
      this.readings.refresh();
    }
    if (what === "settings") {
      this.#suit();
      this.settings.update();
      this.transport.update();
      this.viewing.update();
      this.readings.refresh();
    }
    if (what === "note") this.note.textContent = this.session.note;
  }
  // Shows and hides what depends on the samplers and their number.
  #suit() {
    const { lanes } = this.session;
    const [isTwo, hasEnergy2] = [lanes.length > 1, lanes.some(({ sampler }) => sampler.hasEnergy)];
    this.body.classList.toggle("sfp-two", isTwo);
    const { trace, lower } = this.traces[1];
    if (!isTwo) for (const part of [this.figures[1], trace, lower]) part.remove();
    else if (!this.figures[1].isConnected) {
      this.transport.element.after(this.figures[1]);
      this.traces[0].trace.after(trace);
      this.traces[0].lower.after(lower);
    }
    lanes.forEach(({ sampler }, i) => this.titles[i].textContent = isTwo ? sampler.label : "");
    this.lowerGroup.hidden = !hasEnergy2;
    this.lowerName.hidden = hasEnergy2;
    if (!hasEnergy2 && this.lower === "energy") this.#showLower("lags");
    this.readings.layOut();
    this.legend.update();
  }
  #showReadings(list) {
    this.lastReadings = list;
    const i = COORDINATES.indexOf(this.traces[0].coordinate);
    list.forEach(({ correlations }, lane) => this.traces[lane].correlations = correlations[i]);
    this.#paintLower();
    if (!this.session.playing) this.#say(list);
  }
  // Puts what the pictures show in words; while playing that would be a stream of talk.
  #say(list) {
    const { target, lanes } = this.session;
    const words = list.map((readings, i) => {
      const own = inWords2(readings);
      return lanes.length > 1 ? `${lanes[i].sampler.short}: ${own}` : own;
    });
    const all = words.join(" ");
    if (this.status.textContent !== all) this.status.textContent = all;
    words.forEach((own, i) => {
      const traces = this.traces[i];
      const name = traces.coordinate;
      this.pictures[i].describe(`${target.label}: density with the chains on it. ${own}`);
      traces.describe(
        `Trace of ${name}. ${own}`,
        this.lower === "energy" ? `Energy error along the paths of the last step. ${errorsInWords(traces)}` : `Autocorrelation of ${name} by lag. ${lagsInWords(traces)}`
      );
    });
  }
  #showCoordinate(coordinate) {
    this.traces.forEach((traces) => traces.coordinate = coordinate);
    COORDINATES.forEach((name, i) => {
      this.coordinates[i].setAttribute("aria-pressed", name === coordinate);
    });
    this.#paintTraces();
    if (this.lastReadings) this.#showReadings(this.lastReadings);
  }
  #showLower(lower) {
    this.lower = lower;
    this.traces.forEach((traces) => traces.showsEnergy = lower === "energy");
    Object.keys(LOWER).forEach((key, i) => {
      this.lowers[i].setAttribute("aria-pressed", key === lower);
    });
    this.#paintLower();
    if (this.lastReadings) this.#showReadings(this.lastReadings);
  }
  #zoom(factor) {
    for (const picture of this.pictures) picture.zoom = factor ? picture.zoom * factor : 1;
    this.#paint();
  }
  // Starts a chain at a point; if the explorer was playing, it plays on from there.
  #place(picture, point) {
    picture.crosshair = null;
    this.session.startAt(point.map((value) => Number(value.toPrecision(4))));
  }
  #onKey(event, picture) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const move = picture.crosshair ? this.#moveCrosshair : this.#command;
    const done = move.call(this, event, picture);
    if (!done) return;
    event.preventDefault();
    event.stopPropagation();
  }
  // Whether the key had a meaning.
  #command({ key, shiftKey }, picture) {
    const { session } = this;
    const commands = {
      " ": () => session.toggle(),
      ArrowRight: () => shiftKey ? session.moveTo(session.n + FAR2) : session.step(),
      ArrowLeft: () => session.moveTo(session.n - (shiftKey ? FAR2 : 1)),
      Home: () => session.moveTo(0),
      End: () => session.moveTo(session.length),
      "+": () => this.#zoom(1 / ZOOM),
      "-": () => this.#zoom(ZOOM),
      0: () => this.#zoom(null),
      Enter: () => this.#showCrosshair(picture)
    };
    if (!Object.hasOwn(commands, key)) return false;
    commands[key]();
    return true;
  }
  #showCrosshair(picture) {
    const [left, right, bottom, top] = picture.view;
    this.#setCrosshair(picture, [(left + right) / 2, (bottom + top) / 2]);
  }
  #moveCrosshair({ key, shiftKey }, picture) {
    const [left, right, bottom, top] = picture.view;
    const share = shiftKey ? 1 / 10 : 1 / 40;
    const [x, y] = picture.crosshair;
    const [dx, dy] = [(right - left) * share, (top - bottom) * share];
    const moves = {
      ArrowRight: [x + dx, y],
      ArrowLeft: [x - dx, y],
      ArrowUp: [x, y + dy],
      ArrowDown: [x, y - dy]
    };
    if (Object.hasOwn(moves, key)) this.#setCrosshair(picture, moves[key]);
    else if (key === "Enter") this.#place(picture, picture.crosshair);
    else if (key === "Escape") this.#setCrosshair(picture, null);
    else return false;
    return true;
  }
  #setCrosshair(picture, point) {
    picture.crosshair = point;
    picture.paint();
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
function errorsInWords({ run, session: { n } }) {
  if (!run.sampler.hasEnergy) return "There is no energy in this sampler.";
  if (n === 0) return "No step has been made yet.";
  const errors = run.chains.map(({ energyError }) => Math.abs(energyError[n]));
  const sizes = errors.map((error) => error > 1e3 ? "above 1000" : fixed(error, 3));
  return `At the point taken or proposed, chain by chain: ${sizes.join(", ")}.`;
}
export {
  mcmc_explorer_default as default
};
