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
function choice(name, options, onchange) {
  const entries = Object.entries(options).map(([value, words]) => h("option", { value }, words));
  const input = h("select", { onchange: () => onchange(input.value) }, ...entries);
  return { element: field(name, input), input };
}
function switches(name, options, onchange) {
  const buttons = Object.entries(options).map(([value, words]) => [
    value,
    button(words, () => onchange(value))
  ]);
  const element = h(
    "div",
    { class: "sfp-group", role: "group", "aria-label": name },
    ...buttons.map(([, control]) => control)
  );
  const update = (chosen) => buttons.forEach(([value, control]) => control.setAttribute("aria-pressed", value === chosen));
  return { element, update };
}
function slider(name, [low, high], step, choose, scale = { to: (v) => v, from: (v) => v }) {
  const input = h("input", {
    type: "range",
    min: scale.to(low),
    max: scale.to(high),
    step,
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
function seedControls(session, nextName) {
  const input = h("input", {
    type: "number",
    min: 0,
    max: LAST_SEED,
    onchange: () => session.change({ seed: input.value })
  });
  const next = () => session.change({ seed: (session.values.seed + 1) % (LAST_SEED + 1) });
  return {
    elements: [field("Seed", input), button(nextName, next)],
    update: () => input.value = session.values.seed
  };
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
function onKeys(element, commands) {
  element.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const known = commands(event);
    if (!Object.hasOwn(known, event.key)) return;
    known[event.key]();
    event.preventDefault();
    event.stopPropagation();
  });
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
var whole = (low, high) => ({
  read(value) {
    const result = toNumber(value);
    return Number.isInteger(result) && result >= low && result <= high ? result : wanted(`a whole number from ${low} to ${high}`, value);
  }
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

// coursekit/widgets/js/kit/view.js
function show({ model, el }, Session2, View2) {
  const session = sessionOf(model, (it) => new Session2(it).begin());
  const view = new View2(session);
  el.append(view.root);
  return view.start();
}
function follow(root, session, { colours, resize, news, first = ["settings", "run", "note"] }) {
  const sizes = new ResizeObserver(resize);
  const stops = [
    followTheme(root, colours),
    session.subscribe(news),
    () => sizes.disconnect(),
    () => session.pause()
  ];
  sizes.observe(root);
  for (const what of first) news(what);
  return () => stops.forEach((stop) => stop());
}

// coursekit/widgets/js/algorithms/diagnostics.js
function essBulk(chains) {
  return chains[0].length < 4 ? NaN : ess(normalScores(split(chains)));
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
function larger(a, b) {
  if (Number.isNaN(a)) return b;
  return Number.isNaN(b) ? a : Math.max(a, b);
}
function variance(values) {
  const centred = values.map((value) => value - values[0]);
  const centre = mean(centred);
  let sum = 0;
  for (let t = 0; t < values.length; t++) sum += (centred[t] - centre) ** 2;
  return sum / (values.length - 1);
}
function pooled(chains) {
  const all2 = new Float64Array(chains.length * chains[0].length);
  chains.forEach((chain, k) => all2.set(chain, k * chain.length));
  return all2;
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
  const draws2 = chains[0].length;
  const between = draws2 * variance(chains.map(mean));
  const within = mean(chains.map(variance));
  return Math.sqrt((between / within + draws2 - 1) / draws2);
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
  const draws2 = chains[0].length;
  const covariance = meanAutocovariance(chains);
  const within = covariance[0] * draws2 / (draws2 - 1);
  const total = covariance[0] + (chains.length > 1 ? variance(chains.map(mean)) : 0);
  return covariance.map((value) => 1 - (within - value) / total);
}
function meanAutocovariance(chains) {
  const draws2 = chains[0].length;
  const size = 2 ** Math.ceil(Math.log2(2 * draws2));
  const power = new Float64Array(size);
  for (let k = 0; k < chains.length; k += 2) {
    const real = centredInto(new Float64Array(size), chains[k]);
    const imaginary = new Float64Array(size);
    if (k + 1 < chains.length) centredInto(imaginary, chains[k + 1]);
    fourier(real, imaginary);
    for (let f = 0; f < size; f++) power[f] += real[f] ** 2 + imaginary[f] ** 2;
  }
  fourier(power, new Float64Array(size));
  return power.slice(0, draws2).map((value) => value / (size * draws2 * chains.length));
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

// coursekit/widgets/js/algorithms/made_chains.js
function remembering(noise, memory) {
  const scale = Math.sqrt(1 - memory ** 2);
  const series = Float64Array.from(noise);
  for (let t = 1; t < series.length; t++) series[t] = memory * series[t - 1] + scale * noise[t];
  return series;
}
function madeChain(noise, { location: location2, spread, memory, drift, stuck, stuckAt }) {
  const n = noise.length;
  const chain = remembering(noise, memory).map(
    (z, t) => location2 + drift * (t / (n - 1) - 0.5) + spread * z
  );
  const [first, end] = stretch(n, stuck, stuckAt);
  return chain.fill(chain[first], first, end);
}
function stretch(n, stuck, stuckAt) {
  const length = Math.round(stuck * n);
  const first = Math.round(stuckAt * (n - Math.max(length, 1)));
  return [first, first + length];
}
function rhats(chains) {
  const halves = split(chains);
  return {
    plain: plainRhat(chains),
    split: plainRhat(halves),
    bulk: plainRhat(normalScores(halves)),
    folded: plainRhat(normalScores(fold(halves)))
  };
}
function essMean(chains) {
  const halves = split(chains);
  const isConstant = halves.every((half) => half.every((value) => value === halves[0][0]));
  return isConstant ? halves.length * halves[0].length : ess(halves);
}
function essTail(chains) {
  const sorted = pooled2(chains).sort();
  const below = (prob) => {
    const threshold = quantile(sorted, prob);
    return chains.map((chain) => chain.map((value) => value <= threshold ? 1 : 0));
  };
  return Math.min(essMean(below(0.05)), essMean(below(0.95)));
}
function meanWithError(chains) {
  const all2 = pooled2(chains);
  const centre = mean(all2);
  let squares = 0;
  for (const value of all2) squares += (value - centre) ** 2;
  const sd = Math.sqrt(squares / (all2.length - 1));
  return { mean: centre, error: sd / Math.sqrt(essMean(chains)) };
}
function rankCounts(chains, bins) {
  const sorted = pooled2(chains).sort();
  const size = sorted.length;
  const twicePosition = /* @__PURE__ */ new Map();
  for (let first = 0, end; first < size; first = end) {
    for (end = first + 1; sorted[end] === sorted[first]; ) end++;
    twicePosition.set(sorted[first], first + end - 1);
  }
  return chains.map((chain) => {
    const counts = new Uint32Array(bins);
    for (const value of chain) {
      counts[Math.floor(twicePosition.get(value) * bins / (2 * size))] += 1;
    }
    return counts;
  });
}
function diagnose(chains) {
  const forms = rhats(chains);
  return {
    ...forms,
    rhat: larger(forms.bulk, forms.folded),
    essBulk: essBulk(chains),
    essTail: essTail(chains),
    ...meanWithError(chains)
  };
}
function quantile(sorted, prob) {
  const place = sorted.length * prob + (1 - prob);
  const below = Math.min(Math.max(Math.floor(place), 1), sorted.length - 1);
  const share = Math.min(Math.max(place - below, 0), 1);
  return (1 - share) * sorted[below - 1] + share * sorted[below];
}
function pooled2(chains) {
  const all2 = new Float64Array(chains.length * chains[0].length);
  chains.forEach((chain, k) => all2.set(chain, k * chain.length));
  return all2;
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
  const step = [1, 2, 5, 10].map((k) => k * power).find((size) => size >= rough * 0.999);
  const values = [];
  for (let k = Math.ceil(low / step); k * step <= high; k++) values.push(k * step);
  return values;
}
var tickLabel = (value) => String(Number(value.toPrecision(6))).replace("-", "−");
var LABEL_FONT = "12px system-ui, sans-serif";

// coursekit/widgets/js/kit/axes.js
var MARGIN = { left: 34, right: 8, top: 8, bottom: 20 };
function paintAxes(layer, colours, across, up, { labels = null, margin = {} } = {}) {
  const { pen, width, height } = layer;
  const room = { ...MARGIN, ...margin };
  const toX = linear(...across, room.left, width - room.right);
  const toY = linear(...up, height - room.bottom, room.top);
  layer.clear();
  pen.font = LABEL_FONT;
  pen.fillStyle = colours.muted;
  pen.strokeStyle = colours.grid;
  pen.lineWidth = 1;
  pen.textBaseline = "middle";
  pen.textAlign = "right";
  for (const value of labels ? labels.keys() : ticks(...up, 4)) {
    pen.beginPath();
    pen.moveTo(room.left, toY(value));
    pen.lineTo(width - room.right, toY(value));
    pen.stroke();
    const words = labels ? labels[value] : tickLabel(value);
    pen.fillText(words, room.left - 6, toY(value), room.left - 8);
  }
  pen.textAlign = "center";
  pen.textBaseline = "bottom";
  for (const value of ticks(...across, 4)) {
    if (toX(value) < width - room.right - 4) pen.fillText(tickLabel(value), toX(value), height);
  }
  return { toX, toY };
}

// coursekit/widgets/js/diagnostics/goals.js
var PEAKS = [-2, 2];
var TRUE_MEAN = 0;
function density(x) {
  const peak = (centre) => Math.exp(-((x - centre) ** 2) / 2) / Math.sqrt(2 * Math.PI);
  return (peak(PEAKS[0]) + peak(PEAKS[1])) / 2;
}
var off = ({ mean: mean2 }) => Math.abs(mean2 - TRUE_MEAN);
var all = (value) => Array(4).fill(value);
var PLAIN = {
  draws: 500,
  location: all(0),
  spread: all(1),
  memory: all(0),
  drift: all(0),
  stuck: all(0),
  stuck_at: all(0.5)
};
var GOALS = {
  blind: {
    task: "Make R-hat blind: below 1.01, and the mean off by more than 1.",
    isMet: (found) => found.rhat < 1.01 && off(found) > 1,
    why: "R-hat compares the chains with one another, never with the target. Chains that all sit on one peak agree. Starts that are spread out, and knowing the target, are what helps.",
    way: { ...PLAIN, location: all(2) }
  },
  alarm: {
    task: "Make R-hat alarm (above 1.05) while the mean is right to 0.25.",
    isMet: (found) => found.rhat > 1.05 && off(found) < 0.25,
    why: "The errors of the chains cancel in this mean. The alarm is still right: the chains have seen different things, and another run would not be so lucky.",
    way: { ...PLAIN, location: [-2, 2, -2, 2] }
  },
  tails: {
    task: "Bring the tail ESS below 100 while the bulk ESS is above 400.",
    isMet: (found) => found.essTail < 100 && found.essBulk > 400,
    why: "The chains agree about the centre, so the bulk ESS is high; only some of them reach the tails, so the 5 % and 95 % quantiles rest on few of them and should not be reported. The folded form of R-hat sees the same.",
    way: { ...PLAIN, spread: [1, 1, 1, 3] }
  },
  old: {
    task: "Deceive the R-hat of 1992 (below 1.01), but not today's (above 1.05).",
    isMet: (found) => found.plain < 1.01 && found.rhat > 1.05,
    why: "The formula of 1992 compares the means of whole chains. Chains that drift together have the same mean: their halves do not. Chains of different spread have it too: the folded ranks tell them apart.",
    way: { ...PLAIN, drift: all(2) }
  }
};

// coursekit/widgets/js/diagnostics/bands.js
var RANGE = [-7.5, 7.5];
var MARGIN2 = { left: 26, right: 64, top: 6, bottom: 42 };
var LANE = 14;
var WIDE = 2;
var NEAR = 12;
var chainColour = (colours, k) => [colours.c1, colours.c2, colours.c3, colours.c4][k];
var Bands = class {
  #layer = new Layer({ role: "img" });
  #drag = null;
  // what the pointer does: (event) -> changes of dials
  constructor(session) {
    this.session = session;
    const { canvas } = this.#layer;
    this.box = h("div", { class: "sfp-bands" }, canvas);
    canvas.addEventListener("pointerdown", (event) => this.#begin(event));
    canvas.addEventListener("pointermove", (event) => this.#move(event));
    for (const name of ["pointerup", "pointercancel"]) {
      canvas.addEventListener(name, () => this.#drag = null);
    }
  }
  describe(words) {
    this.#layer.canvas.setAttribute("aria-label", words);
  }
  resize() {
    this.#layer.resize(this.box.clientWidth, this.box.clientHeight);
    return this.#layer.width > 0;
  }
  paint() {
    if (!this.colours || this.#layer.width === 0) return;
    const { values, chains, k } = this.session;
    const across = [0, values.draws];
    this.frame = paintAxes(this.#layer, this.colours, across, RANGE, { margin: MARGIN2 });
    this.#paintTarget();
    const { pen, width, height } = this.#layer;
    const others = [...chains.keys()].filter((chain) => chain !== k);
    pen.save();
    pen.beginPath();
    pen.rect(0, 0, width, height - MARGIN2.bottom);
    pen.clip();
    for (const chain of [...others, k]) this.#paintChain(chain, chain === k);
    pen.restore();
    this.#paintLane();
  }
  #paintTarget() {
    const { pen, width } = this.#layer;
    const { toY } = this.frame;
    const left = width - MARGIN2.right + 6;
    const scale = (MARGIN2.right - 12) / density(2);
    pen.beginPath();
    pen.moveTo(left, toY(RANGE[0]));
    for (let x = RANGE[0]; x <= RANGE[1]; x += 0.1) pen.lineTo(left + scale * density(x), toY(x));
    pen.fillStyle = this.colours.muted;
    pen.globalAlpha = 0.3;
    pen.fill();
    pen.globalAlpha = 1;
    pen.strokeStyle = pen.fillStyle = this.colours.fg;
    pen.setLineDash([4, 4]);
    pen.beginPath();
    pen.moveTo(MARGIN2.left, toY(TRUE_MEAN));
    pen.lineTo(width, toY(TRUE_MEAN));
    pen.stroke();
    pen.setLineDash([]);
    pen.textAlign = "left";
    pen.textBaseline = "top";
    pen.fillText("target", left, MARGIN2.top);
  }
  // Where the band of a chain is, in pixels: its middle at both ends, and its half height.
  #band(chain) {
    const { location: location2, drift, spread } = this.session.dials(chain);
    const { toX, toY } = this.frame;
    return {
      ends: [toX(0), toX(this.session.values.draws)],
      middles: [toY(location2 - drift / 2), toY(location2 + drift / 2)],
      half: toY(0) - toY(WIDE * spread)
    };
  }
  #paintChain(chain, inHand) {
    const { pen } = this.#layer;
    const { toX, toY } = this.frame;
    const { ends, middles, half } = this.#band(chain);
    const draws2 = this.session.chains[chain];
    pen.fillStyle = pen.strokeStyle = chainColour(this.colours, chain);
    pen.globalAlpha = 0.75;
    pen.lineWidth = 0.75;
    pen.beginPath();
    const stride = Math.max(1, Math.round(draws2.length / 500));
    for (let t = 0; t < draws2.length; t += stride) pen.lineTo(toX(t + 0.5), toY(draws2[t]));
    pen.stroke();
    pen.beginPath();
    pen.moveTo(ends[0], middles[0] - half);
    pen.lineTo(ends[1], middles[1] - half);
    pen.lineTo(ends[1], middles[1] + half);
    pen.lineTo(ends[0], middles[0] + half);
    pen.closePath();
    pen.globalAlpha = 0.12;
    pen.fill();
    pen.globalAlpha = 1;
    pen.lineWidth = inHand ? 2.5 : 1;
    pen.stroke();
    if (inHand) this.#paintHandles(ends, middles, half);
    pen.font = "bold 12px system-ui, sans-serif";
    pen.textAlign = "left";
    pen.textBaseline = "bottom";
    pen.fillText(String(chain + 1), ends[0] + 4 + 14 * chain, middles[0] - half - 2);
  }
  #paintHandles(ends, middles, half) {
    const { pen } = this.#layer;
    const middle = (ends[0] + ends[1]) / 2;
    const height = (middles[0] + middles[1]) / 2;
    for (const [x, y] of [
      [middle, height - half],
      [middle, height + half],
      [ends[1], middles[1]]
    ]) {
      pen.beginPath();
      pen.arc(x, y, 6, 0, 2 * Math.PI);
      pen.fill();
    }
  }
  // The bar under the traces: where the chain in hand stands still.
  #paintLane() {
    const { pen, height } = this.#layer;
    const { toX } = this.frame;
    const { k, values } = this.session;
    const { stuck, stuckAt } = this.session.dials(k);
    const top = height - MARGIN2.bottom + 4;
    const bar = (from, to) => pen.fillRect(toX(from), top, toX(to) - toX(from), LANE);
    pen.fillStyle = this.colours.grid;
    bar(0, values.draws);
    pen.fillStyle = chainColour(this.colours, k);
    bar(...stretch(values.draws, stuck, stuckAt));
    if (stuck > 0) return;
    pen.fillStyle = this.colours.fg;
    pen.font = "11px system-ui, sans-serif";
    pen.textAlign = "center";
    pen.textBaseline = "middle";
    pen.fillText(`drag here: chain ${k + 1} stands still`, toX(values.draws / 2), top + LANE / 2);
  }
  #isLane({ offsetY }) {
    return offsetY > this.#layer.height - MARGIN2.bottom;
  }
  #begin(event) {
    const { offsetX: x, offsetY: y } = event;
    if (this.#isLane(event)) this.#drag = this.#sticking(x);
    else {
      this.#choose(x, y);
      this.#drag = this.#dragging(x, y);
    }
    this.#layer.canvas.setPointerCapture(event.pointerId);
  }
  #move(event) {
    if (this.#drag) this.session.turn(this.#drag(event));
    else this.box.style.cursor = this.#isLane(event) ? "ew-resize" : "ns-resize";
  }
  // How far above the middle of its band a point is, in half heights and in pixels.
  #place(chain, x, y) {
    const { ends, middles, half } = this.#band(chain);
    const share = (x - ends[0]) / (ends[1] - ends[0]);
    const above = middles[0] + share * (middles[1] - middles[0]) - y;
    return { above, half, toEnd: Math.hypot(x - ends[1], y - middles[1]) };
  }
  // Takes the chain in hand whose band the point is in or nearest to; the one that is in hand
  // stays so if the point is in its band or at its handle.
  #choose(x, y) {
    const distance = (chain) => {
      const { above, half, toEnd } = this.#place(chain, x, y);
      return Math.min(Math.max(Math.abs(above) - half, 0), Math.max(toEnd - NEAR, 0));
    };
    const { session } = this;
    if (distance(session.k) < NEAR) return;
    const distances = session.chains.map((_, chain) => distance(chain));
    session.change({ chain: 1 + distances.indexOf(Math.min(...distances)) });
  }
  #dragging(x, y) {
    const before = this.session.dials(this.session.k);
    const { above, half, toEnd } = this.#place(this.session.k, x, y);
    const { toY } = this.frame;
    const up = (event) => toY.invert(event.offsetY) - toY.invert(y);
    if (toEnd < NEAR) return (event) => ({ drift: before.drift + 2 * up(event) });
    if (Math.abs(Math.abs(above) - half) < NEAR / 2) {
      const side = Math.sign(above);
      return (event) => ({ spread: before.spread + side * up(event) / WIDE });
    }
    return (event) => ({ location: before.location + up(event) });
  }
  // Draws a stretch where the chain stands still, or moves the one that is there.
  #sticking(x) {
    const { toX } = this.frame;
    const { draws: draws2 } = this.session.values;
    const { stuck, stuckAt } = this.session.dials(this.session.k);
    const share = (pixel) => Math.min(Math.max(toX.invert(pixel) / draws2, 0), 1);
    const [first, end] = stretch(draws2, stuck, stuckAt);
    const at = share(x);
    const place = (from, length) => length < 1 ? from / (1 - length) : 0.5;
    if (stuck > 0 && at * draws2 >= first && at * draws2 <= end) {
      return (event) => ({ stuck_at: place(share(event.offsetX) - at + first / draws2, stuck) });
    }
    return (event) => {
      const [from, to] = [at, share(event.offsetX)].sort((a, b) => a - b);
      return { stuck: to - from, stuck_at: place(from, to - from) };
    };
  }
};

// coursekit/widgets/js/diagnostics/ranks.js
var BINS = 20;
var GAP = 14;
var BOTTOM = 16;
var Ranks = class {
  #layer = new Layer({ role: "img" });
  constructor(session) {
    this.session = session;
    this.box = h("div", { class: "sfp-ranks" }, this.#layer.canvas);
  }
  describe(words) {
    this.#layer.canvas.setAttribute("aria-label", words);
  }
  resize() {
    this.#layer.resize(this.box.clientWidth, this.box.clientHeight);
  }
  paint() {
    const { pen, width, height } = this.#layer;
    if (!this.colours || width === 0) return;
    const { chains } = this.session;
    const counts = rankCounts(chains, BINS);
    const even = chains[0].length / BINS;
    const top = Math.max(2 * even, ...counts.flatMap((row) => [...row]));
    const side = (width - GAP * (chains.length - 1)) / chains.length;
    this.#layer.clear();
    pen.font = LABEL_FONT;
    pen.textAlign = "center";
    pen.textBaseline = "bottom";
    counts.forEach((row, k) => {
      const left = k * (side + GAP);
      const toY = (count2) => (height - BOTTOM) * (1 - count2 / top);
      pen.fillStyle = chainColour(this.colours, k);
      row.forEach((count2, bin) => {
        const bar = side / BINS;
        pen.fillRect(left + bin * bar, toY(count2), bar - 0.5, toY(0) - toY(count2));
      });
      pen.strokeStyle = pen.fillStyle = this.colours.fg;
      pen.lineWidth = 1;
      pen.beginPath();
      pen.moveTo(left, toY(even));
      pen.lineTo(left + side, toY(even));
      pen.stroke();
      pen.fillText(`chain ${k + 1}`, left + side / 2, height);
    });
  }
};

// coursekit/widgets/js/algorithms/random.js
function seededRandom(seed, stream = 0) {
  let [a, b, c, counter] = [stream | 0, seed | 0, 2654435769 | 0, 1];
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
  function normal() {
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
  return { uniform, normal };
}

// coursekit/widgets/js/kit/player.js
var STEP_SECONDS = 0.8;
var FRAME_BUDGET = 10;
var REPORT_WHILE_PLAYING = 1e3;
var Player = class extends WidgetSession {
  #frameId = null;
  #lastFrame = 0;
  duration() {
    return 1;
  }
  // Whether single steps can be followed by the eye.
  get isSlow() {
    return !this.playing || this.values.speed <= this.slow;
  }
  play() {
    if (this.playing) return;
    this.playing = true;
    this.emit("settings");
    this.reportSoon();
    this.#runClock();
  }
  // Goes to moment n.
  moveTo(n, phase = 1) {
    this.pause();
    this.values.n = this.reach(Math.max(n, 0));
    this.phase = phase;
    this.emit("cursor");
    this.reportSoon();
  }
  // Goes one step on, animated unless the reader wants less motion.
  step() {
    const before = this.n;
    this.moveTo(this.n + 1);
    if (reducedMotion.matches || this.n === before) return;
    this.phase = 0;
    this.#runClock();
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
    if (this.playing) this.#goOn(seconds * this.values.speed);
    else this.phase = Math.min(this.phase + seconds / STEP_SECONDS, 1);
    this.emit("cursor");
    if (this.playing && now - this.lastReport > REPORT_WHILE_PLAYING) this.reportSoon();
    if (this.playing || this.phase < 1) {
      this.#frameId = requestAnimationFrame((then) => this.#frame(then));
    }
  }
  // Plays `ahead` units on, or as many as there is time for.
  #goOn(ahead) {
    const deadline = performance.now() + FRAME_BUDGET;
    while (performance.now() < deadline) {
      const left = (1 - this.phase) * this.duration(this.n);
      if (ahead < left) {
        this.phase += ahead / this.duration(this.n);
        return;
      }
      ahead -= left;
      this.phase = 1;
      const next = this.reach(this.n + 1);
      if (next === this.n) return this.pause();
      this.values.n = next;
      this.phase = 0;
    }
  }
};

// coursekit/widgets/js/diagnostics/session.js
var CHAINS = 4;
var DRAWS = [100, 500, 2e3];
var DIALS = {
  location: { range: [-6, 6], step: 0.05, label: "Location" },
  spread: { range: [0.05, 4], step: 0.05, label: "Spread" },
  memory: { range: [-0.9, 0.99], step: 0.01, label: "Memory (autocorrelation)" },
  drift: { range: [-6, 6], step: 0.05, label: "Drift, first to last draw" },
  stuck: { range: [0, 1], step: 0.01, label: "Stuck: share of the draws" },
  stuck_at: { range: [0, 1], step: 0.01, label: "Stuck: early to late" }
};
var perChain = ([low, high]) => numbers(
  (list) => list.length === CHAINS && list.every((value) => low <= value && value <= high),
  `${CHAINS} numbers from ${low} to ${high}`
);
var draws = oneOf(DRAWS.map(String));
var KINDS = {
  ...Object.fromEntries(Object.entries(DIALS).map(([key, { range }]) => [key, perChain(range)])),
  draws: { read: (value) => Number(draws.read(String(value))) },
  seed: whole(0, LAST_SEED),
  chain: whole(1, CHAINS)
};
var Session = class extends Player {
  #noise = null;
  constructor(model) {
    super(model, { name: "diagnostics", kinds: KINDS });
    this.reached = /* @__PURE__ */ new Set();
  }
  rebuild(before) {
    const { values } = this;
    const changed = (...keys) => keys.some((key) => !same(before?.[key], values[key]));
    if (changed("draws", "seed")) {
      this.#noise = Array.from({ length: CHAINS }, (_, k) => {
        const { normal } = seededRandom(values.seed, k + 1);
        return Float64Array.from({ length: values.draws }, normal);
      });
    }
    if (!changed("draws", "seed", ...Object.keys(DIALS))) return this.emit("chain");
    this.chains = this.#noise.map((noise, k) => madeChain(noise, this.dials(k)));
    this.found = diagnose(this.chains);
    this.met = Object.keys(GOALS).filter((name) => GOALS[name].isMet(this.found));
    for (const name of this.met) this.reached.add(name);
    this.emit("run");
  }
  // The settings of chain k, as `madeChain` takes them.
  dials(k) {
    const of = (key) => this.values[key][k];
    const keys = Object.keys(DIALS);
    return { ...Object.fromEntries(keys.map((key) => [key, of(key)])), stuckAt: of("stuck_at") };
  }
  // The number, from 0, of the chain in hand.
  get k() {
    return this.values.chain - 1;
  }
  // Turns dials of the chain in hand, as far as they go: {dial: value}.
  turn(changes) {
    const lists = Object.entries(changes).map(([key, value]) => {
      const [low, high] = DIALS[key].range;
      const rounded = Number(Math.min(Math.max(value, low), high).toFixed(3));
      return [key, this.values[key].with(this.k, rounded)];
    });
    this.change(Object.fromEntries(lists));
  }
  extras() {
    const data = new Float64Array(CHAINS * this.values.draws);
    this.chains.forEach((chain, k) => data.set(chain, k * chain.length));
    return {
      reached: [...this.reached],
      _draws: { shape: [CHAINS, this.values.draws], data: new DataView(data.buffer) }
    };
  }
};

// coursekit/widgets/js/diagnostics_explorer.js
var ROWS = {
  rhat: "R-hat",
  plain: "as in 1992",
  split: "split",
  bulk: "split, ranked (bulk)",
  folded: "split, folded, ranked",
  essBulk: "Bulk ESS",
  essTail: "Tail ESS",
  mean: "Mean",
  error: "its MCSE"
};
var LIMIT = 1.01;
var HINTS = [
  "Drag a band up or down to move its chain, its upper or lower edge to widen it, the handle at its right end to let it drift. Drag along the bar under the traces: there the chain in hand stands still. A band is two spreads wide on either side.",
  "R-hat is the larger of its bulk and its folded form. MCSE is the standard error of the mean that the draws themselves suggest. The true mean is that of the target at the right."
];
var KEYS = [
  ["1 2 3 4", "take a chain in hand"],
  ["↑ ↓", "move it; with Shift, make it wider or narrower"],
  ["→ ←", "let it drift up or down; with Shift, lengthen or shorten its standstill"],
  ["+ −", "more or less memory"]
];
var diagnostics_explorer_default = { render: (props) => show(props, Session, View) };
var View = class {
  constructor(session) {
    this.session = session;
    this.bands = new Bands(session);
    this.ranks = new Ranks(session);
    this.note = h("p", { class: "sfp-note", role: "alert" });
    this.status = h("p", { class: "sfp-unseen", role: "status" });
    this.root = this.#layOut();
  }
  start() {
    return follow(this.root, this.session, {
      colours: (colours) => {
        this.bands.colours = this.ranks.colours = colours;
        this.#paint();
      },
      resize: () => {
        if (!this.bands.resize()) return;
        this.ranks.resize();
        this.#paint();
      },
      news: (what) => this.#follow(what)
    });
  }
  #layOut() {
    const { session } = this;
    const change = (key) => (value) => session.change({ [key]: value });
    const names = Array.from({ length: CHAINS }, (_, k) => [k + 1, `Chain ${k + 1}`]);
    this.chain = switches("Chain in hand", Object.fromEntries(names), change("chain"));
    const sizes = Object.fromEntries(DRAWS.map((n) => [n, n.toLocaleString("en")]));
    this.draws = choice("Draws of each chain", sizes, change("draws"));
    this.seed = seedControls(session, "Next seed");
    this.dials = Object.entries(DIALS).map(([key, { label, range, step }]) => {
      const dial = slider(label, range, step, (value) => session.turn({ [key]: value }));
      return { key, ...dial };
    });
    this.goals = Object.entries(GOALS).map(([name, goal], k) => this.#goal(k + 1, name, goal));
    this.why = h("div", { class: "sfp-why" });
    const keysId = uniqueId("keys");
    const caption = (words) => h("div", { class: "sfp-caption" }, words);
    const stage = h(
      "div",
      {
        class: "sfp-stage",
        role: "application",
        tabindex: 0,
        "aria-label": "The chains",
        "aria-describedby": keysId
      },
      this.bands.box
    );
    onKeys(stage, (event) => this.#keys(event));
    return h(
      "div",
      {
        class: "sfp sfp-diagnostics",
        role: "group",
        "aria-label": "Diagnostics explorer",
        "data-lm-suppress-shortcuts": "true"
        // JupyterLab would take the keys otherwise
      },
      h(
        "ul",
        { class: "sfp-goals", "aria-label": "Goals" },
        ...this.goals.map(({ element }) => element)
      ),
      this.note,
      h(
        "div",
        { class: "sfp-body" },
        h(
          "div",
          {},
          caption("Traces by draw, and the target"),
          stage,
          caption("Ranks among all draws: even, if the chains agree"),
          this.ranks.box
        ),
        this.#makeTable()
      ),
      this.why,
      // not above: what is dragged must not move
      h("div", { class: "sfp-row" }, this.chain.element, this.draws.element, ...this.seed.elements),
      h("div", { class: "sfp-row sfp-dials" }, ...this.dials.map(({ element }) => element)),
      help(HINTS, "Keys, while the traces have the focus:", KEYS, keysId),
      this.status
    );
  }
  #goal(number, name, { task, way }) {
    const mark = h("span", { class: "sfp-check" });
    const show2 = button("Show how", () => this.session.change(way));
    show2.setAttribute("aria-label", `Show how: ${task}`);
    const element = h("li", {}, h("span", {}, mark, `${number}. ${task}`), show2);
    const update = ({ reached }) => mark.textContent = reached.has(name) ? "✓ " : "○ ";
    return { element, update };
  }
  #makeTable() {
    this.cells = Object.fromEntries(Object.keys(ROWS).map((key) => [key, h("td")]));
    const head = (words) => h("th", { scope: "row" }, words);
    const row = (key) => h("tr", { class: `sfp-${key}` }, head(ROWS[key]), this.cells[key]);
    return h(
      "table",
      { class: "sfp-readings" },
      h(
        "tbody",
        {},
        ...Object.keys(ROWS).map(row),
        h("tr", {}, head("True mean"), h("td", {}, fixed(TRUE_MEAN, 2)))
      )
    );
  }
  #paint() {
    this.bands.paint();
    this.ranks.paint();
  }
  #follow(what) {
    const { session } = this;
    if (what === "note") this.note.textContent = session.note;
    if (what === "settings") this.#showSettings();
    if (what === "chain") this.bands.paint();
    if (what !== "run") return;
    this.#paint();
    this.#showReadings();
    for (const goal of this.goals) goal.update(session);
    const reasons = session.met.map((name) => {
      const number = 1 + Object.keys(GOALS).indexOf(name);
      return h("p", {}, h("b", {}, `Goal ${number} reached. `), GOALS[name].why);
    });
    this.why.replaceChildren(...reasons);
    this.#describe();
  }
  #showSettings() {
    const { values, k } = this.session;
    this.chain.update(String(values.chain));
    this.draws.input.value = values.draws;
    this.seed.update();
    for (const { key, update } of this.dials) {
      update(values[key][k], fixed(values[key][k], 2));
    }
    this.dials.at(-1).input.disabled = values.stuck[k] === 0 || values.stuck[k] === 1;
  }
  #showReadings() {
    const { found } = this.session;
    for (const [key, cell] of Object.entries(this.cells)) {
      const digits = key.startsWith("ess") ? 0 : key === "mean" || key === "error" ? 2 : 3;
      cell.textContent = (digits === 3 ? rhatWords : fixed)(found[key], digits);
    }
    const alarm = found.rhat > LIMIT;
    this.cells.rhat.textContent += alarm ? " ▲" : "";
    this.cells.rhat.parentElement.classList.toggle("sfp-alarm", alarm);
  }
  // Puts what the pictures show in words.
  #describe() {
    const { session } = this;
    const { found, met } = session;
    const verdict = found.rhat > LIMIT ? "above 1.01, an alarm" : "below 1.01";
    const goals = met.map((name) => `Goal reached: ${GOALS[name].task}`).join(" ");
    const words = `R-hat ${rhatWords(found.rhat, 3)}, ${verdict}. Bulk ESS ${fixed(found.essBulk, 0)}, tail ESS ${fixed(found.essTail, 0)}. Mean ${fixed(found.mean, 2)}, true mean ${fixed(TRUE_MEAN, 2)}. ${goals}`;
    if (this.status.textContent !== words) this.status.textContent = words;
    const places = session.chains.map((_, k) => {
      const { location: location2, spread } = session.dials(k);
      return `chain ${k + 1} around ${fixed(location2, 2)}, spread ${fixed(spread, 2)}`;
    });
    this.bands.describe(`Traces of four chains: ${places.join("; ")}. ${words}`);
    const ranks = `Bulk R-hat ${fixed(found.bulk, 3)}, folded ${fixed(found.folded, 3)}.`;
    this.ranks.describe(`Rank plots of the four chains, in twenty bins each. ${ranks}`);
  }
  #keys({ shiftKey }) {
    const { session } = this;
    const { location: location2, spread, memory, drift, stuck } = session.dials(session.k);
    const turn = (changes) => () => session.turn(changes);
    const take = Array.from({ length: CHAINS }, (_, k) => [
      k + 1,
      () => session.change({ chain: k + 1 })
    ]);
    const both = (plain, shifted) => turn(shiftKey ? shifted : plain);
    return {
      ...Object.fromEntries(take),
      ArrowUp: both({ location: location2 + 0.1 }, { spread: spread + 0.1 }),
      ArrowDown: both({ location: location2 - 0.1 }, { spread: spread - 0.1 }),
      ArrowRight: both({ drift: drift + 0.2 }, { stuck: stuck + 0.05 }),
      ArrowLeft: both({ drift: drift - 0.2 }, { stuck: stuck - 0.05 }),
      "+": turn({ memory: memory + 0.05 }),
      "-": turn({ memory: memory - 0.05 })
    };
  }
};
export {
  diagnostics_explorer_default as default
};
