// coursekit/widgets/js/algorithms/diagnostics.js
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

// coursekit/widgets/js/algorithms/coin_flips.js
function flip({ uniform }, n, p) {
  return Uint8Array.from({ length: n }, () => uniform() < p ? 1 : 0);
}
function truths(heads) {
  const count2 = new Uint16Array(heads.length + 1);
  const ahead = new Uint16Array(heads.length + 1);
  let before = 0;
  for (let t = 1; t <= heads.length; t++) {
    count2[t] = count2[t - 1] + heads[t - 1];
    const surplus = 2 * count2[t] - t;
    ahead[t] = ahead[t - 1] + (surplus > 0 || surplus === 0 && before > 0 ? 1 : 0);
    before = surplus;
  }
  return { count: count2, ahead };
}
var quantileOf = (level) => normalQuantile((1 + level) / 2);
var INTERVALS = {
  wald(k, n, level = 0.95) {
    const share = k / n;
    const half = quantileOf(level) * Math.sqrt(share * (1 - share) / n);
    return [share - half, share + half];
  },
  wilson(k, n, level = 0.95) {
    const share = k / n;
    const z = quantileOf(level);
    const scale = 1 + z ** 2 / n;
    const centre = (share + z ** 2 / (2 * n)) / scale;
    const half = z * Math.sqrt(share * (1 - share) / n + z ** 2 / (4 * n ** 2)) / scale;
    return [centre - half, centre + half];
  }
};
var arcsineCdf = (x) => 2 / Math.PI * Math.asin(Math.sqrt(x));
function survey(runs, n, p, interval, bins = 20) {
  const counts = new Uint32Array(bins);
  let [squares, long, even, holds] = [0, 0, 0, 0];
  const known = /* @__PURE__ */ new Map();
  for (const { count: count2, ahead } of runs) {
    const k = count2[n];
    squares += (k - n * p) ** 2;
    const led = Math.max(ahead[n], n - ahead[n]);
    if (10 * led >= 9 * n) long += 1;
    if (10 * led <= 6 * n) even += 1;
    if (!known.has(k)) {
      const [low, high] = INTERVALS[interval](k, n);
      known.set(k, low <= p && p <= high);
    }
    if (known.get(k)) holds += 1;
    counts[Math.min(Math.floor(ahead[n] * bins / n), bins - 1)] += 1;
  }
  const m = runs.length;
  const lead = Math.sqrt(squares / m);
  return { share: lead / n, lead, long: long / m, even: even / m, holds: holds / m, bins: counts };
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
var LOGARITHMIC = {
  to: Math.log10,
  from: (place) => Number((10 ** place).toPrecision(2))
};
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
  function moved() {
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
    moved();
  }
  return { element, update, moved };
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
var flag = {
  read: (value) => ["true", "false"].includes(String(value)) ? String(value) === "true" : wanted("true or false", value)
};
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

// coursekit/widgets/js/coins/charts.js
var DRAWN = 100;
var Z = 1.96;
var PLOT = { left: 34, right: 4, top: 4, bottom: 20 };
var PATHS = {
  share: {
    value: ({ count: count2 }, t) => count2[t] / t,
    centre: (p) => p,
    reach: (p, t) => Z * Math.sqrt(p * (1 - p) / t),
    range({ p, flips }) {
      const far = Math.min(0.5, Math.max(0.12, 4 * Math.sqrt(20 * p * (1 - p) / flips)));
      return [Math.max(p - far, 0), Math.min(p + far, 1)];
    }
  },
  lead: {
    value: ({ count: count2 }, t) => count2[t] - t / 2,
    centre: (p, t) => t * (p - 0.5),
    reach: (p, t) => Math.sqrt(t * p * (1 - p)),
    range({ p, flips }) {
      const far = 3.5 * Math.sqrt(flips * p * (1 - p));
      const drift = flips * (p - 0.5);
      return [Math.min(drift, 0) - far, Math.max(drift, 0) + far];
    }
  }
};
var Charts = class {
  #painted = 0;
  // flips that are painted of every run
  constructor(session, choose) {
    this.session = session;
    this.paths = Object.fromEntries(
      Object.keys(PATHS).map((name) => {
        const layers = [new Layer(), new Layer(), new Layer({ role: "img" })];
        const box = h("div", { class: "sfp-path" }, ...layers.map(({ canvas }) => canvas));
        box.addEventListener("click", (event) => choose(this.#nearest(name, event)));
        return [name, { layers, box }];
      })
    );
    this.histogram = new Layer({ role: "img" });
    this.histogramBox = h("div", { class: "sfp-histogram" }, this.histogram.canvas);
  }
  describe(share, lead, time) {
    this.paths.share.layers[2].canvas.setAttribute("aria-label", share);
    this.paths.lead.layers[2].canvas.setAttribute("aria-label", lead);
    this.histogram.canvas.setAttribute("aria-label", time);
  }
  // Takes the size that the page gives. Returns whether there is one.
  resize() {
    for (const { layers, box } of Object.values(this.paths)) {
      for (const layer of layers) layer.resize(box.clientWidth, box.clientHeight);
    }
    this.histogram.resize(this.histogramBox.clientWidth, this.histogramBox.clientHeight);
    return this.histogram.width > 0;
  }
  // Paints everything afresh: after a change of runs, size or theme.
  paintAll() {
    if (!this.colours || this.histogram.width === 0) return;
    for (const name of Object.keys(PATHS)) this.#paintFrame(name);
    this.#painted = 0;
    this.paint();
  }
  // Paints what has changed since the last time: called every frame.
  paint() {
    if (!this.colours || this.histogram.width === 0) return;
    const { n } = this.session;
    if (n < this.#painted) {
      for (const { layers } of Object.values(this.paths)) layers[1].clear();
      this.#painted = 0;
    }
    for (const name of Object.keys(PATHS)) {
      this.#paintRuns(name, this.#painted, n);
      this.#paintChosen(name);
    }
    this.#painted = n;
    this.#paintHistogram();
  }
  // Axes, and the band around the expected value.
  #paintFrame(name) {
    const { layers } = this.paths[name];
    const { p, flips } = this.session.values;
    const { centre, reach, range } = PATHS[name];
    const frame = paintAxes(layers[0], this.colours, [0, flips], range({ p, flips }));
    this.paths[name].frame = frame;
    layers[1].clear();
    const times = this.#times(1, flips);
    const edge = (side) => times.map((t) => [t, centre(p, t) + side * reach(p, t)]);
    this.paths[name].edges = [edge(0), edge(1), edge(-1)];
    inside(layers[0], (pen) => {
      pen.fillStyle = this.colours.muted;
      pen.globalAlpha = 0.18;
      trace(pen, frame, [...edge(1), ...edge(-1).reverse()]);
      pen.fill();
    });
  }
  #paintRuns(name, from, to) {
    if (to <= Math.max(from, 1)) return;
    const { layers, frame } = this.paths[name];
    const { value } = PATHS[name];
    const runs = this.session.runs.slice(0, DRAWN);
    const times = this.#times(Math.max(from, 1), to);
    inside(layers[1], (pen) => {
      pen.strokeStyle = this.colours.c1;
      pen.globalAlpha = Math.min(1, 0.15 + 3 / runs.length);
      pen.lineWidth = 1;
      for (const run of runs) {
        pen.beginPath();
        for (const t of times) pen.lineTo(frame.toX(t), frame.toY(value(run, t)));
        pen.stroke();
      }
    });
  }
  // The expected value and the band's edges, over the runs; then the chosen run, with its
  // interval, and where it is now.
  #paintChosen(name) {
    const { layers, frame, edges } = this.paths[name];
    const { n, chosen, values } = this.session;
    const { fg, c2, bg } = this.colours;
    layers[2].clear();
    inside(layers[2], (pen) => {
      pen.strokeStyle = fg;
      edges.forEach((edge, k) => {
        pen.setLineDash(k ? [5, 4] : []);
        trace(pen, frame, edge);
        pen.stroke();
      });
    });
    if (n === 0) return;
    const times = this.#times(1, n);
    const path = times.map((t) => [t, PATHS[name].value(chosen, t)]);
    inside(layers[2], (pen) => {
      pen.fillStyle = c2;
      if (name === "share") {
        const ends = times.map((t2) => INTERVALS[values.interval](chosen.count[t2], t2));
        const edge = (k) => times.map((t2, i) => [t2, ends[i][k]]);
        pen.globalAlpha = 0.22;
        trace(pen, frame, [...edge(0), ...edge(1).reverse()]);
        pen.fill();
        pen.globalAlpha = 1;
      }
      trace(pen, frame, path);
      pen.strokeStyle = bg;
      pen.lineWidth = 4;
      pen.stroke();
      pen.strokeStyle = c2;
      pen.lineWidth = 2;
      pen.stroke();
      const [t, value] = path.at(-1);
      pen.beginPath();
      pen.arc(frame.toX(t), frame.toY(value), 4, 0, 2 * Math.PI);
      pen.fill();
    });
  }
  #paintHistogram() {
    const { session, colours, histogram } = this;
    const { n, runs, chosen, values } = session;
    const shares = n > 0 ? Array.from(session.survey().bins, (count2) => count2 / runs.length) : [];
    const top = Math.max(0.2, ...shares.map((share) => 1.1 * share));
    const { toX, toY } = paintAxes(histogram, colours, [0, 1], [0, top]);
    if (n === 0) return;
    const { pen } = histogram;
    const edges = shares.map((_, k) => [k / shares.length, (k + 1) / shares.length]);
    pen.fillStyle = colours.c1;
    pen.globalAlpha = 0.55;
    edges.forEach(([left, right], k) => {
      const bar = [toX(left) + 0.5, toY(shares[k]), toX(right) - toX(left) - 1];
      pen.fillRect(...bar, toY(0) - toY(shares[k]));
    });
    pen.globalAlpha = 1;
    if (values.p === 0.5) {
      const law = edges.flatMap(([left, right]) => {
        const share = arcsineCdf(right) - arcsineCdf(left);
        return [
          [left, share],
          [right, share]
        ];
      });
      trace(pen, { toX, toY }, law);
      pen.strokeStyle = colours.fg;
      pen.lineWidth = 1.75;
      pen.stroke();
    }
    const mine = toX(chosen.ahead[n] / n);
    pen.fillStyle = colours.c2;
    trace(pen, { toX: (x) => mine + x, toY: (y) => toY(0) - y }, [
      [0, 0],
      [-6, 11],
      [6, 11]
    ]);
    pen.fill();
  }
  // from ... to, by way of as many flips as there are pixels.
  #times(from, to) {
    const { width } = this.paths.share.layers[0];
    const stride = Math.max(1, Math.floor(this.session.values.flips / Math.max(width, 100)));
    const times = [from];
    for (let t = (Math.floor(from / stride) + 1) * stride; t < to; t += stride) times.push(t);
    if (to > from) times.push(to);
    return times;
  }
  // The number of the run that passes nearest to a pointer event, of those that are drawn.
  #nearest(name, { offsetX, offsetY }) {
    const { toX, toY } = this.paths[name].frame;
    const { n, runs } = this.session;
    const t = clip(Math.round(toX.invert(offsetX)), 1, Math.max(n, 1));
    const far = (run) => Math.abs(toY(PATHS[name].value(run, t)) - offsetY);
    const distances = runs.slice(0, DRAWN).map(far);
    return 1 + distances.indexOf(Math.min(...distances));
  }
};
function trace(pen, { toX, toY }, points) {
  pen.beginPath();
  for (const [t, value] of points) pen.lineTo(toX(t), toY(value));
}
function inside({ pen, width, height }, draw) {
  pen.save();
  pen.beginPath();
  pen.rect(PLOT.left, PLOT.top, width - PLOT.left - PLOT.right, height - PLOT.top - PLOT.bottom);
  pen.clip();
  draw(pen);
  pen.restore();
}

