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
var flag = {
  read: (value) => ["true", "false"].includes(String(value)) ? String(value) === "true" : wanted("true or false", value)
};
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

// coursekit/widgets/js/algorithms/markov_chain.js
var sum = (values) => values.reduce((total, value) => total + value, 0);

// coursekit/widgets/js/algorithms/two_coins.js
var timesLog = (count2, p) => count2 === 0 ? 0 : count2 * Math.log(p);
var timesLog1p = (count2, p) => count2 === 0 ? 0 : count2 * Math.log1p(p);
function logJoint({ heads, tails }, theta) {
  return heads.map(
    (count2, i) => theta.heads.map(
      (p, k) => Math.log(theta.weights[k]) + timesLog(count2, p) + timesLog1p(tails[i], -p)
    )
  );
}
function logSumExp(logJointRows) {
  return logJointRows.map((row) => {
    const top = Math.max(...row);
    return top + Math.log(sum(row.map((value) => Math.exp(value - top))));
  });
}
function responsibilities(logJointRows) {
  return logJointRows.map((row) => {
    const top = Math.max(...row);
    const p = row.map((value) => Math.exp(value - top));
    const total = sum(p);
    return p.map((value) => value / total);
  });
}
function bounds(q, logP) {
  return q.map(
    (row, i) => sum(row.map((share, k) => share > 0 ? share * (logP[i][k] - Math.log(share)) : 0))
  );
}
function gaps(q, logJointRows) {
  const total = logSumExp(logJointRows);
  const logPosterior = logJointRows.map((row, i) => row.map((value) => value - total[i]));
  return bounds(q, logPosterior).map((value) => Math.max(-value, 0));
}
function mStep({ heads, tails }, q, weights) {
  const ofCoin = (counts2, k) => sum(counts2.map((count2, i) => count2 * q[i][k]));
  const shares2 = [0, 1].map((k) => {
    const tosses = ofCoin(heads, k) + ofCoin(tails, k);
    return tosses === 0 ? 0.5 : ofCoin(heads, k) / tosses;
  });
  const sets = [0, 1].map((k) => sum(q.map((row) => row[k])));
  return { heads: shares2, weights: weights ?? sets.map((share) => share / sum(sets)) };
}
function standing(data, theta, q) {
  const rows = logJoint(data, theta);
  return {
    theta,
    q,
    posterior: responsibilities(rows),
    value: sum(logSumExp(rows)),
    bound: sum(bounds(q, rows)),
    gaps: gaps(q, rows)
  };
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

// coursekit/widgets/js/two_coins/charts.js
var GRID = Array.from({ length: 197 }, (_, k) => 0.01 + k * 5e-3);
var DEPTH = 8;
var SHOWN = 20;
var MARGIN2 = { left: 52 };
var PLOT = { left: 52, right: 8, top: 8, bottom: 20 };
var Curves = class extends Chart {
  constructor(session) {
    super(session, "sfp-curves");
    const follow2 = (event) => {
      if (this.scales) session.placeHeads(this.k, Number(this.scales.toX.invert(event.offsetX).toFixed(3)));
    };
    const { canvas } = this.layer;
    canvas.addEventListener("pointerdown", (event) => {
      canvas.setPointerCapture(event.pointerId);
      follow2(event);
    });
    canvas.addEventListener("pointermove", (event) => event.buttons & 1 && follow2(event));
  }
  get k() {
    return this.session.values.coin === "A" ? 0 : 1;
  }
  paint() {
    if (!this.isReady) return;
    const { session, layer, colours, k } = this;
    const { now, data } = session;
    const at = (p2) => {
      const heads = now.theta.heads.map((other, j) => j === k ? p2 : other);
      const rows = logJoint(data, { heads, weights: now.theta.weights });
      return [sum(logSumExp(rows)), sum(bounds(now.q, rows))];
    };
    const values = GRID.map(at);
    const top = Math.max(now.value, ...values.map(([value]) => value));
    const low = Math.min(now.bound, now.value, top - DEPTH);
    const room = 0.08 * (top - low);
    const scales = paintAxes(layer, colours, [0, 1], [low - room, top + room], { margin: MARGIN2 });
    this.scales = scales;
    const { pen, width, height } = layer;
    pen.save();
    pen.beginPath();
    pen.rect(PLOT.left, PLOT.top, width - PLOT.left - PLOT.right, height - PLOT.top - PLOT.bottom);
    pen.clip();
    const curve = (which) => GRID.map((p2, i) => [p2, Math.max(values[i][which], low - 1e3)]);
    this.line(curve(0), scales, colours.c1);
    this.line(curve(1), scales, colours.c2, [6, 4]);
    pen.restore();
    const p = now.theta.heads[k];
    pen.globalAlpha = 0.45;
    this.line([[p, now.bound], [p, now.value]], scales, colours.c2, [], 7);
    pen.globalAlpha = 1;
    this.dot([p, now.value], scales, colours.c1, 5);
    this.dot([p, now.bound], scales, colours.c2, 4);
  }
};
var Ladder = class extends Chart {
  constructor(session) {
    super(session, "sfp-ladder");
  }
  paint() {
    if (!this.isReady) return;
    const { session, layer, colours } = this;
    const { n, states } = session;
    const first = Math.max(n - SHOWN, 0);
    const steps = Array.from({ length: n - first + 1 }, (_, j) => first + j);
    const all = steps.flatMap((i) => [states[i].value, states[i].bound]);
    const [low, high] = [Math.min(...all), Math.max(...all)];
    const room = 0.08 * (high - low) || 1;
    const range = [low - room, high + room];
    const scales = paintAxes(layer, colours, [first, first + SHOWN + 0.5], range, { margin: MARGIN2 });
    const { pen } = layer;
    pen.globalAlpha = 0.45;
    for (const i of steps) {
      this.line([[i, states[i].bound], [i, states[i].value]], scales, colours.c2, [], 5);
    }
    pen.globalAlpha = 1;
    for (const [key, colour, dashes, radius] of [
      ["value", colours.c1, [], 3],
      ["bound", colours.c2, [5, 3], 2.2]
    ]) {
      const points = steps.map((i) => [i, states[i][key]]);
      this.line(points, scales, colour, dashes, 1.75);
      for (const point of points) this.dot(point, scales, colour, radius);
    }
  }
};

// coursekit/widgets/js/two_coins/sets.js
var Sets = class {
  #rows = [];
  constructor(session) {
    this.session = session;
    this.body = h("tbody");
    this.total = h("td");
    const heads = ["Set", "Heads", "q: share of coin A", "Posterior", "KL (nats)"];
    this.element = h(
      "table",
      { class: "sfp-sets" },
      h("caption", { class: "sfp-unseen" }, "The sets of tosses"),
      h("thead", {}, h("tr", {}, ...heads.map((name) => h("th", { scope: "col" }, name)))),
      this.body,
      h(
        "tfoot",
        {},
        h("tr", {}, h("th", { scope: "row", colspan: 4 }, "Sum: the gap"), this.total)
      )
    );
  }
  update() {
    const { heads, tosses } = this.session.values;
    if (this.#rows.length !== heads.length) this.#build(heads.length);
    heads.forEach((count2, i) => {
      this.#rows[i].count.value = count2;
      this.#rows[i].count.max = tosses;
    });
    this.paint();
  }
  paint() {
    const { now, n } = this.session;
    const widest = Math.max(0.5, ...now.gaps);
    this.#rows.forEach(({ share, mark, words, posterior, gap, bar }, i) => {
      const [q] = now.q[i];
      share.value = q;
      share.setAttribute("aria-valuetext", `${fixed(q, 2)}, posterior ${fixed(now.posterior[i][0], 2)}`);
      words.textContent = fixed(q, 2);
      mark.style.setProperty("--at", now.posterior[i][0]);
      posterior.textContent = fixed(now.posterior[i][0], 2);
      gap.textContent = fixed(now.gaps[i], 3);
      bar.style.width = `${100 * now.gaps[i] / widest}%`;
    });
    this.total.textContent = fixed(this.session.gapAt(n), 3);
  }
  #build(size) {
    const { session } = this;
    this.#rows = Array.from({ length: size }, (_, i) => {
      const count2 = h("input", {
        type: "number",
        min: 0,
        "aria-label": `Heads in set ${i + 1}`,
        onchange: () => session.setCount(i, count2.value)
      });
      const share = h("input", {
        type: "range",
        min: 0,
        max: 1,
        step: 0.01,
        "aria-label": `q of set ${i + 1}`,
        oninput: () => session.placeShare(i, Number(share.value))
      });
      const cells = { posterior: h("td"), gap: h("span"), bar: h("i"), words: h("output") };
      const mark = h("b", { "aria-hidden": "true" });
      const row = h(
        "tr",
        {},
        h("th", { scope: "row" }, String(i + 1)),
        h("td", {}, count2),
        h("td", { class: "sfp-q" }, h("div", {}, share, mark), cells.words),
        cells.posterior,
        h("td", { class: "sfp-kl" }, cells.gap, h("div", { "aria-hidden": "true" }, cells.bar))
      );
      return { count: count2, share, mark, row, ...cells };
    });
    this.body.replaceChildren(...this.#rows.map(({ row }) => row));
  }
};

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

