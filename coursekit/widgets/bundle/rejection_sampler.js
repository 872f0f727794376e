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
var orAuto = (kind) => ({
  read: (value) => value === null || value === "auto" ? null : kind.read(value)
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

// coursekit/widgets/js/kit/chart.js
var Chart = class {
  layer = new Layer({ role: "img" });
  constructor(session, className) {
    this.session = session;
    this.element = h("div", { class: className }, this.layer.canvas);
  }
  describe(words) {
    this.layer.canvas.setAttribute("aria-label", words);
  }
  // Takes the element's size. Says whether it is on the screen.
  resize() {
    this.layer.resize(this.element.clientWidth, this.element.clientHeight);
    return this.layer.width > 0;
  }
  get isReady() {
    return this.layer.width > 0 && this.colours;
  }
  line(points, { toX, toY }, colour, dashes = [], width = 2) {
    const { pen } = this.layer;
    pen.strokeStyle = colour;
    pen.lineWidth = width;
    pen.setLineDash(dashes);
    pen.beginPath();
    for (const [x, y] of points) pen.lineTo(toX(x), toY(y));
    pen.stroke();
    pen.setLineDash([]);
  }
  dot([x, y], { toX, toY }, colour, radius = 4) {
    const { pen } = this.layer;
    pen.fillStyle = colour;
    pen.beginPath();
    pen.arc(toX(x), toY(y), radius, 0, 2 * Math.PI);
    pen.fill();
  }
};

// coursekit/widgets/js/rejection/charts.js
var [FEW_BINS, MANY_BINS, MANY] = [20, 40, 300];
var SHORTEST = 50;
var grid = Array.from({ length: 201 }, (_, k) => k / 200);
var Histogram = class extends Chart {
  constructor(session) {
    super(session, "sfp-histogram");
  }
  paint() {
    if (!this.isReady) return;
    const { session, layer, colours } = this;
    const { darts, n, accepted, target, outcome: outcome2, gaps: gaps2, top } = session;
    const bins = accepted < MANY ? FEW_BINS : MANY_BINS;
    const counts = Array(bins).fill(0);
    for (let k = 0; k < n; k++) {
      if (darts[k].isAccepted) counts[Math.floor(darts[k].x * bins)] += 1;
    }
    const height = (count2) => accepted ? count2 * bins / accepted : 0;
    const highest = Math.max(...grid.map(outcome2.comes), top) * 1.25;
    const scales = paintAxes(layer, colours, [0, 1], [0, highest]);
    const { toX, toY } = scales;
    const { pen } = layer;
    pen.fillStyle = colours.c1;
    pen.globalAlpha = 0.55;
    counts.forEach((count2, k) => {
      const y = toY(Math.min(height(count2), highest));
      const [from, to] = [toX(k / bins), toX((k + 1) / bins)];
      pen.fillRect(from + 0.5, y, to - from - 1, toY(0) - y);
    });
    pen.globalAlpha = 1;
    this.line(grid.map((x) => [x, target(x)]), scales, colours.fg);
    if (gaps2.length === 0) return;
    this.line(grid.map((x) => [x, outcome2.comes(x)]), scales, colours.c2, [6, 4]);
  }
};
var Shares = class extends Chart {
  constructor(session) {
    super(session, "sfp-shares");
  }
  paint() {
    if (!this.isReady) return;
    const { session, layer, colours } = this;
    const { n, counts, outcome: outcome2 } = session;
    const last = Math.max(n, SHORTEST);
    const scales = paintAxes(layer, colours, [0, last], [0, 1]);
    const { pen, width } = layer;
    const stride = Math.max(1, Math.floor(last / width));
    const times = [];
    for (let t = 1; t <= last; t += stride) times.push(t);
    const reach = (t) => 2 * Math.sqrt(outcome2.share * (1 - outcome2.share) / t);
    const edge = (t, sign) => Math.min(Math.max(outcome2.share + sign * reach(t), 0), 1);
    pen.fillStyle = colours.muted;
    pen.globalAlpha = 0.2;
    pen.beginPath();
    for (const t of times) pen.lineTo(scales.toX(t), scales.toY(edge(t, 1)));
    for (const t of times.toReversed()) pen.lineTo(scales.toX(t), scales.toY(edge(t, -1)));
    pen.fill();
    pen.globalAlpha = 1;
    this.line([[0, outcome2.share], [last, outcome2.share]], scales, colours.c4, [7, 4]);
    const until = times.filter((t) => t <= n);
    if (n > 0 && until.at(-1) !== n) until.push(n);
    this.line(until.map((t) => [t, counts[t] / t]), scales, colours.c1);
  }
};

// coursekit/widgets/js/algorithms/rejection.js
var factorial = (n) => n < 2 ? 1 : n * factorial(n - 1);
var beta = (a, b) => {
  const constant = factorial(a + b - 1) / (factorial(a - 1) * factorial(b - 1));
  return (x) => constant * x ** (a - 1) * (1 - x) ** (b - 1);
};
var [left, right] = [beta(5, 17), beta(16, 7)];
var RIDGE = 0.7;
var TARGETS = {
  bumps: (x) => 0.35 * left(x) + 0.65 * right(x),
  triangle: (x) => 2 * (x < RIDGE ? x / RIDGE : (1 - x) / (1 - RIDGE)),
  moon: (x) => 8 / Math.PI * Math.sqrt(x * (1 - x)),
  posterior: beta(8, 4)
  // 7 heads of 10 tosses, after a uniform prior
};
var densityOf = (name) => (x) => x > 0 && x < 1 ? TARGETS[name](x) : 0;
function proposalOf({ proposal, centre, width }) {
  if (proposal === "uniform") {
    return { density: (x) => x >= 0 && x <= 1 ? 1 : 0, top: 1, draw: ({ u }) => u };
  }
  const top = 1 / (width * Math.sqrt(2 * Math.PI));
  return {
    density: (x) => top * Math.exp(-0.5 * ((x - centre) / width) ** 2),
    top,
    draw: ({ z }) => centre + width * z
  };
}
function luckOf({ uniform, normal }) {
  return { u: uniform(), z: normal(), v: uniform() };
}
function throwDart(luck, target, { density, draw }, M) {
  const x = draw(luck);
  const height = luck.v * M * density(x);
  return { x, height, isAccepted: height < target(x) };
}
var CELLS = 2e3;
var middles = Array.from({ length: CELLS }, (_, k) => (k + 0.5) / CELLS);
var integral = (f) => middles.reduce((total, x) => total + f(x), 0) / CELLS;
function leastM(target, { density }) {
  const ratio = (x) => target(x) / density(x);
  let best = middles[0];
  for (const x of middles) if (ratio(x) > ratio(best)) best = x;
  let [low, high] = [best - 1 / CELLS, best + 1 / CELLS];
  while (high - low > 1e-12) {
    const [a, b] = [low + (high - low) / 3, high - (high - low) / 3];
    if (ratio(a) < ratio(b)) low = a;
    else high = b;
  }
  return ratio((low + high) / 2);
}
function outcome(target, { density }, M) {
  const lower = (x) => Math.min(target(x), M * density(x));
  const kept = integral(lower);
  const comes = (x) => lower(x) / kept;
  const distance = integral((x) => Math.abs(target(x) - comes(x))) / 2;
  return { share: kept / M, comes, distance };
}
function gaps(target, { density }, M) {
  const found = [];
  const isAbove = (x) => target(x) > M * density(x) * (1 + 1e-9);
  middles.forEach((x, k) => {
    if (!isAbove(x)) return;
    if (k > 0 && isAbove(middles[k - 1])) found.at(-1)[1] = x;
    else found.push([x, x]);
  });
  return found;
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
      const left2 = (1 - this.phase) * this.duration(this.n);
      if (ahead < left2) {
        this.phase += ahead / this.duration(this.n);
        return;
      }
      ahead -= left2;
      this.phase = 1;
      const next = this.reach(this.n + 1);
      if (next === this.n) return this.pause();
      this.values.n = next;
      this.phase = 0;
    }
  }
};