// coursekit/widgets/js/coins/guesses.js
var MANY = 20;
var LONG = 100;
var TREND = { shrinks: "Shrinks", stays: "Stays", grows: "Grows" };
var QUESTIONS = [
  ["Distance of the share of heads from", TREND],
  ["Distance of the count of heads from", TREND],
  [
    "In most runs, heads lead for",
    { half: "Half the time", anywhere: "Any share", ends: "Nearly all or none" }
  ]
];
var Guesses = class {
  constructor(session) {
    this.session = session;
    this.rows = QUESTIONS.map(([, answers], k) => this.#row(answers, k));
    this.reveal = button("Flip the coins", () => session.start());
    this.reveal.classList.add("sfp-main");
    this.skip = button("Show me without guessing", () => session.start());
    this.lead = h("p", {});
    this.element = h(
      "section",
      { class: "sfp-guesses", "aria-label": "Guess first" },
      this.lead,
      h("ol", {}, ...this.rows.map(({ element }) => element)),
      h("div", { class: "sfp-buttons" }, this.reveal, this.skip)
    );
  }
  #row(answers, k) {
    const id = uniqueId("question");
    const question = h("span", { id });
    const verdict = h("p", { class: "sfp-verdict" });
    const choice = switches("", answers, (answer) => this.#guess(k, answer));
    choice.element.removeAttribute("aria-label");
    choice.element.setAttribute("aria-labelledby", id);
    const element = h("li", {}, h("div", {}, question, choice.element), verdict);
    return { element, question, choice, verdict };
  }
  #guess(k, answer) {
    const guesses2 = [...this.session.values.guesses];
    guesses2[k] = answer;
    this.session.change({ guesses: guesses2 });
  }
  update() {
    const { values } = this.session;
    const fair = values.p === 0.5;
    this.lead.textContent = values.revealed ? "Your guesses, and what the runs say:" : `Guess first. As a ${fair ? "fair coin" : `coin with p = ${values.p}`} is flipped ${values.flips.toLocaleString("en")} times …`;
    const centres = fair ? ["one half", "half the flips"] : ["p", "n p"];
    this.rows.forEach(({ question, choice }, k) => {
      question.textContent = `${QUESTIONS[k][0]}${k < 2 ? ` ${centres[k]}` : ""}`;
      choice.update(values.guesses[k]);
    });
    this.reveal.disabled = values.guesses.some((guess) => guess === "");
    this.reveal.hidden = this.skip.hidden = values.revealed;
    this.showVerdicts();
  }
  // While the coins are in the air nothing is judged.
  showVerdicts() {
    const { session } = this;
    const { revealed, guesses: guesses2 } = session.values;
    const found = revealed && !session.playing ? findings(session) : null;
    this.rows.forEach(({ verdict, element }, k) => {
      const right = found && guesses2[k] ? guesses2[k] === found[k].answer : null;
      element.dataset.right = right ?? "";
      const judged = right === null ? "" : right ? "✓ So it is. " : "✗ Not so. ";
      verdict.textContent = found ? judged + found[k].words : "";
    });
  }
};
function findings(session) {
  const { n, values } = session;
  if (n < LONG || values.runs < MANY) return null;
  const early = Math.round(n / 10);
  const [before, now] = [session.survey(early), session.survey(n)];
  const trend = (a, b) => b < 0.8 * a ? "shrinks" : b > 1.25 * a ? "grows" : "stays";
  const typical = (a, b, digits) => `Typically ${a.toFixed(digits)} after ${early.toLocaleString("en")} flips, ${b.toFixed(digits)} after ${n.toLocaleString("en")}.`;
  const percent = (share) => `${Math.round(100 * share)} %`;
  const ratio = now.long / Math.max(now.even, 1 / values.runs);
  return [
    { answer: trend(before.share, now.share), words: typical(before.share, now.share, 3) },
    { answer: trend(before.lead, now.lead), words: typical(before.lead, now.lead, 1) },
    {
      answer: ratio > 2 ? "ends" : ratio < 0.5 ? "half" : "anywhere",
      words: `One side leads 9/10 of the time or more in ${percent(now.long)} of the runs; each has at least 4/10 in ${percent(now.even)}.`
    }
  ];
}

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