// coursekit/widgets/js/two_coins/session.js
var MAX_SETS = 10;
var TOSSES = [1, 100];
var PROBABILITIES = [1e-3, 0.999];
var MAX_STEPS = 2e3;
var MAX_MOVES = 200;
var SPEEDS = [0.5, 50];
var SLOW = 2;
var SETTLED = 1e-10;
var within = ([low, high], size) => (list) => list.length > 0 && list.length <= size && list.every((value) => value >= low && value <= high);
var counts = numbers(
  (list) => within([0, TOSSES[1]], MAX_SETS)(list) && list.every(Number.isInteger),
  `1 to ${MAX_SETS} whole numbers from 0 to ${TOSSES[1]}`
);
var pair = numbers(
  (list) => list.length === 2 && within(PROBABILITIES, 2)(list),
  `two numbers from ${PROBABILITIES.join(" to ")}`
);
var shares = numbers(within([0, 1], MAX_SETS), `1 to ${MAX_SETS} numbers from 0 to 1`);
var letters = text(MAX_MOVES);
var KINDS = {
  heads: counts,
  tosses: whole(...TOSSES),
  p: pair,
  weight: number(...PROBABILITIES),
  estimate: flag,
  q: shares,
  moves: {
    read(value) {
      const moves = letters.read(value);
      return /^[EM]*$/.test(moves) ? moves : oneOf(["letters E and M"]).read(value);
    }
  },
  coin: oneOf(["A", "B"]),
  n: whole(0, MAX_STEPS),
  speed: number(...SPEEDS)
};
var CLIMB_SETTINGS = ["heads", "tosses", "p", "weight", "estimate", "q", "moves"];
var STARTS = {
  equal: { label: "Two equal coins", p: [0.6, 0.6], weight: 0.5 },
  far: { label: "Far apart", p: [0.95, 0.05], weight: 0.5 },
  swapped: { label: "The other way round", p: [0.5, 0.6], weight: 0.5 }
};
var Session = class extends Player {
  constructor(model) {
    super(model, { name: "two", kinds: KINDS, slow: SLOW });
    const read = (key) => KINDS[key].read(model.get(key));
    const given = { label: "As given", p: read("p"), weight: read("weight"), q: read("q") };
    this.starts = { given, ...STARTS };
  }
  rebuild(before) {
    const { values } = this;
    const most = Math.max(...values.heads);
    if (most > values.tosses) {
      throw new Error(`heads may be at most the ${values.tosses} tosses, got ${most}`);
    }
    if (values.q.length !== values.heads.length) values.q = values.heads.map(() => 0.5);
    if (before === null || CLIMB_SETTINGS.some((key) => !same(before[key], values[key]))) {
      const { heads, tosses, p, weight, q } = values;
      this.data = { heads, tails: heads.map((count2) => tosses - count2) };
      const theta = { heads: p, weights: [weight, 1 - weight] };
      const rows = q.map((share) => [share, 1 - share]);
      this.states = [standing(this.data, theta, rows)];
      this.length = 0;
    }
    values.n = this.reach(values.n);
    this.emit("run");
  }
  reach(n) {
    n = clip(n, 0, MAX_STEPS);
    while (this.states.length <= n) {
      if (this.playing && this.isSettled(this.states.length - 1)) break;
      this.#advance();
    }
    n = Math.min(n, this.states.length - 1);
    this.length = Math.max(this.length, n);
    return n;
  }
  extras() {
    const { theta, q, value, bound } = this.now;
    const [weight] = theta.weights;
    const state = { p: theta.heads, weight, q: q.map(([a]) => a), bound };
    return { _now: { ...state, log_likelihood: value, gap: this.gapAt(this.n) } };
  }
  get now() {
    return this.states[this.n];
  }
  gapAt(n) {
    return this.states[n].gaps.reduce((total, gap) => total + gap, 0);
  }
  // The half-step that leads from moment i to the next: "E" or "M".
  letter(i) {
    const { moves } = this.values;
    if (i < moves.length) return moves[i];
    const next = after(moves);
    return (i - moves.length) % 2 === 0 ? next : after(next);
  }
  // Whether the last E and the last M gained nothing.
  isSettled(n) {
    if (n < 2 || this.letter(n - 1) === this.letter(n - 2)) return false;
    return this.states[n].bound - this.states[n - 2].bound < SETTLED && this.gapAt(n) < SETTLED;
  }
  // Makes an "E" or an "M" from the moment shown; what followed it is forgotten.
  make(letter) {
    const { n } = this;
    if (n === MAX_STEPS || this.letter(n) === letter) return this.moveTo(n + 1);
    let moves = Array.from({ length: n }, (_, i) => this.letter(i)).join("") + letter;
    while (moves && moves.at(-1) === after(moves.slice(0, -1))) moves = moves.slice(0, -1);
    if (moves.length > MAX_MOVES) {
      return this.say(`Out of turn only the first ${MAX_MOVES} half-steps may come.`);
    }
    this.pause();
    this.change({ moves, n: n + 1 });
  }
  converge() {
    let { n } = this;
    do
      n = this.reach(n + 1);
    while (n < MAX_STEPS && !this.isSettled(n));
    this.moveTo(n);
  }
  // Takes theta and q as they are now, with a change, for a new start.
  place(changes) {
    this.pause();
    const { theta, q } = this.now;
    const inside = (value) => clip(value, ...PROBABILITIES);
    const start = {
      p: theta.heads.map(inside),
      weight: inside(theta.weights[0]),
      q: q.map(([share]) => clip(share, 0, 1))
    };
    this.change({ ...start, moves: "", n: 0, ...changes });
  }
  placeHeads(k, value) {
    this.place({ p: this.now.theta.heads.map((p, j) => clip(j === k ? value : p, ...PROBABILITIES)) });
  }
  placeShare(i, value) {
    this.place({ q: this.now.q.map(([share], j) => j === i ? value : share) });
  }
  // Other counts, the same start.
  setCount(i, value) {
    const { heads } = this.values;
    this.change({ heads: heads.map((count2, j) => j === i ? value : count2), n: 0 });
  }
  // Which start it is, or "edited".
  get start() {
    const { p, weight, q } = this.values;
    const isIt = (key) => {
      const it = this.#whole(key);
      return same([it.p, it.weight, it.q], [p, weight, q]);
    };
    return Object.keys(this.starts).find(isIt) ?? "edited";
  }
  choose(key) {
    this.change({ ...this.#whole(key), moves: "", n: 0 });
  }
  #whole(key) {
    const { p, weight, q = this.values.heads.map(() => 0.5) } = this.starts[key];
    return { p, weight, q };
  }
  #advance() {
    const { data, states, values } = this;
    const last = states.at(-1);
    if (this.letter(states.length - 1) === "E") {
      states.push(standing(data, last.theta, last.posterior));
    } else {
      const known = values.estimate ? null : last.theta.weights;
      states.push(standing(data, mStep(data, last.q, known), last.q));
    }
  }
};
function after(moves) {
  return moves.at(-1) === "E" ? "M" : "E";
}