// coursekit/widgets/js/rejection/session.js
var MAX_DARTS = 2e4;
var HEIGHTS = [0.1, 100];
var CENTRES = [0, 1];
var WIDTHS = [0.05, 1];
var SPEEDS = [1, 2e3];
var SLOW = 10;
var KINDS = {
  target: oneOf(Object.keys(TARGETS)),
  proposal: oneOf(["uniform", "normal"]),
  M: orAuto(number(...HEIGHTS)),
  centre: number(...CENTRES),
  width: number(...WIDTHS),
  seed: whole(0, LAST_SEED),
  speed: number(...SPEEDS),
  n: whole(0, MAX_DARTS)
};
var DART_SETTINGS = ["target", "proposal", "M", "centre", "width", "seed"];
var Session = class extends Player {
  #luck = [];
  #random = null;
  constructor(model) {
    super(model, { name: "rejection", kinds: KINDS, slow: SLOW });
  }
  rebuild(before) {
    const { values } = this;
    const changed = (keys) => before === null || keys.some((key) => !same(before[key], values[key]));
    if (changed(["seed"])) {
      this.#luck = [];
      this.#random = seededRandom(values.seed);
    }
    if (changed(DART_SETTINGS)) this.#setUp();
    values.n = this.reach(values.n);
    if (changed(["seed"])) this.length = values.n;
    this.emit("run");
  }
  // Throws the darts up to number n; `counts[n]` of the first n are accepted.
  reach(n) {
    n = clip(n, 0, MAX_DARTS);
    while (this.darts.length < n) {
      const k = this.darts.length;
      if (k === this.#luck.length) this.#luck.push(luckOf(this.#random));
      const dart = throwDart(this.#luck[k], this.target, this.proposal, this.M);
      this.darts.push(dart);
      this.counts.push(this.counts[k] + dart.isAccepted);
    }
    this.length = Math.max(this.length ?? 0, n);
    return n;
  }
  extras() {
    const accepted = this.darts.slice(0, this.n).filter(({ isAccepted }) => isAccepted);
    const draws = Float64Array.from(accepted, ({ x }) => x);
    return { _draws: { data: new DataView(draws.buffer) } };
  }
  get accepted() {
    return this.counts[this.n];
  }
  throwTen() {
    this.moveTo(this.n + 10);
  }
  // M as it is, to be moved by hand, or as low as covers the target.
  setMode(mode) {
    this.change({ M: mode === "hand" ? round(this.M) : null });
  }
  #setUp() {
    const { values } = this;
    this.target = densityOf(values.target);
    this.proposal = proposalOf(values);
    this.least = leastM(this.target, this.proposal);
    this.M = values.M ?? clip(Math.ceil(this.least * 1e3) / 1e3, ...HEIGHTS);
    this.top = Math.max(...middles.map(this.target));
    this.gaps = gaps(this.target, this.proposal, this.M);
    this.outcome = outcome(this.target, this.proposal, this.M);
    this.darts = [];
    this.counts = [0];
  }
};
var round = (value) => Number(value.toPrecision(3));

// coursekit/widgets/js/rejection/stage.js
var ACROSS = [-0.2, 1.2];
var MARGIN2 = { left: 34, right: 8, top: 12, bottom: 20 };
var DRAWN = 1500;
var HATCH = 7;
var grid2 = Array.from({ length: 351 }, (_, k) => ACROSS[0] + k / 350 * (ACROSS[1] - ACROSS[0]));
var BOX = [0, 0, ...grid2.filter((x) => x > 0 && x < 1), 1, 1];
var Stage = class {
  #layer = new Layer({ role: "img" });
  #held = null;
  // the grip that is dragged
  constructor(session) {
    this.session = session;
    const grip = (name, words) => h("button", { type: "button", class: `sfp-grip sfp-${name}`, title: words }, h("span", {}));
    this.grips = {
      peak: grip("peak", "Drag the envelope"),
      edge: grip("edge", "Drag the width of the proposal")
    };
    this.element = h("div", { class: "sfp-stage" }, this.#layer.canvas, ...Object.values(this.grips));
    for (const [name, element] of Object.entries(this.grips)) {
      element.addEventListener("pointerdown", (event) => this.#grab(name, event));
      element.addEventListener("pointermove", (event) => this.#pull(event));
      for (const end of ["pointerup", "pointercancel"]) {
        element.addEventListener(end, () => this.#release());
      }
      onKeys(element, (event) => this.#keys(name, event));
    }
  }
  describe(words) {
    const { M, values } = this.session;
    const centre = values.proposal === "normal" ? `, centre ${fixed(values.centre, 2)}` : "";
    this.#layer.canvas.setAttribute("aria-label", words);
    this.grips.peak.setAttribute("aria-label", `Envelope, M = ${fixed(M, 3)}${centre}`);
    this.grips.edge.setAttribute("aria-label", `Width of the proposal, ${fixed(values.width, 2)}`);
  }
  // Returns whether there is room for a picture.
  resize() {
    this.#layer.resize(this.element.clientWidth, this.element.clientHeight);
    return this.#layer.width > 0;
  }
  paint() {
    const { session, colours } = this;
    if (this.#layer.width === 0 || !colours) return;
    const { M, proposal, top } = session;
    if (!this.#held) this.up = [0, 1.12 * Math.max(top, M * proposal.top)];
    this.scales = paintAxes(this.#layer, colours, ACROSS, this.up, { margin: MARGIN2 });
    const { pen, width, height } = this.#layer;
    pen.save();
    pen.beginPath();
    pen.rect(MARGIN2.left, 0, width - MARGIN2.left - MARGIN2.right, height - MARGIN2.bottom + 1);
    pen.clip();
    this.#paintTarget();
    this.#paintGaps();
    this.#paintDarts();
    this.#paintEnvelope();
    pen.restore();
    this.#placeGrips();
  }
  #trace(xs, f) {
    const { pen } = this.#layer;
    const { toX, toY } = this.scales;
    pen.beginPath();
    for (const x of xs) pen.lineTo(toX(x), toY(f(x)));
  }
  #paintTarget() {
    const { pen } = this.#layer;
    this.#trace(grid2, this.session.target);
    pen.fillStyle = this.colours.fg;
    pen.globalAlpha = 0.08;
    pen.fill();
    pen.globalAlpha = 1;
    pen.strokeStyle = this.colours.fg;
    pen.lineWidth = 2;
    pen.stroke();
  }
  // Hatches what the envelope leaves uncovered.
  #paintGaps() {
    const { pen, width, height } = this.#layer;
    const { target, proposal, M, gaps: gaps2 } = this.session;
    for (const [from, to] of gaps2) {
      const xs = grid2.filter((x) => x > from && x < to);
      const inside = [from, ...xs, to];
      pen.save();
      pen.beginPath();
      const { toX, toY } = this.scales;
      for (const x of inside) pen.lineTo(toX(x), toY(target(x)));
      for (const x of inside.reverse()) pen.lineTo(toX(x), toY(M * proposal.density(x)));
      pen.clip();
      pen.strokeStyle = this.colours.c2;
      pen.lineWidth = 1.5;
      pen.beginPath();
      for (let start = -height; start < width; start += HATCH) {
        pen.moveTo(start, height);
        pen.lineTo(start + height, 0);
      }
      pen.stroke();
      pen.restore();
    }
  }
  #paintEnvelope() {
    const { pen } = this.#layer;
    const { proposal, values, M } = this.session;
    if (values.proposal === "normal") this.#trace(grid2, (x) => M * proposal.density(x));
    else this.#traceBox(M);
    pen.strokeStyle = this.colours.c4;
    pen.lineWidth = 2;
    pen.setLineDash([7, 4]);
    pen.stroke();
    pen.setLineDash([]);
  }
  #traceBox(M) {
    const { pen } = this.#layer;
    const { toX, toY } = this.scales;
    pen.beginPath();
    BOX.forEach((x, k) => pen.lineTo(toX(x), toY(k === 0 || k === BOX.length - 1 ? 0 : M)));
  }
  #paintDarts() {
    const { session } = this;
    const { darts, n } = session;
    const size = n < 60 ? 4 : n < 400 ? 3 : 2.2;
    for (const isAccepted of [false, true]) {
      for (let k = Math.max(n - DRAWN, 0); k < n; k++) {
        if (darts[k].isAccepted === isAccepted) this.#paintDart(darts[k], size);
      }
    }
    if (n > 0) this.#paintLast(darts[n - 1]);
  }
  // A disc if accepted, a cross if not.
  #paintDart({ x, height, isAccepted }, size) {
    const { pen } = this.#layer;
    const [px, py] = [this.scales.toX(x), this.scales.toY(height)];
    pen.beginPath();
    if (isAccepted) {
      pen.fillStyle = this.colours.c1;
      pen.arc(px, py, size * 0.9, 0, 2 * Math.PI);
      return pen.fill();
    }
    pen.strokeStyle = this.colours.c2;
    pen.lineWidth = size > 3 ? 1.75 : 1.25;
    pen.moveTo(px - size, py - size);
    pen.lineTo(px + size, py + size);
    pen.moveTo(px + size, py - size);
    pen.lineTo(px - size, py + size);
    pen.stroke();
  }
  // The last dart larger, with a plumb line to its place on the axis.
  #paintLast(dart) {
    const { pen } = this.#layer;
    const { toX, toY } = this.scales;
    pen.strokeStyle = dart.isAccepted ? this.colours.c1 : this.colours.c2;
    pen.lineWidth = 1;
    pen.setLineDash([3, 3]);
    pen.beginPath();
    pen.moveTo(toX(dart.x), toY(0));
    pen.lineTo(toX(dart.x), toY(dart.height));
    pen.stroke();
    pen.setLineDash([]);
    pen.beginPath();
    pen.arc(toX(dart.x), toY(dart.height), 9, 0, 2 * Math.PI);
    pen.stroke();
    this.#paintDart(dart, 5);
  }
  // Where the grips are: the top of the envelope, and one width right of it.
  #places() {
    const { M, proposal, values } = this.session;
    if (values.proposal === "uniform") return { peak: [0.5, M] };
    const { centre, width } = values;
    const edge = centre + width;
    return { peak: [centre, M * proposal.top], edge: [edge, M * proposal.density(edge)] };
  }
  #placeGrips() {
    const { width, height } = this.#layer;
    const places = this.#places();
    for (const [name, grip] of Object.entries(this.grips)) {
      grip.hidden = !(name in places);
      if (grip.hidden) continue;
      const [x, y] = places[name];
      grip.style.left = `${clip(this.scales.toX(x), 22, width - 22)}px`;
      grip.style.top = `${clip(this.scales.toY(y), 14, height - 22)}px`;
    }
  }
  #grab(name, event) {
    if (event.button !== 0) return;
    event.preventDefault();
    const grip = this.grips[name];
    grip.focus({ preventScroll: true });
    grip.setPointerCapture(event.pointerId);
    const [x, y] = this.#places()[name];
    this.#held = { name, x, y, from: this.#at(event), pixels: [event.clientX, event.clientY] };
  }
  #pull(event) {
    if (!this.#held) return;
    const { name, x, y, from, pixels } = this.#held;
    const [right2, down] = [event.clientX - pixels[0], event.clientY - pixels[1]];
    if (Math.hypot(right2, down) < 2) return;
    const at = this.#at(event);
    this.#move(name, [x + at[0] - from[0], y + at[1] - from[1]], Math.abs(down) >= 2);
  }
  #release() {
    this.#held = null;
    this.paint();
  }
  // Moves a grip to a point in the units of the picture; `isUp`: M too, if the grip has it.
  #move(name, [x, y], isUp) {
    const { values, proposal } = this.session;
    if (name === "edge") {
      return this.session.change({ width: clip(hundredth(x - values.centre), ...WIDTHS) });
    }
    const changes = isUp ? { M: clip(round(y / proposal.top), ...HEIGHTS) } : {};
    if (values.proposal === "normal") changes.centre = clip(hundredth(x), ...CENTRES);
    this.session.change(changes);
  }
  #at(event) {
    const box = this.element.getBoundingClientRect();
    const { toX, toY } = this.scales;
    return [toX.invert(event.clientX - box.left), toY.invert(event.clientY - box.top)];
  }
  #keys(name, { shiftKey }) {
    const { session } = this;
    const { values, M } = session;
    const step = shiftKey ? 5 : 1;
    const across = (sign) => () => {
      const key = name === "edge" ? "width" : "centre";
      const range = name === "edge" ? WIDTHS : CENTRES;
      session.change({ [key]: clip(hundredth(values[key] + sign * step * 0.01), ...range) });
    };
    const up = (sign) => () => session.change({ M: clip(round(M * 1.01 ** (sign * step)), ...HEIGHTS) });
    return {
      ...values.proposal === "normal" ? { ArrowLeft: across(-1), ArrowRight: across(1) } : {},
      ...name === "peak" ? { ArrowUp: up(1), ArrowDown: up(-1) } : {}
    };
  }
};
var hundredth = (value) => Number(value.toFixed(2));

