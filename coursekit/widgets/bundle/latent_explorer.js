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

// coursekit/widgets/js/algorithms/latent.js
var norm = (z) => Math.hypot(...z);
var draw = ({ normal }, dim) => Array.from({ length: dim }, normal);
var plus = (a, s, b) => a.map((value, i) => value + s * b[i]);
var dot = (a, b) => a.reduce((sum, value, i) => sum + value * b[i], 0);
var unit = (a) => a.map((value) => value / norm(a));
function randomPair(random, dim) {
  const u = unit(draw(random, dim));
  const v = draw(random, dim);
  return [u, unit(plus(v, -dot(u, v), u))];
}
var randomDirection = (random, dim) => unit(draw(random, dim));
var straight = (a, b, t) => a.map((value, i) => (1 - t) * value + t * b[i]);
function spherical(a, b, t) {
  const cosine = dot(a, b) / (norm(a) * norm(b));
  const angle = Math.acos(Math.min(Math.max(cosine, -1), 1));
  if (!(Math.sin(angle) > 1e-6)) return straight(a, b, t);
  const share = (part) => Math.sin(part * angle) / Math.sin(angle);
  return a.map((value, i) => share(1 - t) * value + share(t) * b[i]);
}
function normDensity(r, dim) {
  const peak = Math.sqrt(dim - 1);
  const log = (x) => (dim - 1) * Math.log(x) - x ** 2 / 2;
  return r <= 0 ? 0 : Math.exp(log(r) - log(peak));
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

// coursekit/widgets/js/latent/pictures.js
var BUDGET = 8;
var toRGB = (hex) => [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16));
var Sheet = class {
  constructor([channels, height, width], columns = 1, rows = 1) {
    Object.assign(this, { channels, height, width, columns });
    this.canvas = document.createElement("canvas");
    this.canvas.width = columns * width;
    this.canvas.height = rows * height;
    this.canvas.className = "sfp-picture";
    this.canvas.setAttribute("aria-hidden", "true");
    this.pen = this.canvas.getContext("2d");
    this.pixels = this.pen.createImageData(width, height);
  }
  describe(words) {
    this.canvas.removeAttribute("aria-hidden");
    this.canvas.setAttribute("role", "img");
    this.canvas.setAttribute("aria-label", words);
  }
  // Puts an image with values in [-1, 1] at place k: from paper to ink, or in its own colours.
  put(image, colours, k = 0) {
    const { channels, height, width, columns, pixels } = this;
    const [paper, ink] = channels === 1 ? [colours.bg, colours.fg].map(toRGB) : [[0, 0, 0], [255, 255, 255]];
    const size = height * width;
    for (let at = 0; at < size; at++) {
      for (let c = 0; c < 3; c++) {
        const share = (image[(channels === 1 ? 0 : c * size) + at] + 1) / 2;
        pixels.data[4 * at + c] = paper[c] + share * (ink[c] - paper[c]);
      }
      pixels.data[4 * at + 3] = 255;
    }
    this.pen.putImageData(pixels, k % columns * width, Math.floor(k / columns) * height);
  }
};
var Painter = class {
  #waiting = /* @__PURE__ */ new Map();
  // sheet -> {points, next, left}
  #wishes = /* @__PURE__ */ new Map();
  // sheet -> what was last wanted on it
  #frameId = null;
  constructor(generator) {
    this.generator = generator;
  }
  // Pictures of these z are wanted on the sheet; earlier wishes for it are forgotten.
  want(sheet, points) {
    const wish = JSON.stringify([points, this.colours.bg]);
    if (this.#wishes.get(sheet) === wish) return;
    this.#wishes.set(sheet, wish);
    const next = this.#waiting.get(sheet)?.next ?? 0;
    this.#waiting.set(sheet, { points, next, left: points.length });
    this.#frameId ??= requestAnimationFrame(() => this.#frame());
  }
  stop() {
    cancelAnimationFrame(this.#frameId);
    this.#frameId = null;
    this.#waiting.clear();
    this.#wishes.clear();
  }
  #frame() {
    this.#frameId = null;
    const deadline = performance.now() + BUDGET;
    for (const [sheet, task] of this.#waiting) {
      while (task.left > 0 && performance.now() < deadline) {
        sheet.put(this.generator.image(task.points[task.next]), this.colours, task.next);
        task.next = (task.next + 1) % task.points.length;
        task.left--;
      }
      if (task.left === 0) this.#waiting.delete(sheet);
    }
    if (this.#waiting.size > 0) this.#frameId = requestAnimationFrame(() => this.#frame());
  }
};

// coursekit/widgets/js/latent/words.js
var RARE = 2.2;
function normWords(session) {
  const { norm: length, typical } = session;
  const start = `z has norm ${fixed(length, 2)}; that of a draw is near √${session.dim} = ${fixed(typical, 2)}`;
  if (Math.abs(length - typical) < RARE) return `${start}.`;
  return `${start}, and hardly ever so ${length < typical ? "short" : "long"}.`;
}
function placeWords({ values }) {
  const [across, up] = values.place;
  return `${fixed(across, 2)} across, ${fixed(up, 2)} up`;
}
function betweenWords(session) {
  const { share } = session.values;
  const { straight: straight2, spherical: spherical2 } = session.between(share);
  return `At ${fixed(share, 2)} of the way from A to B, z has norm ${fixed(norm(straight2), 2)} on the straight path and ${fixed(norm(spherical2), 2)} on the sphere's.`;
}
var apart = (session) => fixed(Math.sqrt(2) * session.typical, 2);
var PANEL_WORDS = {
  plane: (session) => `In the plane it is at ${placeWords(session)}.`,
  entries: () => "",
  near: (session) => `The neighbours are ${fixed(session.values.radius, 2)} away; two draws are about ${apart(session)} apart.`,
  between: betweenWords
};
function account(session, image) {
  const { values, generator } = session;
  const when = session.n > 0 ? `Step ${session.n} of the walk. ` : "";
  const ink = image.reduce((sum, value) => sum + (value + 1) / 2, 0) / image.length;
  const much = generator.shape[0] === 1 ? `Ink: ${fixed(100 * ink, 1)} % of the picture. ` : "";
  const psi = values.psi === 1 ? "" : `Scaled by ψ = ${fixed(values.psi, 2)}, `;
  return `${when}${psi}${normWords(session)} ${much}${PANEL_WORDS[values.panel](session)}`.trim();
}

// coursekit/widgets/js/algorithms/generator.js
var ACTIVATIONS = { relu: (a) => a > 0 ? a : 0, tanh: Math.tanh, none: null };
var Generator = class {
  constructor({ z_dim: dim, shape, layers }) {
    Object.assign(this, { dim, shape });
    let size = dim;
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
      if (layer.type === "linear") linear2(layer, x);
      else transposedConvolution(layer, x);
      x = layer.result;
      const activation = ACTIVATIONS[layer.activation];
      if (activation) for (let k = 0; k < x.length; k++) x[k] = activation(x[k]);
    }
    return x;
  }
};
function linear2({ weight, bias, result }, x) {
  for (let o = 0, k = 0; o < result.length; o++) {
    let sum = bias[o];
    for (let i = 0; i < x.length; i++) sum += weight[k++] * x[i];
    result[o] = sum;
  }
}
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
      let to2 = (o * height + stride * y + ky - padding) * width + stride * left + kx - padding;
      for (let column = left; column < right; column++, to2 += stride) result[to2] += w * x[at++];
    }
  }
}
function within(shift, stride, count2, side) {
  const first = Math.max(Math.ceil(-shift / stride), 0);
  return [first, Math.min(Math.floor((side - 1 - shift) / stride) + 1, count2)];
}
function halves(text) {
  const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  const view = new DataView(bytes.buffer);
  return Float32Array.from({ length: bytes.length / 2 }, (_, k) => half(view.getUint16(2 * k, true)));
}
function half(bits) {
  const sign = bits >> 15 ? -1 : 1;
  const exponent = bits >> 10 & 31;
  const fraction = (bits & 1023) / 1024;
  if (exponent === 31) return fraction ? NaN : sign * Infinity;
  return sign * (exponent ? 2 ** (exponent - 15) * (1 + fraction) : 2 ** -14 * fraction);
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

// coursekit/widgets/js/latent/session.js
var MAX_STEPS = 2e3;
var SPEEDS = [1, 60];
var LEG = 24;
var REACH = 3;
var LARGEST = 12;
var PSI = [0, 2];
var RADII = [0, 8];
var PANELS = ["plane", "entries", "near", "between"];
var PLANES = ["random", "entries"];
var NEIGHBOURS = 8;
var KEPT = 50;
var ONE_ACT = 800;
var [FIRST, A, B, WALK] = [0, 1, 2, 3];
var [PLANE, NEAR] = [0, 1];
function kindsOf(dim) {
  const point = numbers(
    (list) => list.length === 0 || list.length === dim && list.every((v) => Math.abs(v) <= LARGEST),
    `${dim} numbers from ${-LARGEST} to ${LARGEST}, or none`
  );
  return {
    panel: oneOf(PANELS),
    seed: whole(0, LAST_SEED),
    z: point,
    place: numbers(
      (list) => list.length === 2 && list.every((v) => Math.abs(v) <= REACH),
      `two numbers from ${-REACH} to ${REACH}`
    ),
    plane: oneOf(PLANES),
    axes: numbers(
      ([i, j, ...more]) => more.length === 0 && i !== j && [i, j].every((v) => Number.isInteger(v) && v >= 1 && v <= dim),
      `two different whole numbers from 1 to ${dim}`
    ),
    turn: whole(0, LAST_SEED),
    psi: number(...PSI),
    radius: number(...RADII),
    a: point,
    b: point,
    share: number(0, 1),
    n: whole(0, MAX_STEPS),
    speed: number(...SPEEDS)
  };
}
var rounded = (z) => z.map((value) => clip(Number(value.toFixed(3)), -LARGEST, LARGEST));
var Session = class extends Player {
  length = 0;
  #past = [];
  // settings, before each of the reader's acts
  #lastAct = { keys: "", at: -Infinity };
  constructor(model) {
    const generator = new Generator(model.get("generator"));
    super(model, { name: "latent", kinds: kindsOf(generator.dim), slow: 0 });
    this.generator = generator;
    this.dim = generator.dim;
  }
  rebuild(before) {
    const { values, dim } = this;
    const isNew = (...keys) => before === null || keys.some((key) => !same(before[key], values[key]));
    if (before !== null) this.#remember(before);
    if (before !== null && isNew("seed") && !isNew("z", "place", "n")) {
      Object.assign(values, { z: [], place: [0, 0], n: 0 });
    }
    if (isNew("seed", "z")) {
      this.ends = [values.z.length > 0 ? values.z : this.#drawn(FIRST)];
      this.length = 0;
    }
    if (isNew("plane", "axes", "turn")) {
      const axis = (k) => Array.from({ length: dim }, (_, i) => Number(i === k - 1));
      const byEntries = values.plane === "entries";
      const random = seededRandom(values.turn, PLANE);
      this.directions = byEntries ? values.axes.map(axis) : randomPair(random, dim);
      const near = seededRandom(values.turn, NEAR);
      this.around = Array.from({ length: NEIGHBOURS }, () => randomDirection(near, dim));
    }
    this.kept = [
      values.a.length > 0 ? values.a : this.#drawn(A),
      values.b.length > 0 ? values.b : this.#drawn(B)
    ];
    values.n = this.reach(values.n);
    this.emit("run");
  }
  reach(n) {
    n = clip(n, 0, MAX_STEPS);
    this.length = Math.max(this.length, n);
    while (this.ends.length * LEG <= n + LEG) this.ends.push(this.#drawn(WALK + this.ends.length));
    return n;
  }
  extras() {
    const image = Float32Array.from(this.generator.image(this.shown));
    const data = new DataView(image.buffer);
    return { _now: { z: this.shown, shape: this.generator.shape, data } };
  }
  #drawn(stream) {
    return rounded(draw(seededRandom(this.values.seed, stream), this.dim));
  }
  // Where the walk is: on its way to step n while that is being made.
  get walked() {
    const at = this.phase < 1 && !reducedMotion.matches ? Math.max(this.n - 1 + this.phase, 0) : this.n;
    const leg = Math.floor(at / LEG);
    const part = at / LEG - leg;
    return part === 0 ? this.ends[leg] : spherical(this.ends[leg], this.ends[leg + 1], part);
  }
  // z at a place in the plane.
  at([across, up]) {
    const [u, v] = this.directions;
    return plus(plus(this.walked, across, u), up, v);
  }
  get z() {
    return this.at(this.values.place);
  }
  truncated(z) {
    return z.map((value) => this.values.psi * value);
  }
  // What the generator is given.
  get shown() {
    return this.truncated(this.z);
  }
  // The neighbours of z.
  get near() {
    const { z } = this;
    return this.around.map((direction) => plus(z, this.values.radius, direction));
  }
  // Both paths from A to B, after a share t of the way.
  between(t) {
    const [a, b] = this.kept;
    return { straight: straight(a, b, t), spherical: spherical(a, b, t) };
  }
  get norm() {
    return norm(this.shown);
  }
  get typical() {
    return Math.sqrt(this.dim);
  }
  // Goes to a place in the plane.
  place(point) {
    this.pause();
    this.change({ place: point.map((value) => Number(value.toFixed(2))) });
  }
  // Goes to another z, from which the walk begins anew; the place is then the plane's middle.
  moveToPoint(z) {
    this.pause();
    this.change({ z: rounded(z), n: 0, place: [0, 0] });
  }
  setEntry(i, value) {
    this.moveToPoint(this.z.map((old, j) => j === i ? value : old));
  }
  // Keeps what is shown as "a" or "b".
  keep(name) {
    this.pause();
    this.change({ [name]: rounded(this.shown) });
  }
  get canUndo() {
    return this.#past.length > 0;
  }
  undo() {
    if (!this.canUndo) return;
    this.pause();
    const past = this.#past;
    this.#past = [];
    const { panel, speed } = this.values;
    this.change({ ...past.pop(), panel, speed });
    this.#past = past;
    this.#lastAct.keys = "";
    this.emit("settings");
  }
  // Keeps the settings before an act; many changes of the same ones are one act, as in a drag.
  #remember(before) {
    const changed = Object.keys(before).filter((key) => !same(before[key], this.values[key]));
    const keys = changed.filter((key) => !["n", "speed", "panel"].includes(key)).join();
    const at = performance.now();
    const isSame = keys === this.#lastAct.keys && at - this.#lastAct.at < ONE_ACT;
    if (keys && !isSame) this.#past = [...this.#past, before].slice(-KEPT);
    if (keys) this.#lastAct = { keys, at };
  }
};

// coursekit/widgets/js/latent/charts.js
var FRAME = [[-REACH, REACH], [-REACH, REACH]];
var SIDE = 7;
var WithAxes = class extends Chart {
  axes(across, up, more) {
    return paintAxes(this.layer, this.colours, across, up, more);
  }
};
var Plane = class {
  constructor(session) {
    this.session = session;
    this.sheet = new Sheet(session.generator.shape, SIDE, SIDE);
    this.element = h("div", { class: "sfp-plane" }, this.sheet.canvas);
    this.handles = new Handles(this.element, {
      scales: () => this.scales,
      frame: FRAME,
      move: (_, point) => session.place(point)
    });
  }
  // Middles of the small pictures, row by row from above.
  get points() {
    const { session } = this;
    const middle = (k) => ((2 * k + 1) / SIDE - 1) * REACH;
    const cells = Array.from({ length: SIDE * SIDE }, (_, k) => [k % SIDE, Math.floor(k / SIDE)]);
    return cells.map(([i, j]) => session.truncated(session.at([middle(i), -middle(j)])));
  }
  resize() {
    const { clientWidth, clientHeight } = this.element;
    this.scales = { toX: linear(...FRAME[0], 0, clientWidth), toY: linear(...FRAME[1], clientHeight, 0) };
  }
  paint() {
    if (!this.scales) return;
    this.handles.place([this.session.values.place], () => `Place in the plane: ${placeWords(this.session)}`);
  }
};
var Norm = class extends WithAxes {
  paint() {
    if (!this.isReady) return;
    const { session, colours } = this;
    const end = Math.max(2 * session.typical, session.norm * 1.05);
    const scales = this.axes([0, end], [0, 1.1], { labels: [], margin: { left: 8 } });
    const curve = Array.from({ length: 201 }, (_, k) => k / 200 * end);
    this.line(curve.map((r) => [r, normDensity(r, session.dim)]), scales, colours.c3);
    this.line([[session.norm, 0], [session.norm, 1]], scales, colours.c2, [5, 3]);
    this.dot([session.norm, normDensity(session.norm, session.dim)], scales, colours.c2, 5);
  }
};
var Bars = class extends WithAxes {
  paint() {
    if (!this.isReady) return;
    const { session, colours, layer } = this;
    const { z, dim } = session;
    const top = Math.max(3, ...z.map(Math.abs)) * 1.05;
    const { toX, toY } = this.axes([0.4, dim + 0.6], [-top, top]);
    const wide = 0.7 * (toX(1) - toX(0));
    for (const [i, value] of z.entries()) {
      layer.pen.fillStyle = value < 0 ? colours.c2 : colours.c1;
      layer.pen.fillRect(toX(i + 1) - wide / 2, toY(0), wide, toY(value) - toY(0));
    }
  }
};
var Norms = class extends WithAxes {
  paint() {
    if (!this.isReady) return;
    const { session, colours } = this;
    const { typical, values } = session;
    const shares = Array.from({ length: 61 }, (_, k) => k / 60);
    const path = (name) => shares.map((t) => [t, norm(session.between(t)[name])]);
    const [a, b] = [path("straight"), path("spherical")];
    const top = 1.1 * Math.max(typical, ...[...a, ...b].map(([, value]) => value));
    const scales = this.axes([0, 1], [0, top]);
    this.line([[0, typical], [1, typical]], scales, colours.muted, [5, 4]);
    this.line(a, scales, colours.c2);
    this.line(b, scales, colours.c1);
    const now = session.between(values.share);
    this.dot([values.share, norm(now.straight)], scales, colours.c2, 5);
    this.dot([values.share, norm(now.spherical)], scales, colours.c1, 5);
  }
};

// coursekit/widgets/js/latent/panels.js
var ENTRIES = 8;
var FRAMES = 9;
var caption = (...words) => h("p", { class: "sfp-caption" }, ...words);
var others = (session) => () => session.change({ turn: (session.values.turn + 1) % 2 ** 32 });
var PlanePanel = class {
  constructor(session) {
    this.session = session;
    this.plane = new Plane(session);
    this.walks = this.plane.sheet.canvas;
    const set = (key) => (value) => session.change({ [key]: value });
    const names = { random: "Two at random", entries: "Two entries" };
    this.kind = choice("Plane", names, set("plane"));
    const entries = Object.fromEntries(Array.from({ length: session.dim }, (_, i) => [i + 1, i + 1]));
    this.axes = ["Entry across", "Entry up"].map(
      (name, k) => choice(
        name,
        entries,
        (value) => session.change({ axes: session.values.axes.map((old, j) => j === k ? value : old) })
      )
    );
    this.others = button("Other directions", others(session));
    this.element = h(
      "div",
      {},
      caption(`Drag the ring. Behind it: G all over the plane, from −3 to 3 both ways.`),
      this.plane.element,
      h("div", { class: "sfp-row" }, this.kind.element, ...this.axes.map((it) => it.element), this.others)
    );
  }
  resize() {
    this.plane.resize();
  }
  update() {
    const { values } = this.session;
    this.kind.input.value = values.plane;
    this.others.hidden = values.plane === "entries";
    this.axes.forEach(({ element, input }, k) => {
      element.hidden = values.plane === "random";
      input.value = values.axes[k];
    });
  }
  paint(painter) {
    const { session, plane } = this;
    plane.paint();
    plane.sheet.describe(`What the generator makes all over the plane; the ring is at ${placeWords(session)}.`);
    if (!session.playing) painter.want(plane.sheet, plane.points);
  }
};
var EntriesPanel = class {
  constructor(session) {
    this.session = session;
    this.bars = new Bars(session, "sfp-bars");
    const count2 = Math.min(ENTRIES, session.dim);
    this.sliders = Array.from(
      { length: count2 },
      (_, i) => slider(`z${i + 1}`, [-3, 3], 0.05, (value) => session.setEntry(i, value))
    );
    const first = count2 < session.dim ? `the first ${count2}` : "all";
    this.element = h(
      "div",
      {},
      caption(`All ${session.dim} entries of z, by number; sliders for ${first}.`),
      this.bars.element,
      h("div", { class: "sfp-entries" }, ...this.sliders.map((it) => it.element))
    );
  }
  resize() {
    this.bars.resize();
  }
  update() {
  }
  paint(painter) {
    const { z } = this.session;
    this.bars.colours = painter.colours;
    this.bars.paint();
    this.bars.describe(`The entries of z: ${z.map((value) => fixed(value, 1)).join(", ")}.`);
    this.sliders.forEach((it, i) => it.update(z[i], fixed(z[i], 2)));
  }
};
var NearPanel = class {
  constructor(session) {
    this.session = session;
    const sheet = () => new Sheet(session.generator.shape);
    this.sheets = session.around.map(sheet);
    this.middle = sheet();
    const tiles = this.sheets.map(
      ({ canvas }, k) => h(
        "button",
        { type: "button", "aria-label": `Go to neighbour ${k + 1}`, onclick: () => session.moveToPoint(session.near[k]) },
        canvas
      )
    );
    tiles.splice(4, 0, h("div", { class: "sfp-middle" }, this.middle.canvas));
    this.walks = h("div", { class: "sfp-near" }, ...tiles);
    this.radius = slider("Distance", RADII, 0.05, (radius) => session.change({ radius }));
    this.element = h(
      "div",
      {},
      caption("z in the middle, and eight z at one distance in random directions. Press one to go there."),
      this.walks,
      h("div", { class: "sfp-row" }, this.radius.element, button("Other directions", others(session)))
    );
  }
  resize() {
  }
  update() {
    const { radius } = this.session.values;
    this.radius.update(radius, fixed(radius, 2));
  }
  paint(painter) {
    const { session } = this;
    if (session.playing) return;
    painter.want(this.middle, [session.shown]);
    session.near.forEach((z, k) => painter.want(this.sheets[k], [session.truncated(z)]));
  }
};
var BetweenPanel = class {
  constructor(session) {
    this.session = session;
    const { shape } = session.generator;
    const names = { straight: "Straight", spherical: "On the sphere" };
    this.paths = Object.entries(names).map(([key, name]) => ({
      key,
      name,
      large: new Sheet(shape),
      strip: new Sheet(shape, FRAMES)
    }));
    this.norms = new Norms(session, "sfp-norms");
    this.share = slider("From A to B", [0, 1], 0.01, (share) => session.change({ share }));
    const side = ({ key, name, large }) => h("div", { class: key }, caption(h("i"), name), large.canvas);
    this.element = h(
      "div",
      { class: "sfp-between" },
      h(
        "div",
        { class: "sfp-row" },
        button("Keep as A", () => session.keep("a")),
        button("Keep as B", () => session.keep("b")),
        this.share.element
      ),
      h("div", { class: "sfp-pair" }, ...this.paths.map(side)),
      caption("Both paths from A to B: above straight, below on the sphere"),
      ...this.paths.map((it) => it.strip.canvas),
      caption("Norm of z along them; dashed: a draw's"),
      this.norms.element
    );
  }
  resize() {
    this.norms.resize();
  }
  update() {
    const { share } = this.session.values;
    this.share.update(share, fixed(share, 2));
  }
  paint(painter) {
    const { session, norms } = this;
    const shares = Array.from({ length: FRAMES }, (_, k) => k / (FRAMES - 1));
    norms.colours = painter.colours;
    norms.paint();
    norms.describe(`Norm of z along both paths. ${betweenWords(session)}`);
    const at = session.between(session.values.share);
    for (const { key, large, strip, name } of this.paths) {
      large.put(session.generator.image(at[key]), painter.colours);
      large.describe(`${name}: the picture at ${fixed(session.values.share, 2)} of the way from A to B`);
      strip.describe(`${name}: ${FRAMES} pictures from A to B`);
      painter.want(strip, shares.map((t) => session.between(t)[key]));
    }
  }
};

// coursekit/widgets/js/latent_explorer.js
var PANELS2 = { plane: "Plane", entries: "Entries", near: "Near z", between: "A to B" };
var HINTS = [
  "The entries of z are standard normal. In many dimensions nearly all draws have about the same norm, the root of the dimension: they lie near a sphere.",
  "A straight path between two draws cuts through the sphere: half-way its norm is about 0.71 of a draw's, where the generator was hardly trained. The other path and the walk keep to it.",
  "Psi multiplies z before the generator sees it. Below 1 pictures get more alike, at 0 all are one; above 1 they get odd."
];
var KEYS = [
  ["Arrow keys", "on the ring: move in the plane, with Shift further"],
  ["z", "new z"],
  ["u", "undo"],
  ["n b", "a step of the walk on or back"],
  ["Space", "play or pause"]
];
var latent_explorer_default = { render: (props) => show(props, Session, View) };
var View = class {
  constructor(session) {
    this.session = session;
    this.painter = new Painter(session.generator);
    this.picture = new Sheet(session.generator.shape);
    this.norm = new Norm(session, "sfp-norm");
    this.panels = {
      plane: new PlanePanel(session),
      entries: new EntriesPanel(session),
      near: new NearPanel(session),
      between: new BetweenPanel(session)
    };
    this.note = h("p", { class: "sfp-note", role: "alert" });
    this.account = h("p", { class: "sfp-account", role: "status" });
    this.transport = transport(session, {
      name: "Step of the walk",
      speeds: SPEEDS,
      words: () => session.n === session.length ? `${session.n}` : `${session.n} of ${session.length}`
    });
    this.root = this.#layOut();
  }
  start() {
    const end = follow(this.root, this.session, {
      colours: (colours) => {
        this.painter.colours = this.norm.colours = colours;
        this.#paint();
      },
      resize: () => {
        this.norm.resize();
        this.panel.resize();
        this.#paint();
      },
      news: (what) => this.#follow(what)
    });
    return () => {
      end();
      this.painter.stop();
    };
  }
  get panel() {
    return this.panels[this.session.values.panel];
  }
  #layOut() {
    const { session } = this;
    this.seed = seedControls(session, "New z");
    this.undo = button("Undo", () => session.undo());
    this.switches = switches("Beside the picture", PANELS2, (panel) => session.change({ panel }));
    this.psi = slider("Truncation ψ", PSI, 0.05, (psi) => session.change({ psi }));
    const root = h(
      "div",
      {
        class: "sfp sfp-latent",
        role: "group",
        "aria-label": "Latent explorer",
        "data-lm-suppress-shortcuts": "true"
        // JupyterLab would take the keys otherwise
      },
      h("div", { class: "sfp-row" }, ...this.seed.elements, this.undo, this.switches.element),
      this.note,
      h(
        "div",
        { class: "sfp-body" },
        h(
          "div",
          { class: "sfp-main-picture" },
          h("p", { class: "sfp-caption" }, "The picture G(ψz)"),
          this.picture.canvas,
          this.psi.element,
          h("p", { class: "sfp-caption" }, "Norm: how likely (curve), this z (dashed)"),
          this.norm.element
        ),
        h("div", {}, ...Object.values(this.panels).map(({ element }) => element)),
        this.transport.element
      ),
      this.account,
      help(HINTS, "Keys, while anything here but a field has the focus:", KEYS, uniqueId("keys"))
    );
    onKeys(root, (event) => this.#keys(event));
    return root;
  }
  #keys({ target }) {
    if (target.matches("select, input[type=number]")) return {};
    const { session } = this;
    const keys = {
      n: () => session.step(),
      b: () => session.moveTo(session.n - 1),
      u: () => session.undo(),
      z: () => this.seed.elements.at(-1).click()
    };
    const takesSpace = target.matches("button:not(.sfp-handle), summary");
    return takesSpace ? keys : { ...keys, " ": () => session.toggle() };
  }
  #paint() {
    const { session, painter } = this;
    this.image = session.generator.image(session.shown).slice();
    this.picture.put(this.image, painter.colours);
    this.norm.paint();
    this.panel.paint(painter);
    this.panel.walks?.classList.toggle("sfp-stale", session.playing);
  }
  #follow(what) {
    const { session } = this;
    if (what === "note") this.note.textContent = session.note;
    if (what === "settings") this.#showSettings();
    if (what !== "note") {
      this.#paint();
      this.transport.moved();
    }
    if (!session.playing) this.#describe();
  }
  #showSettings() {
    const { session, panels } = this;
    const { values } = session;
    this.seed.update();
    this.undo.disabled = !session.canUndo;
    this.switches.update(values.panel);
    this.psi.update(values.psi, fixed(values.psi, 2));
    for (const [name, { element }] of Object.entries(panels)) element.hidden = name !== values.panel;
    this.panel.update();
    this.panel.resize();
    this.transport.update();
  }
  // Puts what the pictures show in words; while playing that would be a stream of talk.
  #describe() {
    const { session } = this;
    const words = account(session, this.image);
    if (this.account.textContent !== words) this.account.textContent = words;
    this.picture.describe(`The generated picture. ${words}`);
    this.norm.describe(`How likely each norm of z is, and this z: ${normWords(session)}`);
  }
};
export {
  latent_explorer_default as default
};