// coursekit/widgets/js/coins/session.js
var PROBABILITIES = [0.01, 0.99];
var FLIPS = [20, 5e3];
var RUNS = [1, 1e3];
var SPEEDS = [1, 2e3];
var SLOW = 20;
var GUESSES = [
  ["shrinks", "stays", "grows"],
  ["shrinks", "stays", "grows"],
  ["half", "anywhere", "ends"]
];
var guesses = {
  isLocal: true,
  read(value) {
    return GUESSES.map((answers, k) => oneOf(["", ...answers]).read(value[k] ?? ""));
  }
};
var KINDS = {
  p: number(...PROBABILITIES),
  flips: whole(...FLIPS),
  runs: whole(...RUNS),
  run: whole(...RUNS),
  interval: oneOf(Object.keys(INTERVALS)),
  seed: whole(0, LAST_SEED),
  speed: number(...SPEEDS),
  n: whole(0, FLIPS[1]),
  guesses,
  revealed: { ...flag, isLocal: true }
};
var Session = class extends Player {
  #sent = null;
  constructor(model) {
    super(model, { name: "coins", kinds: KINDS, slow: SLOW });
  }
  rebuild(before) {
    const { values } = this;
    const changed = ["p", "flips", "runs", "seed"].some((key) => before?.[key] !== values[key]);
    values.run = Math.min(values.run, values.runs);
    if (changed) this.#flipAll();
    values.n = this.reach(values.n);
    this.emit(changed ? "run" : "cursor");
  }
  // Whoever has seen a flip has seen the runs.
  reach(n) {
    const reached = clip(n, 0, this.values.flips);
    if (reached > 0) this.values.revealed = true;
    return reached;
  }
  // Whoever plays at the end begins again.
  play() {
    if (this.n === this.values.flips) this.values.n = 0;
    super.play();
  }
  // Flips the coins: before the reader's eyes, if motion is welcome.
  start() {
    if (reducedMotion.matches) this.moveTo(this.length);
    else this.play();
  }
  get length() {
    return this.values.flips;
  }
  get chosen() {
    return this.runs[this.values.run - 1];
  }
  // What all runs say after n flips.
  survey(n = this.n) {
    return survey(this.runs, n, this.values.p, this.values.interval);
  }
  extras() {
    return { _heads: this.#sent };
  }
  #flipAll() {
    const { p, flips, runs, seed } = this.values;
    const heads = Array.from({ length: runs }, (_, k) => flip(seededRandom(seed, k + 1), flips, p));
    this.runs = heads.map(truths);
    this.#sent = { shape: [runs, flips], data: packed(heads) };
  }
};
function packed(rows) {
  const flips = rows[0].length;
  const bytes = new Uint8Array(Math.ceil(rows.length * flips / 8));
  rows.forEach((row, k) => {
    row.forEach((bit, t) => {
      const place = k * flips + t;
      bytes[place >> 3] |= bit << (place & 7);
    });
  });
  return new DataView(bytes.buffer);
}