// coursekit/widgets/js/rejection/words.js
function account({ n, darts, target, proposal, M, values }) {
  if (n === 0) {
    return "No dart has been thrown. Each falls evenly under the dashed envelope, and is kept if it lands under the target.";
  }
  const { x, height, isAccepted } = darts[n - 1];
  const place = fixed(x, 3);
  if (target(x) === 0) {
    return `Dart ${n}: the ${values.proposal} proposed x = ${place}, where the target is 0: rejected.`;
  }
  return `Dart ${n}: the proposal gave x = ${place}, and the dart landed at ${fixed(height, 3)} of the ${fixed(M * proposal.density(x), 3)} under the envelope. The target there is ${fixed(target(x), 3)}: ` + (isAccepted ? "the dart is below, so x is kept." : "the dart is above, so x is rejected.");
}
function warning({ gaps: gaps2, outcome: outcome2, least, M }) {
  if (gaps2.length === 0) return "";
  const places = gaps2.map(([from, to]) => `${fixed(from, 2)} to ${fixed(to, 2)}`).join(" and ");
  const cure = least > HEIGHTS[1] ? `No M up to ${HEIGHTS[1]} covers it: this proposal hardly ever goes where the target has mass.` : `It takes M = ${fixed(Math.ceil(least * 1e3) / 1e3, 3)} to cover it.`;
  return `The envelope is below the target from ${places}. There the histogram is cut: what is kept follows the dashed curve, ${fixed(outcome2.distance, 3)} away from the target in total variation, and no number of darts mends that. The draws alone do not give it away; here the share accepted does, which comes to ${fixed(outcome2.share, 3)} in place of 1/M = ${fixed(1 / M, 3)}. ${cure}`;
}

