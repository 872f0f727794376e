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
  const sizes2 = new ResizeObserver(resize);
  const stops = [
    followTheme(root, colours),
    session.subscribe(news),
    () => sizes2.disconnect(),
    () => session.pause()
  ];
  sizes2.observe(root);
  for (const what of first) news(what);
  return () => stops.forEach((stop) => stop());
}

// coursekit/widgets/js/algorithms/ising.js
var CRITICAL_BETA = Math.log(1 + Math.SQRT2) / 2;
function heatBath({ spins, rows, columns }, beta, field2, random) {
  const u = new Float64Array(spins.length);
  for (let site = 0; site < u.length; site++) u[site] = random.uniform();
  const up = [-4, -2, 0, 2, 4].map((n) => 1 / (1 + Math.exp(-2 * (beta * n + field2))));
  for (const colour of [0, 1]) {
    for (let row = 0; row < rows; row++) {
      const here = row * columns;
      const above = ((row || rows) - 1) * columns;
      const below2 = row === rows - 1 ? 0 : here + columns;
      for (let column = (row + colour) % 2; column < columns; column += 2) {
        const left = here + (column || columns) - 1;
        const right = here + (column === columns - 1 ? 0 : column + 1);
        const n = spins[above + column] + spins[below2 + column] + spins[left] + spins[right];
        const site = here + column;
        spins[site] = u[site] < up[(n + 4) / 2] ? 1 : -1;
      }
    }
  }
}
function swendsenWang({ spins, rows, columns }, beta, random) {
  const bond = 1 - Math.exp(-2 * beta);
  const parent = Int32Array.from(spins, (_, site) => site);
  for (const isDown of [true, false]) {
    for (let site = 0; site < spins.length; site++) {
      const other = isDown ? below(site, rows, columns) : rightOf(site, columns);
      if (random.uniform() < bond && spins[site] === spins[other]) join(parent, site, other);
    }
  }
  const sign = new Int8Array(spins.length);
  let clusters = 0;
  for (let site = 0; site < spins.length; site++) {
    const root = find(parent, site);
    if (sign[root] === 0) {
      sign[root] = random.uniform() < 0.5 ? -1 : 1;
      clusters += 1;
    }
    spins[site] = sign[root];
  }
  return clusters;
}
var below = (site, rows, columns) => (site + columns) % (rows * columns);
var rightOf = (site, columns) => (site % columns === columns - 1 ? site - columns : site) + 1;
function find(parent, site) {
  while (parent[site] !== site) {
    parent[site] = parent[parent[site]];
    site = parent[site];
  }
  return site;
}
function join(parent, a, b) {
  const [one, other] = [find(parent, a), find(parent, b)];
  parent[Math.max(one, other)] = Math.min(one, other);
}
function readings({ spins, rows, columns }) {
  let bonds = 0;
  let total = 0;
  for (let row = 0; row < rows; row++) {
    const here = row * columns;
    const below2 = row === rows - 1 ? 0 : here + columns;
    for (let column = 0; column < columns; column++) {
      const spin = spins[here + column];
      const right = here + (column === columns - 1 ? 0 : column + 1);
      bonds += spin * (spins[below2 + column] + spins[right]);
      total += spin;
    }
  }
  return { energy: -bonds / spins.length, magnetisation: total / spins.length };
}
function correlation({ spins, rows, columns }) {
  const furthest = Math.min(rows, columns) / 2;
  const sums = new Float64Array(furthest + 1);
  for (let r = 0; r <= furthest; r++) {
    let total = 0;
    for (let row = 0; row < rows; row++) {
      const here = row * columns;
      const there = (row + r) % rows * columns;
      for (let column = 0; column < columns; column++) {
        const right = column + r < columns ? column + r : column + r - columns;
        total += spins[here + column] * (spins[there + column] + spins[here + right]);
      }
    }
    sums[r] = total / (2 * spins.length);
  }
  return sums;
}
function onsagerEnergy(beta) {
  const coth = 1 / Math.tanh(2 * beta);
  const excess = 2 * Math.tanh(2 * beta) ** 2 - 1;
  if (excess === 0) return -coth;
  return -coth * (1 + excess / arithmeticGeometricMean(1, Math.abs(excess)));
}
function arithmeticGeometricMean(a, b) {
  while (Math.abs(a - b) > 1e-10 * a) [a, b] = [(a + b) / 2, Math.sqrt(a * b)];
  return (a + b) / 2;
}
var yangMagnetisation = (beta) => Math.max(1 - Math.sinh(2 * beta) ** -4, 0) ** 0.125;

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
  map.invert = (pixel2) => low + (pixel2 - from) / slope;
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

