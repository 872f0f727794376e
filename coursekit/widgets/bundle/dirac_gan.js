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

// coursekit/widgets/js/kit/frame.js
var STEP = 0.01;
var inside = (frame, point) => point.map((value, j) => clip(value, ...frame[j]));
function arrowKeys(frame, { shiftKey }, from, move) {
  const step = shiftKey ? 5 * STEP : STEP;
  const size = frame.map(([low, high]) => step * (high - low));
  const to = (dx, dy) => () => move(inside(frame, [from[0] + dx * size[0], from[1] + dy * size[1]]));
  return { ArrowLeft: to(-1, 0), ArrowRight: to(1, 0), ArrowUp: to(0, 1), ArrowDown: to(0, -1) };
}

// coursekit/widgets/js/kit/handles.js
var Handles = class {
  #buttons = [];
  #held = null;
  // {k, shift}: which is dragged, and how far from its middle it was taken
  // On `element`, whose `scales()` are {toX, toY} and whose `frame` is [[left, right],
  // [bottom, top]]; `move(k, point)` is told where handle k goes.
  constructor(element, { scales, frame, move }) {
    Object.assign(this, { element, scales, frame, move });
    element.addEventListener("pointerdown", (event) => this.#grab(event));
    element.addEventListener("pointermove", (event) => this.#pull(event));
    for (const name of ["pointerup", "pointercancel"]) {
      element.addEventListener(name, () => this.#held = null);
    }
    onKeys(element, (event) => this.#keys(event));
  }
  get isHeld() {
    return this.#held !== null;
  }
  // Puts a handle at each point; `words(k)` are its name for a screen reader.
  place(points, words, labels = []) {
    while (this.#buttons.length > points.length) this.#buttons.pop().remove();
    while (this.#buttons.length < points.length) this.#add(labels[this.#buttons.length] ?? "");
    const { toX, toY } = this.scales();
    const { clientWidth, clientHeight } = this.element;
    points.forEach(([x, y], k) => {
      const button2 = this.#buttons[k];
      button2.point = [x, y];
      button2.style.left = `${clip(toX(x), 0, clientWidth)}px`;
      button2.style.top = `${clip(toY(y), 0, clientHeight)}px`;
      button2.setAttribute("aria-label", words(k));
    });
  }
  #add(label) {
    const button2 = h("button", { type: "button", class: "sfp-handle" }, h("span", {}, label));
    this.#buttons.push(button2);
    this.element.append(button2);
  }
  #grab(event) {
    const button2 = event.target.closest(".sfp-handle");
    if (!button2 || event.button !== 0) return;
    event.preventDefault();
    button2.focus({ preventScroll: true });
    this.element.setPointerCapture(event.pointerId);
    const at = this.#at(event);
    const shift = button2.point.map((value, j) => value - at[j]);
    this.#held = { k: this.#buttons.indexOf(button2), shift };
  }
  #pull(event) {
    if (!this.#held) return;
    const { k, shift } = this.#held;
    this.move(k, inside(this.frame, this.#at(event).map((value, j) => value + shift[j])));
  }
  #at({ clientX, clientY }) {
    const { left, top } = this.element.getBoundingClientRect();
    const { toX, toY } = this.scales();
    return [toX.invert(clientX - left), toY.invert(clientY - top)];
  }
  #keys(event) {
    const k = this.#buttons.indexOf(event.target.closest(".sfp-handle"));
    if (k < 0) return {};
    return arrowKeys(this.frame, event, event.target.point, (point) => this.move(k, point));
  }
};

// coursekit/widgets/js/algorithms/gan_losses.js
var softplus = (v) => Math.max(v, 0) + Math.log1p(Math.exp(-Math.abs(v)));
var sigmoid = (v) => v >= 0 ? 1 / (1 + Math.exp(-v)) : Math.exp(v) / (1 + Math.exp(v));
var LOG = {
  real: [(v) => softplus(-v), (v) => -sigmoid(-v)],
  fake: [softplus, sigmoid]
};
var CRITIC = [(v) => -v, () => -1];
var LOSSES = {
  non_saturating: { ...LOG, generator: LOG.real },
  minimax: { ...LOG, generator: [(v) => -softplus(v), (v) => -sigmoid(v)] },
  least_squares: {
    real: [(v) => (v - 1) ** 2 / 2, (v) => v - 1],
    fake: [(v) => v ** 2 / 2, (v) => v],
    generator: [(v) => (v - 1) ** 2 / 2, (v) => v - 1]
  },
  hinge: {
    real: [(v) => Math.max(1 - v, 0), (v) => v < 1 ? -1 : 0],
    fake: [(v) => Math.max(1 + v, 0), (v) => v > -1 ? 1 : 0],
    generator: CRITIC
  },
  wasserstein: { real: CRITIC, fake: [(v) => v, () => 1], generator: CRITIC }
};

// coursekit/widgets/js/algorithms/dirac_gan.js
var LOSS_NAMES = Object.keys(LOSSES);
var PENALTY_NAMES = ["none", "r1", "r2", "gradient", "clip"];
var UPDATES = ["simultaneous", "alternating"];
var NEUTRAL = { least_squares: 0.5 };
var DiracGame = class {
  // `strength` is gamma for R1 and R2, the weight of the gradient penalty, the bound for clip.
  constructor({ loss, penalty, strength, lr, updates }) {
    const { fake, generator } = LOSSES[loss];
    this.neutral = NEUTRAL[loss] ?? 0;
    [this.fakeSlope, this.generatorSlope] = [fake[1], generator[1]];
    this.gamma = penalty === "r1" || penalty === "r2" ? strength : 0;
    this.weight = penalty === "gradient" ? strength : 0;
    this.bound = penalty === "clip" ? strength : Infinity;
    this.step = lr;
    this.inTurn = updates === "alternating";
  }
  // Minus the derivative of G's loss by theta.
  pushTheta([theta, psi]) {
    return -this.generatorSlope(this.neutral + theta * psi) * psi;
  }
  // Minus the derivative of D's loss and penalty by psi.
  pushPsi([theta, psi]) {
    const loss = this.fakeSlope(this.neutral + theta * psi) * theta;
    const penalty = this.gamma * psi + 2 * this.weight * (Math.abs(psi) - 1) * Math.sign(psi);
    return -(loss + penalty);
  }
  // One update of both; in turn, D moves first and G answers the new D.
  next([theta, psi]) {
    const moved = psi + this.step * this.pushPsi([theta, psi]);
    const newPsi = Math.min(Math.max(moved, -this.bound), this.bound);
    return [theta + this.step * this.pushTheta([theta, this.inTurn ? newPsi : psi]), newPsi];
  }
  // How strongly either player answers the other near rest.
  get pull() {
    return this.fakeSlope(this.neutral);
  }
  // What an update does to a small (theta, psi), row by row; null where nothing is at rest.
  get matrix() {
    if (this.weight > 0) return null;
    const a = this.step * this.pull;
    const kept = 1 - this.step * this.gamma;
    return this.inTurn ? [[1 - a * a, a * kept], [-a, kept]] : [[1, a], [-a, kept]];
  }
  // The eigenvalues of that matrix as [real, imaginary], the larger first; null likewise.
  get eigenvalues() {
    return this.matrix && eigenvalues(this.matrix);
  }
};
function eigenvalues([[a, b], [c, d]]) {
  const middle = (a + d) / 2;
  const square = ((a - d) / 2) ** 2 + b * c;
  const root = Math.sqrt(Math.abs(square));
  if (square < 0) return [[middle, root], [middle, -root]];
  return [[middle + root, 0], [middle - root, 0]];
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

// coursekit/widgets/js/dirac/session.js
var MAX_STEPS = 5e3;
var SPEEDS = [1, 200];
var REACH = 2.5;
var RATES = [0.01, 1];
var STRENGTH = [0.01, 4];
var LOST = 1e6;
var KINDS = {
  loss: oneOf(LOSS_NAMES),
  penalty: oneOf(PENALTY_NAMES),
  strength: number(...STRENGTH),
  lr: number(...RATES),
  updates: oneOf(UPDATES),
  start: numbers(
    (list) => list.length === 2 && list.every((value) => Math.abs(value) <= REACH),
    `two numbers from ${-REACH} to ${REACH}`
  ),
  n: whole(0, MAX_STEPS),
  speed: number(...SPEEDS)
};
var GAME_SETTINGS = ["loss", "penalty", "strength", "lr", "updates", "start"];
var Session = class extends Player {
  constructor(model) {
    super(model, { name: "dirac", kinds: KINDS, slow: 0 });
  }
  rebuild(before) {
    const { values } = this;
    if (before === null || GAME_SETTINGS.some((key) => !same(before[key], values[key]))) {
      this.game = new DiracGame(values);
      this.orbit = [values.start];
      this.length = 0;
    }
    values.n = this.reach(values.n);
    this.emit("run");
  }
  reach(n) {
    n = clip(n, 0, MAX_STEPS);
    const { orbit, game } = this;
    while (orbit.length <= n && distance(orbit.at(-1)) < LOST) orbit.push(game.next(orbit.at(-1)));
    n = Math.min(n, orbit.length - 1);
    this.length = Math.max(this.length, n);
    return n;
  }
  extras() {
    const [theta, psi] = this.now;
    return { _now: { theta, psi, eigenvalues: this.game.eigenvalues ?? [] } };
  }
  get now() {
    return this.orbit[this.n];
  }
  // Begins elsewhere, and shows as many updates from there.
  startAt(point) {
    this.pause();
    this.change({ start: point.map((value) => Number(value.toFixed(3))) });
  }
  // The larger absolute value of the two eigenvalues, or null.
  get factor() {
    const both = this.game.eigenvalues;
    return both && Math.max(...both.map(distance));
  }
  // The eigenvalues for every strength of R1 or R2: [strength, both].
  get track() {
    const { values } = this;
    const penalty = values.penalty === "r2" ? "r2" : "r1";
    return Array.from({ length: 161 }, (_, k) => {
      const strength = k / 160 * STRENGTH[1];
      return [strength, new DiracGame({ ...values, penalty, strength }).eigenvalues];
    });
  }
};
var distance = ([a, b]) => Math.hypot(a, b);

// coursekit/widgets/js/dirac/charts.js
var FRAME = [[-REACH, REACH], [-REACH, REACH]];
var MARGIN2 = { left: 38, right: 10, top: 10, bottom: 22 };
var ARROWS = 13;
var SHOWN = 400;
var TURN = 2 * Math.PI;
var Framed = class extends Chart {
  // Draws inside the axes.
  inside(draw) {
    const { pen, width, height } = this.layer;
    pen.save();
    pen.beginPath();
    pen.rect(MARGIN2.left, MARGIN2.top, width - MARGIN2.left - MARGIN2.right, height - MARGIN2.top - MARGIN2.bottom);
    pen.clip();
    draw(pen);
    pen.restore();
  }
  trace(pen, points, { toX, toY }) {
    pen.beginPath();
    for (const [x, y] of points) pen.lineTo(toX(x), toY(y));
  }
  disc(pen, [x, y], { toX, toY }, radius) {
    pen.beginPath();
    pen.arc(toX(x), toY(y), radius, 0, TURN);
    pen.fill();
  }
};
var Plane = class extends Framed {
  constructor(session) {
    super(session, "sfp-plane");
    this.handles = new Handles(this.element, {
      scales: () => this.scales,
      frame: FRAME,
      move: (_, point) => session.startAt(point)
    });
  }
  paint() {
    if (!this.isReady) return;
    const { session, layer, colours } = this;
    this.scales = paintAxes(layer, colours, ...FRAME, { margin: MARGIN2 });
    const { toX, toY } = this.scales;
    this.inside((pen2) => {
      this.#paintField(pen2);
      if (session.values.penalty === "clip") this.#paintBound(pen2);
      const { n, orbit } = session;
      const path = orbit.slice(Math.max(n - SHOWN, 0), n + 1);
      pen2.strokeStyle = pen2.fillStyle = colours.c1;
      pen2.lineWidth = 1.25;
      this.trace(pen2, path, this.scales);
      pen2.stroke();
      for (const point of path.slice(-120)) this.disc(pen2, point, this.scales, 1.8);
      pen2.fillStyle = colours.fg;
      this.disc(pen2, [0, 0], this.scales, 3.5);
      pen2.fillStyle = colours.bg;
      this.disc(pen2, session.now, this.scales, 8);
      pen2.fillStyle = colours.c1;
      this.disc(pen2, session.now, this.scales, 6);
    });
    this.handles.place([session.values.start], () => `Start at theta ${pair(session.values.start)}`);
    const { pen } = layer;
    pen.fillStyle = colours.muted;
    pen.textAlign = "center";
    pen.textBaseline = "bottom";
    pen.fillText("θ", toX(1), layer.height);
    pen.textAlign = "right";
    pen.textBaseline = "middle";
    pen.fillText("ψ", MARGIN2.left - 6, toY(1));
  }
  // Arrows of one length; how strong the push is, their ink says.
  #paintField(pen) {
    const { game } = this.session;
    const { toX, toY } = this.scales;
    const gap = 2 * REACH / ARROWS;
    const half = 0.36 * Math.min(toX(gap) - toX(0), toY(0) - toY(gap));
    pen.strokeStyle = this.colours.muted;
    pen.lineWidth = 1.2;
    for (let i = 0; i < ARROWS; i++) {
      for (let j = 0; j < ARROWS; j++) {
        const at = [i, j].map((k) => -REACH + (k + 0.5) * gap);
        const push = [game.pushTheta(at), game.pushPsi(at)];
        const size = distance(push);
        if (size < 1e-9) continue;
        pen.globalAlpha = 0.15 + 0.75 * Math.min(size / 2, 1);
        arrow(pen, toX(at[0]), toY(at[1]), half * push[0] / size, -half * push[1] / size);
      }
    }
    pen.globalAlpha = 1;
  }
  #paintBound(pen) {
    const { toX, toY } = this.scales;
    const { bound } = this.session.game;
    pen.strokeStyle = this.colours.c2;
    pen.setLineDash([6, 4]);
    for (const at of [bound, -bound]) {
      pen.beginPath();
      pen.moveTo(toX(-REACH), toY(at));
      pen.lineTo(toX(REACH), toY(at));
      pen.stroke();
    }
    pen.setLineDash([]);
  }
};
function arrow(pen, x, y, dx, dy) {
  pen.beginPath();
  pen.moveTo(x - dx, y - dy);
  pen.lineTo(x + dx, y + dy);
  for (const side of [1, -1]) {
    pen.moveTo(x + dx, y + dy);
    pen.lineTo(x + 0.35 * dx - side * 0.45 * dy, y + 0.35 * dy + side * 0.45 * dx);
  }
  pen.stroke();
}
var Dial = class extends Framed {
  constructor(session) {
    super(session, "sfp-dial");
  }
  paint() {
    if (!this.isReady) return;
    const { session, layer, colours } = this;
    const { game, values } = session;
    const { pen, width, height } = layer;
    const size = 1.4 * Math.min(Math.max(game.step * game.pull, 0.02), 1);
    const plot = [width - MARGIN2.left - MARGIN2.right, height - MARGIN2.top - MARGIN2.bottom];
    const across = 2 * size * plot[0] / plot[1];
    const right = 1 + 0.28 * across;
    const scales = paintAxes(layer, colours, [right - across, right], [-size, size], { margin: MARGIN2 });
    const { toX, toY } = scales;
    this.inside(() => {
      const radius = toX(1) - toX(0);
      pen.beginPath();
      pen.arc(toX(0), toY(0), radius, 0, TURN);
      pen.globalAlpha = 0.1;
      pen.fillStyle = colours.c3;
      pen.fill();
      pen.globalAlpha = 1;
      pen.strokeStyle = colours.c3;
      pen.lineWidth = 2;
      pen.stroke();
      if (!game.eigenvalues) return;
      if (values.penalty === "r1" || values.penalty === "r2") this.#paintTrack(pen, scales);
      pen.fillStyle = session.factor < 1 - 1e-12 ? colours.c1 : colours.c2;
      for (const value of game.eigenvalues) this.disc(pen, value, scales, 6);
    });
    if (!game.eigenvalues) {
      pen.fillStyle = colours.muted;
      pen.textAlign = "center";
      pen.fillText("no point of rest,", toX(right - across / 2), toY(0.1 * size));
      pen.fillText("so no eigenvalues", toX(right - across / 2), toY(-0.1 * size));
    }
  }
  // Where other strengths of the penalty would put them.
  #paintTrack(pen, scales) {
    pen.strokeStyle = this.colours.muted;
    pen.lineWidth = 1;
    for (const k of [0, 1]) {
      this.trace(pen, this.session.track.map(([, both]) => both[k]), scales);
      pen.stroke();
    }
  }
};
var FLOOR = 1e-9;
var Distances = class extends Framed {
  constructor(session) {
    super(session, "sfp-distances");
  }
  paint() {
    if (!this.isReady) return;
    const { session, layer, colours } = this;
    const { n, orbit, factor } = session;
    const log = (value) => Math.log10(Math.max(value, FLOOR));
    const stride = Math.max(1, Math.floor((n + 1) / 600));
    const steps = Array.from({ length: Math.floor(n / stride) + 1 }, (_, i) => i * stride);
    const path = steps.map((i) => [i, log(distance(orbit[i]))]);
    const all = path.map(([, value]) => value);
    const [low, high] = [Math.min(...all, -0.6), Math.max(...all, 0.6)];
    const scales = paintAxes(layer, colours, [0, 1.02 * Math.max(n, 50)], [low - 0.15, high + 0.15], { margin: MARGIN2 });
    this.inside((pen) => {
      if (factor !== null) {
        const from = log(distance(orbit[0]));
        pen.strokeStyle = colours.muted;
        pen.setLineDash([5, 4]);
        this.trace(pen, [[0, from], [Math.max(n, 50), from + Math.max(n, 50) * Math.log10(factor)]], scales);
        pen.stroke();
        pen.setLineDash([]);
      }
      pen.strokeStyle = pen.fillStyle = colours.c1;
      pen.lineWidth = 1.75;
      this.trace(pen, path, scales);
      pen.stroke();
      this.disc(pen, [n, log(distance(session.now))], scales, 4);
    });
  }
};
var pair = ([theta, psi]) => `${fixed(theta, 2)}, psi ${fixed(psi, 2)}`;

// coursekit/widgets/js/dirac/words.js
var STILL = 1e-9;
function complex([re, im]) {
  if (im === 0) return fixed(re, 4);
  return `${fixed(re, 4)} ± ${fixed(Math.abs(im), 4)} i`;
}
function dialWords({ game }) {
  const both = game.eigenvalues;
  if (!both) return "none";
  return both[0][1] !== 0 ? complex(both[0]) : both.map(complex).join(" and ");
}
function verdict({ factor, values, game }) {
  if (factor === null) {
    return "The penalty pushes psi towards 1 or −1, also when the fake is right: there is no point of rest, and the orbit goes on round.";
  }
  const change = `by ${fixed(100 * Math.abs(factor - 1), 2)} % an update`;
  const isComplex = game.eigenvalues[0][1] !== 0;
  if (Math.abs(factor - 1) < STILL) {
    return isComplex ? "On the circle: near rest the players go round, to first order neither nearer nor further." : "On the circle, with a turning point: any little error grows.";
  }
  if (factor > 1) {
    const clipped = values.penalty === "clip" ? ", until the clip stops psi" : "";
    return `Outside the circle: near rest the orbit grows ${change}${clipped}.`;
  }
  return isComplex ? `Inside the circle: the orbit spirals in and shrinks ${change}.` : `Inside the circle and real: no more circling. The slower of the two shrinks ${change}.`;
}
function account(session) {
  const { n, now } = session;
  const when = n === 0 ? "At the start" : `After ${n} update${n === 1 ? "" : "s"}`;
  const where = `theta is ${fixed(now[0], 3)} and psi ${fixed(now[1], 3)}`;
  return `${when} ${where}, ${fixed(distance(now), 3)} from rest. ${verdict(session)}`;
}

// coursekit/widgets/js/dirac_gan.js
var LOSSES2 = {
  non_saturating: "Non-saturating",
  minimax: "Minimax",
  least_squares: "Least squares",
  hinge: "Hinge",
  wasserstein: "Wasserstein"
};
var PENALTIES = {
  none: "None",
  r1: "R1: slope at the data",
  r2: "R2: slope at the fake",
  gradient: "Gradient penalty: slope 1",
  clip: "Clipping of psi"
};
var STRENGTHS = { none: "Strength", r1: "Gamma", r2: "Gamma", gradient: "Weight", clip: "Bound" };
var HINTS = [
  "All data are at 0. The generator has one number, theta, where its fake is; the discriminator has one, psi, the slope of D(x). Both are at rest at 0, 0. Drag the ring to begin elsewhere.",
  "Arrows: where gradient descent pushes both players; the darker, the harder. Blue: the orbit.",
  "The dial shows the eigenvalues of an update at the point of rest, near 1 in the complex plane, and the unit circle. A thin line is where other strengths of R1 or R2 would put them. Dashed, below: what the larger one foretells for the distance from rest."
];
var KEYS = [
  ["Arrow keys", "on the ring: move the start, with Shift further"],
  ["n b", "an update on or back"],
  ["Space", "play or pause"]
];
var dirac_gan_default = { render: (props) => show(props, Session, View) };
var View = class {
  constructor(session) {
    this.session = session;
    this.charts = [new Plane(session), new Dial(session), new Distances(session)];
    this.note = h("p", { class: "sfp-note", role: "alert" });
    this.account = h("p", { class: "sfp-account", role: "status" });
    this.eigenvalues = h("output");
    this.transport = transport(session, {
      name: "Update",
      speeds: SPEEDS,
      words: () => session.n === session.length ? `${session.n}` : `${session.n} of ${session.length}`
    });
    this.root = this.#layOut();
  }
  start() {
    return follow(this.root, this.session, {
      colours: (colours) => {
        for (const chart of this.charts) chart.colours = colours;
        this.#paint();
      },
      resize: () => {
        if (this.charts.map((chart) => chart.resize()).every(Boolean)) this.#paint();
      },
      news: (what) => this.#follow(what)
    });
  }
  #layOut() {
    const { session } = this;
    const set = (key) => (value) => session.change({ [key]: value });
    this.loss = choice("Loss", LOSSES2, set("loss"));
    this.penalty = choice("Penalty on D", PENALTIES, set("penalty"));
    this.updates = switches(
      "Updates",
      { alternating: "In turn, D first", simultaneous: "Both at once" },
      set("updates")
    );
    this.strength = slider("Strength", STRENGTH, 0.01, set("strength"));
    this.rate = slider("Learning rate", RATES, 0.01, set("lr"));
    const [plane, dial, distances] = this.charts;
    const caption = (...words) => h("p", { class: "sfp-caption" }, ...words);
    const root = h(
      "div",
      {
        class: "sfp sfp-dirac",
        role: "group",
        "aria-label": "Dirac-GAN",
        "data-lm-suppress-shortcuts": "true"
        // JupyterLab would take the keys otherwise
      },
      h("div", { class: "sfp-row" }, this.loss.element, this.penalty.element, this.updates.element),
      this.note,
      h(
        "div",
        { class: "sfp-body" },
        h("div", {}, caption("The fake at θ, the discriminator's slope ψ"), plane.element),
        h(
          "div",
          { class: "sfp-side" },
          h("div", { class: "sfp-ends" }, caption("Eigenvalues of an update"), this.eigenvalues),
          dial.element,
          this.strength.element,
          this.rate.element
        ),
        this.transport.element,
        h("div", { class: "sfp-wide" }, this.account, caption("Distance from rest, powers of ten"), distances.element)
      ),
      help(HINTS, "Keys, while anything here but a field has the focus:", KEYS, uniqueId("keys"))
    );
    onKeys(root, (event) => this.#keys(event));
    return root;
  }
  #keys({ target }) {
    if (target.matches("select")) return {};
    const { session } = this;
    const keys = { n: () => session.step(), b: () => session.moveTo(session.n - 1) };
    const takesSpace = target.matches("button:not(.sfp-handle), summary");
    return takesSpace ? keys : { ...keys, " ": () => session.toggle() };
  }
  #paint() {
    for (const chart of this.charts) chart.paint();
  }
  #follow(what) {
    const { session } = this;
    if (what === "note") this.note.textContent = session.note;
    if (what === "settings" || what === "run") this.#showSettings();
    if (what === "run" || what === "cursor") {
      this.#paint();
      this.transport.moved();
    }
    if (!session.playing) this.#describe();
  }
  #showSettings() {
    const { values } = this.session;
    this.loss.input.value = values.loss;
    this.penalty.input.value = values.penalty;
    this.updates.update(values.updates);
    this.strength.update(values.strength, fixed(values.strength, 2));
    this.strength.element.querySelector("label").textContent = STRENGTHS[values.penalty];
    this.strength.input.disabled = values.penalty === "none";
    this.rate.update(values.lr, fixed(values.lr, 2));
    this.eigenvalues.textContent = dialWords(this.session);
    this.transport.update();
  }
  // Puts what the pictures show in words; while playing that would be a stream of talk.
  #describe() {
    const { session } = this;
    const words = account(session);
    if (this.account.textContent !== words) this.account.textContent = words;
    const [plane, dial, distances] = this.charts;
    plane.describe(
      `Field and orbit of theta and psi, each from ${-REACH} to ${REACH}; rest is in the middle. ${words}`
    );
    dial.describe(`Unit circle near 1, and the eigenvalues of an update: ${dialWords(session)}.`);
    distances.describe(`Distance from rest by update, on a logarithmic scale. ${words}`);
  }
};
export {
  dirac_gan_default as default
};