// coursekit/widgets/js/two_coins/words.js
var nats = (value) => value > 0 && value < 5e-4 ? "less than 0.001" : fixed(value, 3);
function moment(session) {
  const { n, length } = session;
  const which = n === 0 ? "the start" : `after ${session.letter(n - 1)}`;
  return `${n === length ? n : `${n} of ${length}`}, ${which}`;
}
function account(session) {
  const { n, now, states, values } = session;
  const gap = nats(session.gapAt(n));
  if (n === 0) {
    return `The start: whatever theta and q, the bound falls short of the log-likelihood by the sum of the divergences, ${gap}.`;
  }
  const before = states[n - 1];
  const rise = now.bound - before.bound;
  const end = session.isSettled(n) ? ` ${ending(now)}` : "";
  if (session.letter(n - 1) === "E") {
    if (rise < 1e-12) return `E: nothing moved, q was the posterior already.${end}`;
    return `E: q moved to the posterior. The bound rose by ${nats(rise)} and touches the log-likelihood, which stayed: the gap is closed.${end}`;
  }
  const also = values.estimate ? " and P(coin A)" : "";
  if (rise < 1e-12) return `M: nothing moved, theta fitted the shares already.${end}`;
  const change = now.value - before.value;
  const value = change >= 0 ? `the log-likelihood by ${nats(change)}` : `and the log-likelihood fell by ${nats(-change)}, as it may when q was not the posterior`;
  return `M: theta${also} moved to the weighted shares. The bound rose by ${nats(rise)}, ${value}; the gap is ${gap}.${end}`;
}
function ending({ theta }) {
  const isEqual = Math.abs(theta.heads[0] - theta.heads[1]) < 1e-6;
  return isEqual ? "It has converged, but the coins are equal: nothing tells EM which of them to raise." : "It has converged.";
}