// coursekit/widgets/js/ising/charts.js
var SHOWN = 300;
var Charts = class {
  constructor(session) {
    this.session = session;
    this.layers = Object.fromEntries(
      ["magnetisation", "energy", "correlation"].map((name) => [name, new Layer({ role: "img" })])
    );
    this.boxes = Object.fromEntries(
      Object.entries(this.layers).map(([name, { canvas }]) => [
        name,
        h("div", { class: "sfp-chart" }, canvas)
      ])
    );
  }
  describe(name, words) {
    this.layers[name].canvas.setAttribute("aria-label", words);
  }
  resize() {
    for (const [name, layer] of Object.entries(this.layers)) {
      layer.resize(this.boxes[name].clientWidth, this.boxes[name].clientHeight);
    }
  }
  paint() {
    if (!this.colours || this.layers.energy.width === 0) return;
    const { run } = this.session;
    this.#paintTrace("magnetisation", run.magnetisation, [-1, 1], (exact) => [exact[1], -exact[1]]);
    this.#paintTrace("energy", run.energy, [-2, 0.2], (exact) => [exact[0]]);
    this.#paintCorrelation();
  }
  #paintTrace(name, values, range, marks) {
    const layer = this.layers[name];
    const { pen } = layer;
    const { run } = this.session;
    const first = Math.max(run.sweeps - SHOWN, 0);
    const last = first + SHOWN;
    const { toX, toY } = paintAxes(layer, this.colours, [first, last], range);
    pen.strokeStyle = this.colours.c1;
    pen.lineWidth = 1.25;
    pen.beginPath();
    for (let k = first; k <= run.sweeps; k++) pen.lineTo(toX(k), toY(values[k]));
    pen.stroke();
    pen.strokeStyle = this.colours.c2;
    pen.lineWidth = 2;
    pen.setLineDash([7, 4]);
    run.stretches.forEach(({ from, exact }, k) => {
      const until = run.stretches[k + 1]?.from ?? last;
      if (!exact || until <= first) return;
      for (const value of new Set(marks(exact))) {
        pen.beginPath();
        pen.moveTo(toX(Math.max(from, first)), toY(value));
        pen.lineTo(toX(until), toY(value));
        pen.stroke();
      }
    });
    pen.setLineDash([]);
  }
  #paintCorrelation() {
    const layer = this.layers.correlation;
    const { pen } = layer;
    const { run } = this.session;
    const now = correlation(run.lattice);
    const { correlation: mean } = run.means();
    const furthest = Math.min(now.length - 1, 32);
    const lowest = Math.min(-0.2, ...now, ...mean ?? []);
    const { toX, toY } = paintAxes(layer, this.colours, [0, furthest], [lowest, 1]);
    const line = (values, colour, width) => {
      pen.strokeStyle = colour;
      pen.lineWidth = width;
      pen.beginPath();
      for (let r = 0; r <= furthest; r++) pen.lineTo(toX(r), toY(values[r]));
      pen.stroke();
    };
    line(now, this.colours.muted, 1);
    if (mean) line(mean, this.colours.c1, 2);
    const { exact } = run.stretches.at(-1);
    if (!exact) return;
    pen.strokeStyle = this.colours.c2;
    pen.lineWidth = 2;
    pen.setLineDash([7, 4]);
    pen.beginPath();
    pen.moveTo(toX(0), toY(exact[1] ** 2));
    pen.lineTo(toX(furthest), toY(exact[1] ** 2));
    pen.stroke();
    pen.setLineDash([]);
  }
};