// coursekit/widgets/js/rejection_sampler.js
var TARGETS2 = {
  bumps: "Two bumps",
  triangle: "A triangle",
  moon: "A half moon",
  posterior: "A posterior: 7 heads of 10"
};
var HINTS = [
  "The dashed curve is the envelope: M times the density of the proposal. Drag its round grip up or down to change M; with a normal proposal also sideways, and the other grip for the width.",
  "A change of the envelope judges the same darts anew, so that only its effect is seen. The last 1,500 darts are drawn; all are counted. A proposal beyond the picture counts as rejected.",
  "All targets here are normalised, so a covering envelope keeps 1/M of the darts. Where only the shape of a target is known, that share tells the missing constant."
];
var KEYS = [
  ["Arrows", "on a grip: move it (with Shift, further)"],
  ["n b", "a dart on or back"],
  ["t", "ten darts"],
  ["Space", "play or pause"]
];
var EXACT = {
  to: Math.log10,
  from: (place) => Number((10 ** place).toPrecision(3))
};
var rejection_sampler_default = { render: (props) => show(props, Session, View) };
var View = class {
  constructor(session) {
    this.session = session;
    this.stage = new Stage(session);
    this.histogram = new Histogram(session);
    this.shares = new Shares(session);
    this.pictures = [this.stage, this.histogram, this.shares];
    this.note = h("p", { class: "sfp-note", role: "alert" });
    this.warning = h("p", { class: "sfp-note sfp-warning", role: "alert" });
    this.account = h("p", { class: "sfp-account", role: "status" });
    this.transport = transport(session, {
      name: "Dart",
      speeds: SPEEDS,
      words: () => `${session.n} of ${session.length}`
    });
    this.root = this.#layOut();
  }
  start() {
    return follow(this.root, this.session, {
      colours: (colours) => {
        for (const picture of this.pictures) picture.colours = colours;
        this.#paint();
      },
      resize: () => {
        if (!this.stage.resize()) return;
        this.histogram.resize();
        this.shares.resize();
        this.#paint();
      },
      news: (what) => this.#follow(what)
    });
  }
  #layOut() {
    const { session } = this;
    const change = (key) => (value) => session.change({ [key]: value });
    const names = { uniform: "Uniform", normal: "Normal" };
    const modes = { auto: "Lowest M", hand: "M by hand" };
    this.target = choice("Target p", TARGETS2, change("target"));
    this.proposal = switches("Proposal q", names, change("proposal"));
    this.mode = switches("Envelope", modes, (mode) => session.setMode(mode));
    this.seed = seedControls(session, "Next seed");
    this.M = slider("M", HEIGHTS, 2e-3, change("M"), EXACT);
    this.centre = slider("Centre of q", CENTRES, 0.01, change("centre"));
    this.width = slider("Width of q", WIDTHS, 0.01, change("width"));
    const caption = (...words) => h("p", { class: "sfp-caption" }, ...words);
    const ten = button("Ten darts", () => session.throwTen());
    ten.classList.add("sfp-ten");
    this.transport.element.firstChild.after(ten);
    const root = h(
      "div",
      {
        class: "sfp sfp-rejection",
        role: "group",
        "aria-label": "Rejection sampler",
        "data-lm-suppress-shortcuts": "true"
        // JupyterLab would take the keys otherwise
      },
      h("div", { class: "sfp-row" }, this.target.element, ...this.seed.elements),
      h(
        "div",
        { class: "sfp-row" },
        labelled("Proposal q", this.proposal.element),
        labelled("Envelope M q", this.mode.element),
        this.M.element,
        this.centre.element,
        this.width.element
      ),
      this.note,
      h(
        "div",
        { class: "sfp-body" },
        h("div", {}, legend(), this.stage.element, this.account),
        h(
          "div",
          { class: "sfp-side" },
          caption("Accepted draws, and the target"),
          this.histogram.element,
          caption("Share accepted, by number of darts"),
          this.shares.element,
          this.#makeTable()
        ),
        this.warning,
        this.transport.element
      ),
      help(HINTS, "Keys, while anything here but a field has the focus:", KEYS, uniqueId("keys"))
    );
    onKeys(root, (event) => this.#keys(event));
    return root;
  }
  #keys({ target }) {
    if (target.matches("input[type=number], select")) return {};
    const { session } = this;
    const keys = {
      n: () => session.step(),
      b: () => session.moveTo(session.n - 1),
      t: () => session.throwTen()
    };
    const isPressed = target.matches(".sfp-button, summary");
    return isPressed ? keys : { ...keys, " ": () => session.toggle() };
  }
  #makeTable() {
    this.cells = {};
    const row = (key, name) => {
      this.cells[key] = h("td");
      return h("tr", {}, h("th", { scope: "row" }, name), this.cells[key]);
    };
    return h(
      "table",
      { class: "sfp-readings" },
      h(
        "tbody",
        {},
        row("accepted", "Accepted of the darts thrown"),
        row("share", "Share accepted, ± 2 standard errors"),
        row("expected", "1/M, the share under a covering envelope"),
        row("price", "Darts for one accepted draw")
      )
    );
  }
  #paint() {
    for (const picture of this.pictures) picture.paint();
  }
  #follow(what) {
    const { session } = this;
    if (what === "note") this.note.textContent = session.note;
    if (what === "settings") this.#showSettings();
    if (what === "run" || what === "cursor") {
      this.#paint();
      this.#showReadings();
      this.transport.moved();
    }
    if (!session.playing) this.#describe();
  }
  #showSettings() {
    const { session } = this;
    const { values } = session;
    this.target.input.value = values.target;
    this.proposal.update(values.proposal);
    this.mode.update(values.M === null ? "auto" : "hand");
    this.seed.update();
    this.M.update(session.M, fixed(session.M, 3));
    for (const key of ["centre", "width"]) {
      this[key].update(values[key], fixed(values[key], 2));
      this[key].element.hidden = values.proposal === "uniform";
    }
    this.transport.update();
  }
  #showReadings() {
    const { n, accepted, M } = this.session;
    const share = accepted / n;
    const error = 2 * Math.sqrt(share * (1 - share) / n);
    this.cells.accepted.textContent = `${accepted.toLocaleString("en")} of ${n.toLocaleString("en")}`;
    this.cells.share.textContent = n ? `${fixed(share, 3)} ± ${fixed(error, 3)}` : "–";
    this.cells.expected.textContent = fixed(1 / M, 3);
    this.cells.price.textContent = accepted ? fixed(n / accepted, 2) : "–";
  }
  // Puts what the pictures show in words; while playing that would be a stream of talk.
  #describe() {
    const { session } = this;
    const { n, accepted, M, values, outcome: outcome2 } = session;
    const said = [account(session), warning(session)];
    if (this.account.textContent !== said[0]) this.account.textContent = said[0];
    if (this.warning.textContent !== said[1]) this.warning.textContent = said[1];
    const scene = `${TARGETS2[values.target]}, a ${values.proposal} proposal, M = ${fixed(M, 3)}: ${accepted} of ${n} darts accepted.`;
    this.stage.describe(`Darts under the envelope. ${scene} ${said.join(" ")}`);
    this.histogram.describe(`Histogram of the ${accepted} accepted draws and the target. ${said[1]}`);
    this.shares.describe(
      `Share of the darts accepted: ${fixed(accepted / n, 3)} after ${n}; in the long run it comes to ${fixed(outcome2.share, 3)}.`
    );
  }
};
function labelled(name, element) {
  return h("div", { class: "sfp-labelled" }, h("span", { class: "sfp-caption", "aria-hidden": "true" }, name), element);
}
function legend() {
  const entry = (key, words) => h("span", { class: `sfp-key-${key}` }, words);
  return h(
    "p",
    { class: "sfp-caption sfp-legend" },
    entry("target", "target p"),
    entry("envelope", "envelope M q"),
    entry("accepted", "accepted"),
    entry("rejected", "rejected")
  );
}
export {
  rejection_sampler_default as default
};