// coursekit/widgets/js/coin_flips.js
var FAR2 = 100;
var HINTS = [
  "After ± stands the typical distance of the runs (root mean square). The band of the shares holds 95 % of them; that of the counts is one standard deviation wide on either side.",
  "Click near a run to choose it. A run keeps its luck when there are more of them, or with another coin. At most 100 are drawn, all are counted."
];
var KEYS = [
  ["Space", "play or pause"],
  ["→ ←", `one flip on or back; with Shift, ${FAR2}`],
  ["Home End", "no flips, all flips"],
  ["↑ ↓", "choose the next or the last run"]
];
var coin_flips_default = { render: (props) => show(props, Session, View) };
var ROWS = {
  share: "Share",
  lead: "Count − n/2",
  time: "Heads led",
  long: "One side ≥ 9/10",
  interval: "95 % interval",
  holds: "It holds p"
};
var View = class {
  constructor(session) {
    this.session = session;
    this.guesses = new Guesses(session);
    this.charts = new Charts(session, (run) => session.change({ run }));
    this.note = h("p", { class: "sfp-note", role: "alert" });
    this.status = h("p", { class: "sfp-unseen", role: "status" });
    this.transport = transport(session, {
      name: "Flip",
      speeds: SPEEDS,
      words: () => `${session.n} of ${session.length}`
    });
    this.root = this.#layOut();
  }
  start() {
    return follow(this.root, this.session, {
      colours: (colours) => {
        this.charts.colours = colours;
        this.charts.paintAll();
      },
      resize: () => this.charts.resize() && this.charts.paintAll(),
      news: (what) => this.#follow(what)
    });
  }
  #layOut() {
    const { session, charts } = this;
    const change = (key) => (value) => session.change({ [key]: value });
    this.p = slider("Probability of heads p", PROBABILITIES, 0.01, change("p"));
    this.flips = slider("Flips", FLIPS, 0.01, change("flips"), LOGARITHMIC);
    this.runs = slider("Runs", RUNS, 0.01, change("runs"), LOGARITHMIC);
    const choose = (event) => change("run")(event.target.value);
    this.run = h("input", { type: "number", min: 1, onchange: choose });
    this.seed = seedControls(session, "Next seed");
    const intervals = { wilson: "Wilson", wald: "Wald" };
    this.interval = switches("Interval", intervals, change("interval"));
    const keysId = uniqueId("keys");
    const caption = (...words) => h("div", { class: "sfp-caption" }, ...words);
    this.stage = h(
      "div",
      {
        class: "sfp-stage",
        role: "application",
        tabindex: 0,
        "aria-label": "The runs",
        "aria-describedby": keysId
      },
      caption("Share of heads by flip"),
      charts.paths.share.box,
      caption("Heads minus half the flips, by flip"),
      charts.paths.lead.box
    );
    onKeys(this.stage, (event) => this.#keys(event));
    this.body = h(
      "div",
      { class: "sfp-shown" },
      h("div", { class: "sfp-row" }, this.p.element, this.flips.element, this.runs.element),
      h(
        "div",
        { class: "sfp-row" },
        ...this.seed.elements,
        field("Run", this.run),
        this.interval.element
      ),
      h(
        "div",
        { class: "sfp-body" },
        this.stage,
        h(
          "div",
          { class: "sfp-side" },
          this.#makeTable(),
          caption("Runs by the share of the time in which heads led"),
          charts.histogramBox
        ),
        this.transport.element
      ),
      legend(),
      help(HINTS, "Keys, while the charts of the runs have the focus:", KEYS, keysId)
    );
    return h(
      "div",
      {
        class: "sfp sfp-coins",
        role: "group",
        "aria-label": "Coin flips",
        "data-lm-suppress-shortcuts": "true"
        // JupyterLab would take the keys otherwise
      },
      this.guesses.element,
      this.note,
      this.body,
      this.status
    );
  }
  #makeTable() {
    this.cells = {};
    const row = (key, head) => {
      this.cells[key] = [0, 1, 2].map(() => h("td"));
      return h("tr", {}, h("th", { scope: "row" }, head), ...this.cells[key]);
    };
    this.head = h("th", { scope: "col" });
    const heads = ["All runs", "Law"].map((name) => h("th", { scope: "col" }, name));
    return h(
      "table",
      { class: "sfp-readings" },
      h("thead", {}, h("tr", {}, h("td"), this.head, ...heads)),
      h("tbody", {}, ...Object.entries(ROWS).map(([key, name]) => row(key, name)))
    );
  }
  #follow(what) {
    const { session } = this;
    if (what === "note") this.note.textContent = session.note;
    if (what === "settings") this.#showSettings();
    if (what === "run") this.charts.paintAll();
    if (what === "cursor") this.charts.paint();
    if (what === "run" || what === "cursor") {
      this.transport.moved();
      this.#showReadings();
    }
    this.body.hidden = !session.values.revealed;
    if (!session.playing) {
      this.guesses.update();
      this.#describe();
    }
  }
  #showSettings() {
    const { values } = this.session;
    this.p.update(values.p, String(values.p));
    this.flips.update(values.flips, values.flips.toLocaleString("en"));
    this.runs.update(values.runs, values.runs.toLocaleString("en"));
    this.run.value = values.run;
    this.run.max = values.runs;
    this.seed.update();
    this.interval.update(values.interval);
    this.transport.update();
    this.#showReadings();
  }
  #showReadings() {
    const { session } = this;
    this.head.textContent = `Run ${session.values.run}`;
    const rows = session.n === 0 ? {} : readings(session);
    for (const [key, cells] of Object.entries(this.cells)) {
      cells.forEach((cell, k) => cell.textContent = rows[key]?.[k] ?? "–");
    }
  }
  // Puts what the pictures show in words; while playing that would be a stream of talk.
  #describe() {
    const { session } = this;
    const { n, values } = session;
    if (!values.revealed) return;
    const start = `${n} flips of a coin with p = ${values.p}, ${values.runs} runs.`;
    const rows = n > 0 ? readings(session) : null;
    const say = (name, [mine, all]) => `${start} Run ${values.run}: ${name} ${mine}. All runs: ${all}.`;
    const [share, lead, time] = rows ? [
      say("share of heads", rows.share),
      say("heads minus half the flips", rows.lead),
      say("time heads led", [rows.time[0], `one side led 9/10 of it in ${rows.long[1]}`])
    ] : [start, start, start];
    if (this.status.textContent !== share) this.status.textContent = share;
    this.charts.describe(
      `Share of heads by flip. ${share}`,
      `Heads minus half the flips, by flip. ${lead}`,
      `Runs by the share of the time in which heads led. ${time}`
    );
  }
  #keys({ shiftKey }) {
    const { session } = this;
    const far = shiftKey ? FAR2 : 1;
    const choose = (by) => () => {
      const { run, runs } = session.values;
      session.change({ run: (run - 1 + by + runs) % runs + 1 });
    };
    return {
      " ": () => session.toggle(),
      ArrowRight: () => session.moveTo(session.n + far),
      ArrowLeft: () => session.moveTo(session.n - far),
      Home: () => session.moveTo(0),
      End: () => session.moveTo(session.length),
      ArrowUp: choose(1),
      ArrowDown: choose(-1)
    };
  }
};
function readings(session) {
  const { n, chosen } = session;
  const { p, interval } = session.values;
  const all = session.survey();
  const deviation = Math.sqrt(n * p * (1 - p));
  const percent = (share) => `${fixed(100 * share, 0)} %`;
  const yes = (is) => is ? "yes" : "no";
  const triple = (mine, every, law, digits) => [
    fixed(mine, digits),
    `± ${fixed(every, digits)}`,
    `± ${fixed(law, digits)}`
  ];
  const heads = chosen.count[n];
  const ahead = chosen.ahead[n] / n;
  const [low, high] = INTERVALS[interval](heads, n);
  return {
    share: triple(heads / n, all.share, deviation / n, 3),
    lead: triple(heads - n / 2, all.lead, deviation, 1),
    time: [percent(ahead), "", ""],
    long: [
      yes(ahead <= 0.1 || ahead >= 0.9),
      percent(all.long),
      p === 0.5 ? percent(2 * arcsineCdf(0.1)) : ""
    ],
    interval: [`${fixed(low, 2)} to ${fixed(high, 2)}`, "", ""],
    holds: [yes(low <= p && p <= high), percent(all.holds), "95 %"]
  };
}
function legend() {
  const entry = (mark, words) => h("li", {}, h("span", { class: `sfp-mark sfp-${mark}`, "aria-hidden": "true" }), words);
  return h(
    "ul",
    { class: "sfp-legend", "aria-label": "Legend" },
    entry("chosen", "chosen run, with its interval"),
    entry("others", "other runs"),
    entry("band", "band of the law"),
    entry("law", "arcsine law")
  );
}
export {
  coin_flips_default as default
};