// coursekit/widgets/js/ising/lattice.js
var Lattice = class {
  #layer = new Layer({ role: "img" });
  #small = document.createElement("canvas");
  // one pixel a spin
  // `flip(row, column)` is called for the spin that is clicked.
  constructor(session, flip) {
    this.session = session;
    this.cursor = null;
    this.element = h("div", { class: "sfp-frame" }, this.#layer.canvas);
    this.element.addEventListener("click", (event) => flip(...this.#siteAt(event)));
  }
  describe(words) {
    this.#layer.canvas.setAttribute("aria-label", words);
  }
  // Returns whether there is room for a picture.
  resize() {
    const { clientWidth, clientHeight } = this.element;
    if (clientWidth > 0) this.#layer.resize(clientWidth, clientHeight);
    return clientWidth > 0;
  }
  paint() {
    const { pen, width } = this.#layer;
    if (width === 0 || !this.colours) return;
    const { spins, rows: size } = this.session.run.lattice;
    if (this.#small.width !== size) this.#small.width = this.#small.height = size;
    const image = new ImageData(size, size);
    const pixels = new Uint32Array(image.data.buffer);
    const [up, down] = [this.colours.c1, this.colours.grid].map(pixel);
    for (let site = 0; site < spins.length; site++) pixels[site] = spins[site] > 0 ? up : down;
    this.#small.getContext("2d").putImageData(image, 0, 0);
    pen.imageSmoothingEnabled = false;
    pen.drawImage(this.#small, 0, 0, width, width);
    if (!this.cursor) return;
    const side = width / size;
    const [row, column] = this.cursor;
    pen.strokeStyle = this.colours.c2;
    pen.lineWidth = 3;
    pen.strokeRect(column * side - 2, row * side - 2, side + 4, side + 4);
  }
  #siteAt(event) {
    const { size } = this.session.values;
    const box = this.element.getBoundingClientRect();
    const index = (share) => Math.min(Math.max(Math.floor(share * size), 0), size - 1);
    return [
      index((event.clientY - box.top) / box.height),
      index((event.clientX - box.left) / box.width)
    ];
  }
};
function pixel(colour) {
  const [red, green, blue] = [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16));
  return new Uint32Array(Uint8Array.of(red, green, blue, 255).buffer)[0];
}

// coursekit/widgets/js/algorithms/ising_run.js
var EVERY = 10;
var IsingRun = class {
  // `start` is "hot" (each spin a fair coin) or "cold" (all up).
  constructor({ size, start, random }) {
    const spins = new Int8Array(size * size);
    for (let site = 0; site < spins.length; site++) {
      spins[site] = start === "hot" && random.uniform() < 0.5 ? -1 : 1;
    }
    Object.assign(this, { random, lattice: { spins, rows: size, columns: size } });
    this.energy = [];
    this.magnetisation = [];
    this.stretches = [];
    this.#record();
  }
  get sweeps() {
    return this.energy.length - 1;
  }
  // From here on: {beta, field, method}, method "gibbs" or "clusters" (without a field).
  use({ beta, field: field2, method }) {
    Object.assign(this, { beta, field: field2, method });
    if (this.stretches.at(-1)?.from === this.sweeps) this.stretches.pop();
    const exact = field2 === 0 ? [onsagerEnergy(beta), yangMagnetisation(beta)] : null;
    this.stretches.push({ from: this.sweeps, exact });
    this.#forget();
  }
  sweep() {
    if (this.method === "clusters") swendsenWang(this.lattice, this.beta, this.random);
    else heatBath(this.lattice, this.beta, this.field, this.random);
    this.#record();
    const sweep = this.sweeps;
    this.sums.energy += this.energy[sweep];
    this.sums.size += Math.abs(this.magnetisation[sweep]);
    this.sums.count += 1;
    if (sweep % EVERY === 0) {
      const now = correlation(this.lattice);
      this.correlations = now.map((value, r) => value + (this.correlations?.[r] ?? 0));
      this.lattices += 1;
    }
  }
  // Turns one spin over. The averages begin anew.
  flip(site) {
    this.lattice.spins[site] *= -1;
    this.#amend();
  }
  // Takes these spins, one for each site. The averages begin anew.
  take(spins) {
    this.lattice.spins.set(spins);
    this.#amend();
  }
  // Averages since the settings changed: {energy, size, correlation}; null for none yet.
  means() {
    const { energy, size, count: count2 } = this.sums;
    return {
      energy: count2 ? energy / count2 : null,
      size: count2 ? size / count2 : null,
      correlation: this.lattices ? this.correlations.map((value) => value / this.lattices) : null
    };
  }
  #record() {
    const { energy, magnetisation } = readings(this.lattice);
    this.energy.push(energy);
    this.magnetisation.push(magnetisation);
  }
  #amend() {
    this.energy.pop();
    this.magnetisation.pop();
    this.#record();
    this.#forget();
  }
  #forget() {
    this.sums = { energy: 0, size: 0, count: 0 };
    this.correlations = null;
    this.lattices = 0;
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

// coursekit/widgets/js/ising/session.js
var SIZES = [16, 32, 64, 128];
var BETAS = [0.01, 1];
var FIELDS = [-0.5, 0.5];
var SPEEDS = [1, 500];
var MAX_SWEEPS = 1e5;
var sizes = oneOf(SIZES.map(String));
var KINDS = {
  beta: number(...BETAS),
  field: number(...FIELDS),
  size: { read: (value) => Number(sizes.read(String(value))) },
  method: oneOf(["gibbs", "clusters"]),
  start: oneOf(["hot", "cold"]),
  seed: whole(0, LAST_SEED),
  speed: number(...SPEEDS),
  n: { ...whole(0, MAX_SWEEPS), isLocal: true }
  // the way there is not in the address
};
var Session = class extends Player {
  #sent = null;
  // the lattice that Python was last told of
  constructor(model) {
    super(model, { name: "ising", kinds: KINDS, slow: Infinity });
    model.on("change:_spins", () => this.#hearSpins());
  }
  begin() {
    super.begin();
    this.#hearSpins();
    return this;
  }
  rebuild(before) {
    const { values } = this;
    const changed = (...keys) => before === null || keys.some((key) => before[key] !== values[key]);
    if (values.method === "clusters" && values.field !== 0) {
      throw new Error("clusters need a field of 0");
    }
    if (changed("size", "start", "seed")) {
      if (before) values.n = 0;
      this.#restart();
    } else if (changed("beta", "field", "method")) this.run.use(values);
    values.n = this.reach(values.n);
    this.emit("run");
  }
  reach(n) {
    if (n < this.run.sweeps) this.#restart();
    while (this.run.sweeps < Math.min(n, MAX_SWEEPS)) this.run.sweep();
    return this.run.sweeps;
  }
  extras() {
    const { lattice, energy, magnetisation } = this.run;
    const trace = Float64Array.from(
      { length: 2 * energy.length },
      (_, k) => k % 2 ? magnetisation[k >> 1] : energy[k >> 1]
    );
    this.#sent = { size: lattice.rows, data: new DataView(lattice.spins.slice().buffer) };
    return { _spins: this.#sent, _trace: { data: new DataView(trace.buffer) } };
  }
  get length() {
    return this.run.sweeps;
  }
  flip(row, column) {
    this.run.flip(row * this.values.size + column);
    this.emit("run");
    this.reportSoon();
  }
  #restart() {
    const { size, start, seed } = this.values;
    this.run = new IsingRun({ size, start, random: seededRandom(seed) });
    this.run.use(this.values);
  }
  // Python shows another lattice.
  #hearSpins() {
    const given = this.model.get("_spins");
    if (!given || given === this.#sent || given.size !== this.values.size) return;
    const { buffer, byteOffset, byteLength } = given.data;
    this.run.take(new Int8Array(buffer, byteOffset, byteLength));
    this.emit("run");
    this.reportSoon();
  }
};

// coursekit/widgets/js/ising_explorer.js
var TRY = { Hot: 0.3, Critical: CRITICAL_BETA, Cold: 0.5 };
var HINTS = [
  "Click a site to turn its spin over. Temperature, field and method may be changed while it runs; averages begin anew with every change. Reset begins again from the start.",
  "The dashed lines are exact for a lattice without end and without a field: the energy by Onsager, the magnetisation by Yang. A small lattice differs most near the critical point. There is no exact value to mark once there is a field.",
  "The correlation of two spins a distance apart is the mean of their product. The thin line is the lattice shown, the thick one an average over every tenth sweep."
];
var KEYS = [
  ["Space", "play or pause"],
  ["n", "one sweep"],
  ["Enter", "choose a site: arrows move the frame (with Shift, by 8), Enter flips, Escape leaves"]
];
var FAR = 8;
var ising_explorer_default = { render: (props) => show(props, Session, View) };
var View = class {
  constructor(session) {
    this.session = session;
    this.lattice = new Lattice(session, (row, column) => this.#flip(row, column));
    this.charts = new Charts(session);
    this.note = h("p", { class: "sfp-note", role: "alert" });
    this.status = h("p", { class: "sfp-unseen", role: "status" });
    this.transport = transport(session, {
      name: "Sweep",
      speeds: SPEEDS,
      forward: true,
      words: () => String(session.n)
    });
    this.root = this.#layOut();
  }
  start() {
    return follow(this.root, this.session, {
      colours: (colours) => {
        this.lattice.colours = this.charts.colours = colours;
        this.#paint();
      },
      resize: () => this.#resize(),
      news: (what) => this.#follow(what)
    });
  }
  #layOut() {
    const { session, charts } = this;
    const change = (key) => (value) => session.change({ [key]: value });
    const methods = { gibbs: "Single sites", clusters: "Clusters" };
    this.method = switches(
      "Method",
      methods,
      (method) => session.change(method === "clusters" ? { method, field: 0 } : { method })
    );
    this.size = choice(
      "Lattice",
      Object.fromEntries(SIZES.map((size) => [size, `${size} × ${size}`])),
      change("size")
    );
    this.begin = choice("Start", { hot: "Hot: coins", cold: "Cold: all up" }, change("start"));
    this.seed = seedControls(session, "Next seed");
    this.beta = slider("Inverse temperature β", BETAS, 5e-3, change("beta"));
    this.field = slider("Field h", FIELDS, 0.01, change("field"));
    const critical = h("span", { class: "sfp-critical", "aria-hidden": "true" }, "critical");
    critical.style.setProperty("--at", (CRITICAL_BETA - BETAS[0]) / (BETAS[1] - BETAS[0]));
    this.beta.element.append(critical);
    this.tries = Object.entries(TRY).map(([name, beta]) => [
      beta,
      button(name, () => session.change({ beta }))
    ]);
    const keysId = uniqueId("keys");
    this.stage = h(
      "div",
      {
        class: "sfp-stage",
        role: "application",
        tabindex: 0,
        "aria-label": "The lattice",
        "aria-describedby": keysId
      },
      this.lattice.element
    );
    onKeys(this.stage, (event) => this.#keys(event));
    const captioned = (words, box) => [h("div", { class: "sfp-caption" }, words), box];
    return h(
      "div",
      {
        class: "sfp sfp-ising",
        role: "group",
        "aria-label": "Ising explorer",
        "data-lm-suppress-shortcuts": "true"
        // JupyterLab would take the keys otherwise
      },
      h("div", { class: "sfp-row" }, this.size.element, this.begin.element, ...this.seed.elements),
      h(
        "div",
        { class: "sfp-row sfp-heat" },
        this.beta.element,
        h(
          "div",
          { class: "sfp-group", role: "group", "aria-label": "Temperatures to try" },
          ...this.tries.map(([, control]) => control)
        )
      ),
      h("div", { class: "sfp-row sfp-heat" }, this.field.element, this.method.element),
      this.note,
      h(
        "div",
        { class: "sfp-body" },
        h(
          "div",
          {},
          this.stage,
          h(
            "div",
            { class: "sfp-legend" },
            h("span", { class: "sfp-up" }, "up"),
            h("span", { class: "sfp-down" }, "down"),
            h("span", { class: "sfp-exact" }, "exact, endless lattice")
          )
        ),
        this.transport.element,
        h(
          "div",
          { class: "sfp-side" },
          this.#makeTable(),
          ...captioned("Magnetisation by sweep", charts.boxes.magnetisation),
          ...captioned("Energy a site by sweep", charts.boxes.energy),
          ...captioned("Correlation of spins by distance", charts.boxes.correlation)
        )
      ),
      help(HINTS, "Keys, while the lattice has the focus:", KEYS, keysId),
      this.status
    );
  }
  #makeTable() {
    const row = (key, name) => {
      this.cells[key] = [0, 1, 2].map(() => h("td"));
      return h("tr", {}, h("th", { scope: "row" }, name), ...this.cells[key]);
    };
    this.cells = {};
    const heads = ["Now", "Mean", "Exact"].map((name) => h("th", { scope: "col" }, name));
    return h(
      "table",
      { class: "sfp-readings" },
      h("thead", {}, h("tr", {}, h("td"), ...heads)),
      h("tbody", {}, row("size", "|Magnetisation|"), row("energy", "Energy a site"))
    );
  }
  #resize() {
    if (!this.lattice.resize()) return;
    this.charts.resize();
    this.#paint();
  }
  #paint() {
    this.lattice.paint();
    this.charts.paint();
  }
  #follow(what) {
    if (what === "note") this.note.textContent = this.session.note;
    if (what === "settings") this.#showSettings();
    if (what === "run" || what === "cursor") {
      this.#paint();
      this.#showReadings();
      this.transport.moved();
    }
    this.#describe();
  }
  #showSettings() {
    const { values } = this.session;
    this.size.input.value = values.size;
    this.begin.input.value = values.start;
    this.seed.update();
    this.beta.update(values.beta, String(Number(values.beta.toFixed(4))));
    this.field.update(values.field, String(values.field).replace("-", "−"));
    const isBarred = values.method === "clusters";
    this.field.input.disabled = isBarred;
    this.field.element.title = isBarred ? "Clusters need a model without a field" : "";
    this.method.update(values.method);
    for (const [beta, control] of this.tries) {
      control.setAttribute("aria-pressed", values.beta === beta);
    }
    this.transport.update();
  }
  #showReadings() {
    const { run } = this.session;
    const { exact } = run.stretches.at(-1);
    const means = run.means();
    const rows = {
      size: [Math.abs(run.magnetisation.at(-1)), means.size, exact?.[1]],
      energy: [run.energy.at(-1), means.energy, exact?.[0]]
    };
    for (const [key, values] of Object.entries(rows)) {
      values.forEach((value, k) => this.cells[key][k].textContent = fixed(value ?? NaN, 3));
    }
  }
  // Puts what the pictures show in words; while playing that would be a stream of talk.
  #describe() {
    const { session } = this;
    if (session.playing) return;
    const { run, values } = session;
    const up = run.lattice.spins.reduce((count2, spin) => count2 + (spin > 0), 0);
    const share = fixed(100 * up / run.lattice.spins.length, 0);
    const now = run.magnetisation.at(-1);
    const words = `Sweep ${run.sweeps}: ${share} % of the spins are up, magnetisation ${fixed(now, 2)}, energy ${fixed(run.energy.at(-1), 2)} a site.`;
    if (this.status.textContent !== words && !this.lattice.cursor) this.status.textContent = words;
    this.lattice.describe(`Lattice of ${values.size} by ${values.size} spins. ${words}`);
    const { exact } = run.stretches.at(-1);
    const marked = (value) => exact ? ` Exact: ${fixed(value, 2)}.` : "";
    this.charts.describe("magnetisation", `Magnetisation by sweep. ${words}${marked(exact?.[1])}`);
    this.charts.describe("energy", `Energy a site by sweep. ${words}${marked(exact?.[0])}`);
    this.charts.describe("correlation", `Correlation of spins by distance. ${this.#correlation()}`);
  }
  #correlation() {
    const { correlation: correlation2 } = this.session.run.means();
    if (!correlation2) return "No average yet.";
    const parts = [1, 4, 8].map((r) => `${fixed(correlation2[r], 2)} at distance ${r}`);
    return `Average: ${parts.join(", ")}.`;
  }
  #flip(row, column) {
    this.session.flip(row, column);
  }
  #keys({ shiftKey }) {
    const { session, lattice } = this;
    const common = { " ": () => session.toggle(), n: () => session.step() };
    const half = session.values.size / 2;
    if (!lattice.cursor) return { ...common, Enter: () => this.#setCursor([half, half]) };
    const [row, column] = lattice.cursor;
    const step = shiftKey ? FAR : 1;
    const inside = (value) => clip(value, 0, session.values.size - 1);
    const to = (down, right) => () => this.#setCursor([inside(row + down * step), inside(column + right * step)]);
    return {
      ...common,
      ArrowUp: to(-1, 0),
      ArrowDown: to(1, 0),
      ArrowLeft: to(0, -1),
      ArrowRight: to(0, 1),
      Enter: () => {
        this.#flip(row, column);
        this.#setCursor(lattice.cursor);
      },
      Escape: () => this.#setCursor(null)
    };
  }
  #setCursor(site) {
    const { lattice, session } = this;
    lattice.cursor = site;
    lattice.paint();
    if (!site) this.status.textContent = "No site chosen.";
    else {
      const [row, column] = site;
      const spin = session.run.lattice.spins[row * session.values.size + column];
      const way = spin > 0 ? "up" : "down";
      this.status.textContent = `Row ${row + 1}, column ${column + 1}: ${way}.`;
    }
  }
};
export {
  ising_explorer_default as default
};