// coursekit/widgets/js/coins_explorer.js
var HINTS = [
  "Theta is what the sliders of the coins show, q what those of the sets show; drag either away from the other and the gap opens. A triangle under the slider of a set is the posterior.",
  "In the upper picture the curves run over the probability of one coin; click or drag there to move it. The dashed curve is the bound for the q you have: it lies below the log-likelihood everywhere, and touches it here if q is the posterior.",
  "What you drag or type begins a new climb from where things stand. Natural logarithms."
];
var KEYS = [
  ["e m", "an E-step, an M-step"],
  ["n b", "a half-step on or back"],
  ["c", "converge"],
  ["Space", "play or pause"]
];
var coins_explorer_default = { render: (props) => show(props, Session, View) };
var View = class {
  constructor(session) {
    this.session = session;
    this.curves = new Curves(session);
    this.ladder = new Ladder(session);
    this.sets = new Sets(session);
    this.note = h("p", { class: "sfp-note", role: "alert" });
    this.account = h("p", { class: "sfp-account", role: "status" });
    this.transport = transport(session, {
      name: "Half-step",
      speeds: SPEEDS,
      words: () => moment(session)
    });
    this.root = this.#layOut();
  }
  start() {
    return follow(this.root, this.session, {
      colours: (colours) => {
        this.curves.colours = this.ladder.colours = colours;
        this.#paint();
      },
      resize: () => {
        if (!this.curves.resize()) return;
        this.ladder.resize();
        this.#paint();
      },
      news: (what) => this.#follow(what)
    });
  }
  #layOut() {
    const { session } = this;
    const starts = Object.entries(session.starts).map(([key, { label }]) => [key, label]);
    const options = { ...Object.fromEntries(starts), edited: "Placed by hand" };
    this.begin = choice("Start", options, (key) => session.choose(key));
    this.begin.input.lastChild.disabled = true;
    this.estimate = switches(
      "P(coin A)",
      { false: "P(A) known", true: "P(A) estimated" },
      (value) => session.change({ estimate: value, n: 0 })
    );
    this.tosses = h("input", {
      type: "number",
      min: TOSSES[0],
      max: TOSSES[1],
      onchange: () => session.change({ tosses: this.tosses.value, n: 0 })
    });
    this.coins = ["A", "B"].map(
      (name, k) => slider(`Coin ${name}: P(heads)`, PROBABILITIES, 1e-3, (p) => session.placeHeads(k, p))
    );
    this.weight = slider("P(coin A)", PROBABILITIES, 1e-3, (weight) => session.place({ weight }));
    const coins = { A: "Coin A", B: "Coin B" };
    this.coin = switches("Coin in the picture", coins, (coin) => session.change({ coin }));
    const caption = (...words) => h("p", { class: "sfp-caption" }, ...words);
    const root = h(
      "div",
      {
        class: "sfp sfp-two",
        role: "group",
        "aria-label": "Two coins",
        "data-lm-suppress-shortcuts": "true"
        // JupyterLab would take the keys otherwise
      },
      h("div", { class: "sfp-row" }, this.begin.element, field("Tosses", this.tosses), this.estimate.element),
      this.note,
      h(
        "div",
        { class: "sfp-body" },
        h(
          "div",
          {},
          h("div", { class: "sfp-ends" }, caption("Over the probability of heads of"), this.coin.element),
          this.curves.element,
          h("div", { class: "sfp-row" }, ...this.coins.map(({ element }) => element), this.weight.element)
        ),
        h("div", { class: "sfp-side" }, this.sets.element, this.#makeTable()),
        h(
          "div",
          { class: "sfp-row sfp-wide" },
          button("E: q to the posterior", () => session.make("E")),
          button("M: theta to the shares", () => session.make("M")),
          button("Converge", () => session.converge())
        ),
        this.transport.element,
        h("div", { class: "sfp-wide" }, this.account, legend(), this.ladder.element)
      ),
      help(HINTS, "Keys, while anything here but a field has the focus:", KEYS, uniqueId("keys"))
    );
    onKeys(root, (event) => this.#keys(event));
    return root;
  }
  #keys({ target }) {
    const isTyping = target.matches("input[type=number], select");
    if (isTyping) return {};
    const { session } = this;
    const keys = {
      e: () => session.make("E"),
      m: () => session.make("M"),
      c: () => session.converge(),
      n: () => session.step(),
      b: () => session.moveTo(session.n - 1)
    };
    return target.matches("button, summary") ? keys : { ...keys, " ": () => session.toggle() };
  }
  #makeTable() {
    this.cells = {};
    const row = (key, name) => {
      this.cells[key] = [h("td"), h("td")];
      return h("tr", {}, h("th", { scope: "row" }, name), ...this.cells[key]);
    };
    const heads = ["Now", "Rose by"].map((name) => h("th", { scope: "col" }, name));
    return h(
      "table",
      { class: "sfp-readings" },
      h("thead", {}, h("tr", {}, h("td"), ...heads)),
      h("tbody", {}, row("value", "Log-likelihood"), row("bound", "Bound L(q, θ)"), row("gap", "Gap: sum of KL"))
    );
  }
  #paint() {
    this.curves.paint();
    this.ladder.paint();
  }
  #follow(what) {
    const { session } = this;
    if (what === "note") this.note.textContent = session.note;
    if (what === "settings" || what === "run") this.#showSettings();
    if (what === "run" || what === "cursor") {
      this.#paint();
      this.sets.paint();
      this.#showTheta();
      this.#showReadings();
      this.transport.moved();
    }
    if (!session.playing) this.#describe();
  }
  #showSettings() {
    const { session } = this;
    const { values } = session;
    this.begin.input.value = session.start;
    this.tosses.value = values.tosses;
    this.estimate.update(String(values.estimate));
    this.coin.update(values.coin);
    this.sets.update();
    this.transport.update();
    this.#showTheta();
  }
  #showTheta() {
    const { theta } = this.session.now;
    this.coins.forEach((coin, k) => coin.update(theta.heads[k], fixed(theta.heads[k], 3)));
    this.weight.update(theta.weights[0], fixed(theta.weights[0], 3));
  }
  #showReadings() {
    const { session } = this;
    const { n, now, states } = session;
    const before = states[n - 1];
    const gap = session.gapAt(n);
    const show2 = (key, value, change) => {
      this.cells[key][0].textContent = value;
      this.cells[key][1].textContent = before ? change : "–";
    };
    for (const key of ["value", "bound"]) {
      const rise = before ? now[key] - before[key] : 0;
      show2(key, fixed(now[key], 3), fixed(Math.abs(rise) < 1e-12 ? 0 : rise, 3));
    }
    show2("gap", nats(gap), before ? fixed(gap - session.gapAt(n - 1), 3) : "");
  }
  // Puts what the pictures show in words; while playing that would be a stream of talk.
  #describe() {
    const { session } = this;
    const { now, values } = session;
    const words = account(session);
    if (this.account.textContent !== words) this.account.textContent = words;
    const [a, b] = now.theta.heads.map((p) => fixed(p, 3));
    const where = `Coin A at ${a}, coin B at ${b}: log-likelihood ${fixed(now.value, 3)}, bound ${fixed(now.bound, 3)}.`;
    this.curves.describe(
      `Log-likelihood and bound over the probability of heads of coin ${values.coin}. ${where}`
    );
    this.ladder.describe(`Log-likelihood and bound by half-step, now ${moment(session)}. ${words}`);
  }
};
function legend() {
  return h(
    "p",
    { class: "sfp-caption sfp-legend" },
    h("span", { class: "sfp-value" }, "log-likelihood"),
    h("span", { class: "sfp-bound" }, "bound"),
    h("span", { class: "sfp-gap" }, "gap"),
    h("span", {}, "below: by half-step")
  );
}
export {
  coins_explorer_default as default
};
