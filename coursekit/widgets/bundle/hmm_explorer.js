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
  const entries = Object.entries(options).map(([value, words2]) => h("option", { value }, words2));
  const input = h("select", { onchange: () => onchange(input.value) }, ...entries);
  return { element: field(name, input), input };
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
  function update(value, words2) {
    input.value = scale.to(value);
    input.setAttribute("aria-valuetext", words2);
    shown.textContent = words2;
  }
  return { element: field(name, input, shown), input, update };
}
var LOGARITHMIC = {
  to: Math.log10,
  from: (place) => Number((10 ** place).toPrecision(2))
};
function transport(session, { name, speeds, forward: forward2 = false, words: words2 }) {
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
  const past = forward2 ? h("div", { class: "sfp-count" }, h("span", {}, name), " ", count2) : field(name, scrub, count2);
  const element = h(
    "div",
    { class: "sfp-transport" },
    h(
      "div",
      { class: "sfp-buttons" },
      button("Reset", () => session.moveTo(0), "reset"),
      ...forward2 ? [] : [back],
      play,
      button("Step", () => session.step(), "step")
    ),
    past,
    speed.element
  );
  function moved() {
    const said = words2();
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
    ...paragraphs.map((words2) => h("p", {}, words2)),
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
function readEntry(text2) {
  const [above, below = "1", ...more] = text2.replace("−", "-").replace(",", ".").split("/");
  if (more.length > 0 || above.trim() === "" || below.trim() === "") return NaN;
  return Number(above) / Number(below);
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
var numbers = (check2, what) => ({
  read(value) {
    const parts = typeof value === "string" ? value ? value.split(",") : [] : value.flat();
    const result = parts.map(toNumber);
    return result.every(Number.isFinite) && check2(result) ? result : wanted(what, value);
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

// coursekit/widgets/js/algorithms/hidden_markov.js
var TINY = 22250738585072014e-324;
var logFactorial = (count2) => {
  let total = 0;
  for (let k = 2; k <= count2; k++) total += Math.log(k);
  return total;
};
function logEmission(kind, emission, x) {
  if (kind === "categorical") return x.map((symbol) => emission.map((row) => Math.log(row[symbol])));
  return x.map(
    (count2) => emission.map(([rate]) => Math.log(Math.max(rate, TINY)) * count2 - rate - logFactorial(count2))
  );
}
function scaled(logB) {
  const top = logB.map((row) => Math.max(...row));
  return { b: logB.map((row, t) => row.map((value) => Math.exp(value - top[t]))), top };
}
function forward(start, A, b) {
  const alpha = [];
  const c = [];
  let predicted = start;
  b.forEach((row, t) => {
    const joint = row.map((value, k) => predicted[k] * value);
    c.push(sum(joint));
    alpha.push(joint.map((value) => value / c[t]));
    predicted = A.map((_, j) => sum(alpha[t].map((share, i) => share * A[i][j])));
  });
  return { alpha, c };
}
function backward(A, b, c) {
  const beta = b.map((row) => row.map(() => 1));
  for (let t = b.length - 2; t >= 0; t--) {
    beta[t] = A.map((row) => sum(row.map((p, j) => p * b[t + 1][j] * beta[t + 1][j])) / c[t + 1]);
  }
  return beta;
}
function viterbi(logStart, logA, logB) {
  let best = logStart.map((value, k) => value + logB[0][k]);
  const cameFrom = [];
  for (let t = 1; t < logB.length; t++) {
    const from = logA.map((_, j) => {
      const paths = best.map((value, i) => value + logA[i][j]);
      return paths.indexOf(Math.max(...paths));
    });
    best = from.map((i, j) => best[i] + logA[i][j] + logB[t][j]);
    cameFrom.push(from);
  }
  const path = [best.indexOf(Math.max(...best))];
  for (const from of cameFrom.reverse()) path.unshift(from[path[0]]);
  return { path, logProb: Math.max(...best) };
}
function smooth(kind, theta, x) {
  const { start, transition: A, emission } = theta;
  const logB = logEmission(kind, emission, x);
  const { b, top } = scaled(logB);
  const { alpha, c } = forward(start, A, b);
  const impossible = c.findIndex((scale, t) => !(scale > 0) || !Number.isFinite(top[t]));
  if (impossible >= 0) {
    throw new Error(`x is impossible under the model, from observation ${impossible + 1} on`);
  }
  const beta = backward(A, b, c);
  const gamma = alpha.map((row, t) => row.map((share, k) => share * beta[t][k]));
  const moves = A.map(
    (row, i) => row.map((p, j) => {
      const each = x.slice(1).map((_, t) => alpha[t][i] * b[t + 1][j] * beta[t + 1][j] / c[t + 1]);
      return p * sum(each);
    })
  );
  const logC = c.map((scale, t) => Math.log(scale) + top[t]);
  const log = (row) => row.map(Math.log);
  const { path, logProb } = viterbi(log(start), A.map(log), logB);
  return { theta, alpha, beta, gamma, moves, logC, value: sum(logC), path, logProb };
}
function shares(counts) {
  const total = sum(counts);
  return counts.map((count2) => total > 0 ? count2 / total : 1 / counts.length);
}
function mStep(kind, { gamma, moves, theta }, x) {
  const emission = theta.emission.map((row, k) => {
    const visits = gamma.map((shown) => shown[k]);
    if (kind === "categorical") {
      return shares(row.map((_, m) => sum(visits.map((visit, t) => x[t] === m ? visit : 0))));
    }
    const total = sum(visits);
    if (total <= TINY) return [sum(x) / x.length];
    return [sum(visits.map((visit, t) => visit * x[t])) / total];
  });
  return { start: shares(gamma[0]), transition: moves.map(shares), emission };
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

// coursekit/widgets/js/hmm/presets.js
var PRESETS = {
  casino: {
    label: "Dishonest casino",
    kind: "categorical",
    x: [2, 0, 4, 1, 3, 5, 0, 2, 1, 4, 3, 0, 5, 5, 2, 5, 5, 5, 0, 5, 5, 3, 5, 5, 1, 5, 4, 2, 0, 3, 1, 2, 4, 0, 5, 3, 1, 4, 2, 0],
    start: [0.5, 0.5],
    transition: [[0.95, 0.05], [0.1, 0.9]],
    emission: [[1 / 6, 1 / 6, 1 / 6, 1 / 6, 1 / 6, 1 / 6], [0.1, 0.1, 0.1, 0.1, 0.1, 0.5]],
    names: ["fair", "loaded"],
    symbols: ["1", "2", "3", "4", "5", "6"]
  },
  rain: {
    label: "Rain and umbrellas",
    kind: "categorical",
    x: [1, 1, 0, 1, 1, 1, 0, 0, 0, 1, 0, 0],
    start: [0.5, 0.5],
    transition: [[0.7, 0.3], [0.3, 0.7]],
    emission: [[0.1, 0.9], [0.8, 0.2]],
    names: ["rain", "dry"],
    symbols: ["none", "umbrella"]
  }
};

// coursekit/widgets/js/hmm/session.js
var STATES = [2, 4];
var MAX_SYMBOLS = 6;
var LENGTHS = [2, 200];
var MAX_COUNT = 200;
var MAX_NAME = 10;
var MAX_ITERATIONS = 500;
var SPEEDS = [0.5, 100];
var SLOW = 2;
var chunks = (list, size) => Array.from({ length: list.length / size }, (_, k) => list.slice(k * size, (k + 1) * size));
var whatever = numbers((list) => list.length > 0 && list.length <= 24, "a few numbers");
var observations = numbers(
  (list) => list.length >= LENGTHS[0] && list.length <= LENGTHS[1] && list.every((value) => Number.isInteger(value) && value >= 0 && value <= MAX_COUNT),
  `${LENGTHS.join(" to ")} whole numbers from 0 to ${MAX_COUNT}`
);
var joined = text(MAX_SYMBOLS * (MAX_NAME + 1));
var words = { read: (value) => String(value) ? joined.read(String(value)).split(",") : [] };
var KINDS = {
  kind: oneOf(["categorical", "poisson"]),
  x: observations,
  start: whatever,
  transition: whatever,
  emission: whatever,
  names: words,
  symbols: words,
  iterations: whole(0, MAX_ITERATIONS),
  n: whole(0, 2 * LENGTHS[1]),
  speed: number(...SPEEDS)
};
var MODEL = ["kind", "x", "start", "transition", "emission", "names", "symbols"];
var Session = class extends Player {
  constructor(model) {
    super(model, { name: "hmm", kinds: KINDS, slow: SLOW });
    const given = Object.fromEntries(MODEL.map((key) => [key, KINDS[key].read(model.get(key) ?? [])]));
    const label = model.get("label");
    this.presets = label ? { given: { ...given, label }, ...PRESETS } : PRESETS;
  }
  rebuild(before) {
    const { values } = this;
    if (before === null || MODEL.some((key) => !same(before[key], values[key]))) {
      const theta = check(values);
      this.passes = [smooth(values.kind, theta, values.x)];
    }
    while (this.passes.length <= values.iterations) {
      const theta = mStep(values.kind, this.passes.at(-1), values.x);
      this.passes.push(smooth(values.kind, theta, values.x));
    }
    values.n = this.reach(values.n);
    this.emit("run");
  }
  reach(n) {
    return clip(n, 0, this.length);
  }
  // Whoever plays at the end begins again.
  play() {
    if (this.n === this.length) this.values.n = 0;
    super.play();
  }
  get length() {
    return 2 * this.values.x.length;
  }
  // The model shown, its messages and what follows from them.
  get now() {
    return this.passes[this.values.iterations];
  }
  // The time shown, from 0, and how far the passes have come: alpha up to `past`, beta from
  // `future` on.
  get time() {
    const { n } = this;
    const T = this.values.x.length;
    return {
      t: n <= T ? Math.max(n - 1, 0) : 2 * T - n,
      past: Math.min(n, T) - 1,
      future: n > T ? 2 * T - n : T
    };
  }
  goTo(t) {
    const T = this.values.x.length;
    this.moveTo(this.n > T ? 2 * T - t : t + 1);
  }
  extras() {
    const { theta, alpha, beta, gamma, path, value } = this.now;
    return { _said: { ...theta, alpha, beta, gamma, path, log_likelihood: value } };
  }
  // Takes the model as it is now, with a change, for a new one.
  edit(changes) {
    this.pause();
    return this.change({ ...this.now.theta, iterations: 0, ...changes });
  }
  observe(t, value) {
    return this.edit({ x: this.values.x.map((old, s) => s === t ? value : old) });
  }
  // The next symbol or count at time t, or the one before it.
  cycle(t, by) {
    const { x, kind, symbols } = this.values;
    const size = symbols.length;
    this.observe(t, kind === "categorical" ? (x[t] + by + size) % size : clip(x[t] + by, 0, MAX_COUNT));
  }
  learn(by) {
    this.change({ iterations: clip(this.values.iterations + by, 0, MAX_ITERATIONS) });
  }
  // What the states show at time t, in words.
  shown(t) {
    const { x, kind, symbols } = this.values;
    return kind === "categorical" ? symbols[x[t]] : String(x[t]);
  }
  // Which preset it is, or "edited".
  get preset() {
    const { values } = this;
    const flat = (it) => MODEL.map((key) => it[key]?.flat?.() ?? it[key]);
    return Object.keys(this.presets).find((key) => same(flat(this.presets[key]), flat(values))) ?? "edited";
  }
  choose(key) {
    const { label: _, ...settings } = this.presets[key];
    this.change({ ...settings, iterations: 0, n: 0 });
  }
};
function checkRow(name, row) {
  if (!row.every((value) => value >= 0)) throw new Error(`${name} must have entries of at least 0`);
  const total = sum(row);
  if (Math.abs(total - 1) > 1e-8) {
    throw new Error(`${name} sums to ${Number(total.toPrecision(6))}, not 1`);
  }
}
function check({ kind, x, start, transition, emission, names, symbols }) {
  const K = names.length;
  if (K < STATES[0] || K > STATES[1]) throw new Error(`there must be 2 to 4 states, got ${K}`);
  if (names.concat(symbols).some((name) => !name.trim() || name.length > MAX_NAME)) {
    throw new Error(`a name must have 1 to ${MAX_NAME} characters, and no comma`);
  }
  const M = kind === "categorical" ? symbols.length : 1;
  if (M < 1 || M > MAX_SYMBOLS) throw new Error(`there must be 1 to ${MAX_SYMBOLS} symbols`);
  const sizes = { start: [start, K], transition: [transition, K * K], emission: [emission, K * M] };
  for (const [name, [list, size]] of Object.entries(sizes)) {
    if (list.flat().length !== size) throw new Error(`${name} must be ${size} numbers, got ${list.flat().length}`);
  }
  const A = chunks(transition.flat(), K);
  const rows = chunks(emission.flat(), M);
  checkRow("start", start);
  A.forEach((row, i) => checkRow(`transition row ${i}`, row));
  if (kind === "categorical") {
    rows.forEach((row, i) => checkRow(`emission row ${i}`, row));
    const most = Math.max(...x);
    if (most >= M) throw new Error(`x must be symbols from 0 to ${M - 1}, got ${most}`);
  } else if (!rows.every(([rate]) => rate > 0 && rate <= MAX_COUNT)) {
    throw new Error(`a rate must be above 0 and at most ${MAX_COUNT}`);
  }
  return { start, transition: A, emission: rows };
}

// coursekit/widgets/js/hmm/parameters.js
var written = (value) => String(Number(value.toPrecision(3)));
var Parameters = class {
  #groups = [];
  constructor(session) {
    this.session = session;
    this.note = h("p", { class: "sfp-note sfp-row-note", role: "alert", id: uniqueId("rows") });
    this.tables = h("div", { class: "sfp-tables" });
    this.element = h("div", {}, this.tables, this.note);
  }
  update() {
    const { kind, names, symbols } = this.session.values;
    const layout = JSON.stringify([kind, names, symbols]);
    if (layout !== this.layout) {
      this.layout = layout;
      this.#build();
    }
    for (const group of this.#groups) this.#follow(group);
    this.#tell();
  }
  #build() {
    const { kind, names, symbols } = this.session.values;
    const group = (name, heads, read, write, check2) => {
      const cells = heads.map(
        (label) => h("input", {
          type: "text",
          inputmode: "decimal",
          autocomplete: "off",
          "aria-label": label,
          "aria-describedby": this.note.id,
          onchange: () => this.#take(made)
        })
      );
      const made = { name, cells, read, write, check: check2, problem: "" };
      this.#groups.push(made);
      return cells;
    };
    this.#groups = [];
    const within = (key, k) => (row) => ({
      [key]: this.session.now.theta[key].map((old, i) => i === k ? row : old)
    });
    const start = group("start", names.map((to) => `Start in ${to}`), (theta) => theta.start, (row) => ({ start: row }), checkRow);
    const moves = names.map(
      (from, i) => group(`transition row ${i}`, names.map((to) => `${from} to ${to}`), (theta) => theta.transition[i], within("transition", i), checkRow)
    );
    const isCounts = kind === "poisson";
    const shows = isCounts ? ["rate"] : symbols;
    const emitted = names.map(
      (from, i) => group(
        `emission row ${i}`,
        shows.map((what) => isCounts ? `Rate of ${from}` : `${from} shows ${what}`),
        (theta) => theta.emission[i],
        within("emission", i),
        isCounts ? checkRate : checkRow
      )
    );
    const cell = (input) => h("td", {}, input);
    const head = (name, scope) => h("th", { scope }, name);
    const top = (title) => h("thead", {}, h("tr", {}, h("td", {}, title), ...names.map((name) => head(name, "col"))));
    const rows = [["start", start], ...names.map((name, i) => [name, moves[i]])];
    this.tables.replaceChildren(
      table("Start, and transitions from row to column", top("from, to"), rows.map(([name, inputs]) => h("tr", {}, head(name, "row"), ...inputs.map(cell)))),
      table(
        isCounts ? "Mean count in each state" : "What a state shows: each column sums to 1",
        top(isCounts ? "" : "shows"),
        shows.map((what, m) => h("tr", {}, head(what, "row"), ...emitted.map((inputs) => cell(inputs[m]))))
      )
    );
  }
  #follow(group) {
    const row = group.read(this.session.now.theta);
    if (group.row && same(row, group.row)) return;
    Object.assign(group, { row, shown: row.map(written), problem: "" });
    group.cells.forEach((cell, j) => cell.value = group.shown[j]);
  }
  // An untouched cell counts with all its digits.
  #take(group) {
    const typed = group.cells.map(
      (cell, j) => cell.value === group.shown[j] ? group.row[j] : readEntry(cell.value)
    );
    try {
      group.check(group.name, typed);
      group.problem = "";
    } catch (error) {
      group.problem = `${error.message}.`;
    }
    if (!group.problem) {
      group.row = null;
      this.session.edit(group.write(typed));
    }
    this.#tell();
  }
  #tell() {
    for (const { cells, problem } of this.#groups) {
      for (const cell of cells) cell.ariaInvalid = problem ? "true" : null;
    }
    const problems = this.#groups.map(({ problem }) => problem).filter(Boolean);
    this.note.textContent = problems.join(" ");
  }
};
function table(caption, head, rows) {
  return h(
    "table",
    { class: "sfp-matrix" },
    h("caption", { class: "sfp-caption" }, caption),
    head,
    h("tbody", {}, ...rows)
  );
}
function checkRate(name, [rate]) {
  if (!(rate > 0 && rate <= 200)) throw new Error(`${name} must be above 0 and at most 200`);
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
var LABEL_FONT = "12px system-ui, sans-serif";

// coursekit/widgets/js/kit/chart.js
var Chart = class {
  layer = new Layer({ role: "img" });
  constructor(session, className) {
    this.session = session;
    this.element = h("div", { class: className }, this.layer.canvas);
  }
  describe(words2) {
    this.layer.canvas.setAttribute("aria-label", words2);
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

// coursekit/widgets/js/hmm/pictures.js
var COLUMN = 54;
var ROW = 62;
var LEFT = 76;
var TOP = 26;
var MOST = 21;
var colourOf = (colours, k) => colours[["c1", "c3", "c4", "c5"][k]];
var Trellis = class extends Chart {
  constructor(session) {
    super(session, "sfp-trellis");
    this.layer.canvas.addEventListener("click", ({ offsetX, offsetY, shiftKey }) => {
      const { first, last } = this.#window();
      const t = first + Math.round((offsetX - LEFT) / COLUMN);
      if (t < first || t > last) return;
      if (offsetY > this.#y(session.values.names.length) - 24) session.cycle(t, shiftKey ? -1 : 1);
      else session.goTo(t);
    });
  }
  // The height that the states need, and the row of observations.
  get height() {
    return TOP + ROW * this.session.values.names.length + 44;
  }
  #y(k) {
    return TOP + ROW * (k + 0.5);
  }
  #window() {
    const T = this.session.values.x.length;
    const room = Math.max(2, Math.floor((this.layer.width - LEFT - 20) / COLUMN) + 1);
    const first = clip(this.session.time.t - Math.floor(room / 2), 0, Math.max(T - room, 0));
    return { first, last: Math.min(first + room, T) - 1 };
  }
  paint() {
    if (!this.isReady) return;
    const { session, layer, colours } = this;
    const { pen } = layer;
    const { names } = session.values;
    const { alpha, beta, gamma, path, theta } = session.now;
    const { t: cursor, past, future } = session.time;
    const { first, last } = this.#window();
    const x = (t) => LEFT + (t - first) * COLUMN;
    layer.clear();
    pen.font = LABEL_FONT;
    pen.textBaseline = "middle";
    pen.fillStyle = colours.grid;
    pen.globalAlpha = 0.6;
    pen.fillRect(x(cursor) - COLUMN / 2 + 2, 0, COLUMN - 4, layer.height);
    pen.globalAlpha = 1;
    pen.textAlign = "left";
    names.forEach((name, k) => {
      pen.fillStyle = colourOf(colours, k);
      pen.fillText(name, 0, this.#y(k), LEFT - MOST - 4);
    });
    pen.fillStyle = colours.muted;
    pen.fillText("seen", 0, this.#y(names.length) - 2);
    pen.fillText("time", 0, 10);
    for (let t = first; t < last; t++) {
      names.forEach(
        (_, i) => names.forEach((__, j) => {
          const p = theta.transition[i][j];
          if (p === 0) return;
          this.#line(x(t), this.#y(i), x(t + 1), this.#y(j), colours.muted, 0.3 + 1.7 * p, 0.15 + 0.45 * p);
        })
      );
      this.#line(x(t), this.#y(path[t]), x(t + 1), this.#y(path[t + 1]), colours.c2, 4, 1);
    }
    pen.textAlign = "center";
    for (let t = first; t <= last; t++) {
      pen.fillStyle = t === cursor ? colours.fg : colours.muted;
      pen.fillText(String(t + 1), x(t), 10);
      pen.fillStyle = colours.fg;
      pen.fillText(session.shown(t), x(t), this.#y(names.length) - 2, COLUMN - 6);
      const futureTotal = beta[t].reduce((total, value) => total + value, 0);
      names.forEach((_, k) => {
        const [cx, cy, colour] = [x(t), this.#y(k), colourOf(colours, k)];
        this.#circle(cx, cy, 3, colours.bg, colours.muted);
        if (t <= past) this.#half(cx, cy, alpha[t][k], colour, -1);
        if (t >= future) this.#half(cx, cy, beta[t][k] / futureTotal, colour, 1);
        if (t >= future) this.#ring(cx, cy, MOST * Math.sqrt(gamma[t][k]), colours.fg);
      });
    }
  }
  #line(x0, y0, x1, y1, colour, width, opacity) {
    const { pen } = this.layer;
    pen.globalAlpha = opacity;
    pen.strokeStyle = colour;
    pen.lineWidth = width;
    pen.beginPath();
    pen.moveTo(x0, y0);
    pen.lineTo(x1, y1);
    pen.stroke();
    pen.globalAlpha = 1;
  }
  #circle(x, y, radius, fill, stroke) {
    const { pen } = this.layer;
    pen.beginPath();
    pen.arc(x, y, radius, 0, 2 * Math.PI);
    pen.fillStyle = fill;
    pen.fill();
    pen.strokeStyle = stroke;
    pen.lineWidth = 1;
    pen.stroke();
  }
  // A half disc with this share of the largest area: left for the past, right for the future.
  #half(x, y, share, colour, side) {
    const { pen } = this.layer;
    pen.beginPath();
    pen.arc(x, y, MOST * Math.sqrt(share), -Math.PI / 2, Math.PI / 2, side < 0);
    pen.closePath();
    pen.fillStyle = colour;
    pen.globalAlpha = side < 0 ? 0.85 : 0.5;
    pen.fill();
    pen.globalAlpha = 1;
  }
  #ring(x, y, radius, colour) {
    const { pen } = this.layer;
    pen.beginPath();
    pen.arc(x, y, radius, 0, 2 * Math.PI);
    pen.strokeStyle = colour;
    pen.lineWidth = 1.75;
    pen.stroke();
  }
};
var Strip = class extends Chart {
  constructor(session) {
    super(session, "sfp-strip");
    this.layer.canvas.addEventListener("click", ({ offsetX }) => {
      const T = session.values.x.length;
      session.goTo(clip(Math.floor(offsetX / this.layer.width * T), 0, T - 1));
    });
  }
  paint() {
    if (!this.isReady) return;
    const { session, layer, colours } = this;
    const { pen, width, height } = layer;
    const { gamma, path } = session.now;
    const { t: cursor } = session.time;
    const wide = width / gamma.length;
    const tall = height - 16;
    layer.clear();
    gamma.forEach((row, t) => {
      let low = tall;
      row.forEach((share, k) => {
        pen.fillStyle = colourOf(colours, k);
        pen.globalAlpha = 0.8;
        pen.fillRect(t * wide, low - share * tall, wide + 0.5, share * tall);
        low -= share * tall;
      });
      pen.globalAlpha = 1;
      pen.fillStyle = colourOf(colours, path[t]);
      pen.fillRect(t * wide, tall + 5, wide + 0.5, 10);
    });
    pen.strokeStyle = colours.fg;
    pen.lineWidth = 2;
    pen.strokeRect(cursor * wide + 1, 1, Math.max(wide - 2, 1), height - 2);
  }
};

// coursekit/widgets/js/hmm_explorer.js
var HINTS = [
  "A left half is what the past says of a state (alpha), a right half what the future says (beta, over its sum): their areas are shares of a disc. A ring is the posterior, which needs both. The thick line is the most probable path.",
  "Click what was seen at some time to change it (with Shift, the other way round); click above to go there. In the tables, type numbers or fractions such as 1/3.",
  "Baum-Welch begins with the model you see in the tables; an edit makes a new beginning."
];
var KEYS = [
  ["→ ←", "a step on or back"],
  ["Home End", "the beginning, the end of both passes"],
  ["↑ ↓", "change what was seen at the time shown"],
  ["l", "a Baum-Welch step"],
  ["Space", "play or pause"]
];
var hmm_explorer_default = { render: (props) => show(props, Session, View) };
var View = class {
  constructor(session) {
    this.session = session;
    this.trellis = new Trellis(session);
    this.strip = new Strip(session);
    this.parameters = new Parameters(session);
    this.note = h("p", { class: "sfp-note", role: "alert" });
    this.status = h("p", { class: "sfp-unseen", role: "status" });
    this.transport = transport(session, {
      name: "Step",
      speeds: SPEEDS,
      words: () => this.#moment()
    });
    this.root = this.#layOut();
  }
  start() {
    return follow(this.root, this.session, {
      colours: (colours) => {
        this.trellis.colours = this.strip.colours = colours;
        this.#paint();
      },
      resize: () => this.#resize(),
      news: (what) => this.#follow(what),
      first: ["run", "settings", "note"]
    });
  }
  #layOut() {
    const { session } = this;
    const presets = Object.entries(session.presets).map(([key, { label }]) => [key, label]);
    const options = { ...Object.fromEntries(presets), edited: "Edited" };
    this.preset = choice("Model", options, (key) => session.choose(key));
    this.preset.input.lastChild.disabled = true;
    const observe = (input) => session.observe(session.time.t, input.value);
    this.symbol = h("select", { onchange: () => observe(this.symbol) });
    this.count = h("input", { type: "number", min: 0, max: MAX_COUNT, onchange: () => observe(this.count) });
    this.symbolField = field("Seen at this time", this.symbol);
    this.countField = field("Count now", this.count);
    this.unlearn = button("Undo a step", () => session.learn(-1));
    this.learnt = h("p", { class: "sfp-learnt" });
    const keysId = uniqueId("keys");
    this.stage = h(
      "div",
      {
        class: "sfp-stage sfp-wide",
        role: "application",
        tabindex: 0,
        "aria-label": "The trellis",
        "aria-describedby": keysId
      },
      this.trellis.element
    );
    onKeys(this.stage, () => this.#keys());
    return h(
      "div",
      {
        class: "sfp sfp-hmm",
        role: "group",
        "aria-label": "Hidden Markov explorer",
        "data-lm-suppress-shortcuts": "true"
        // JupyterLab would take the keys otherwise
      },
      h("div", { class: "sfp-row" }, this.preset.element, this.symbolField, this.countField),
      this.note,
      h(
        "div",
        { class: "sfp-body" },
        this.stage,
        this.transport.element,
        h("div", { class: "sfp-wide" }, this.#makeTable()),
        h(
          "div",
          { class: "sfp-wide" },
          h("p", { class: "sfp-caption" }, "Posterior over the whole sequence; below it, the best path"),
          this.strip.element
        ),
        h(
          "div",
          { class: "sfp-row sfp-wide sfp-learn" },
          button("Baum-Welch step", () => session.learn(1)),
          this.unlearn,
          this.learnt
        ),
        h("div", { class: "sfp-wide" }, this.parameters.element)
      ),
      help(HINTS, "Keys, while the trellis has the focus:", KEYS, keysId),
      this.status
    );
  }
  #makeTable() {
    this.head = h("thead");
    this.rows = h("tbody");
    return h("table", { class: "sfp-readings" }, this.head, this.rows);
  }
  #resize() {
    this.trellis.element.style.height = `${this.trellis.height}px`;
    if (!this.trellis.resize()) return;
    this.strip.resize();
    this.#paint();
  }
  #paint() {
    this.trellis.paint();
    this.strip.paint();
  }
  #follow(what) {
    const { session } = this;
    if (what === "note") this.note.textContent = session.note;
    if (what === "run") {
      if (this.trellis.element.style.height !== `${this.trellis.height}px`) this.#resize();
      this.parameters.update();
    }
    if (what === "run" || what === "settings") this.#showSettings();
    if (what === "run" || what === "cursor") {
      this.#paint();
      this.transport.moved();
      this.#showReadings();
    }
    if (!session.playing) this.#describe();
  }
  #showSettings() {
    const { session } = this;
    const { kind, symbols, iterations } = session.values;
    this.preset.input.value = session.preset;
    const isCategorical = kind === "categorical";
    this.symbolField.hidden = !isCategorical;
    this.countField.hidden = isCategorical;
    if (symbols.join() !== this.listed) {
      this.listed = symbols.join();
      this.symbol.replaceChildren(...symbols.map((name, m) => h("option", { value: m }, name)));
    }
    this.unlearn.disabled = iterations === 0;
    const values = session.passes.slice(0, iterations + 1).map(({ value }) => value);
    const rise = iterations ? `, ${fixed(values.at(-1) - values.at(-2), 4)} more than before` : "";
    const so = iterations ? ` So far: ${values.slice(-6).map((v) => fixed(v, 3)).join(", ")}.` : "";
    const steps = iterations === 1 ? "step" : "steps";
    this.learnt.textContent = `After ${iterations} ${steps} the log-likelihood is ${fixed(values.at(-1), 4)}${rise}.${so}`;
    this.transport.update();
    this.#showReadings();
  }
  #showReadings() {
    const { session } = this;
    const { names, x } = session.values;
    const { alpha, beta, gamma, path } = session.now;
    const { t, past, future } = session.time;
    this.symbol.value = this.count.value = x[t];
    const number2 = (list, known) => names.map((_, k) => known ? fixed(list[t][k], 3) : "–");
    const rows = [
      ["Past: α", number2(alpha, t <= past)],
      ["Future: β", number2(beta, t >= future)],
      ["Posterior: γ", number2(gamma, t >= future)],
      ["Best path", names.map((_, k) => path[t] === k ? "here" : "")]
    ];
    const cells = (tag, list) => list.map((words2) => h(tag, tag === "th" ? { scope: "col" } : {}, words2));
    this.head.replaceChildren(h("tr", {}, h("td", {}, `Time ${t + 1}`), ...cells("th", names)));
    this.rows.replaceChildren(
      ...rows.map(([name, list]) => h("tr", {}, h("th", { scope: "row" }, name), ...cells("td", list)))
    );
  }
  #moment() {
    const { n, values } = this.session;
    const T = values.x.length;
    if (n === 0) return "the start";
    return n <= T ? `${n}: forward, time ${n}` : `${n}: backward, time ${2 * T - n + 1}`;
  }
  // Puts what the pictures show in words; while playing that would be a stream of talk.
  #describe() {
    const { session } = this;
    const { names } = session.values;
    const { alpha, gamma, path, value } = session.now;
    const { t, past, future } = session.time;
    const list = (rows) => names.map((name, k) => `${name} ${fixed(rows[t][k], 3)}`).join(", ");
    const known = t >= future ? `Posterior: ${list(gamma)}.` : t <= past ? `The past says: ${list(alpha)}.` : "";
    const words2 = `Time ${t + 1}, seen: ${session.shown(t)}. ${known} The best path is in ${names[path[t]]}.`;
    if (this.status.textContent !== words2) this.status.textContent = words2;
    this.trellis.describe(`Trellis of ${names.length} states. ${words2}`);
    const changes = path.filter((state, s) => s > 0 && state !== path[s - 1]).length;
    this.strip.describe(
      `Posterior at ${path.length} times; the best path changes its state ${changes} times. Log-likelihood ${fixed(value, 3)}.`
    );
  }
  #keys() {
    const { session } = this;
    return {
      " ": () => session.toggle(),
      ArrowRight: () => session.moveTo(session.n + 1),
      ArrowLeft: () => session.moveTo(session.n - 1),
      Home: () => session.moveTo(0),
      End: () => session.moveTo(session.length),
      ArrowUp: () => session.cycle(session.time.t, 1),
      ArrowDown: () => session.cycle(session.time.t, -1),
      l: () => session.learn(1)
    };
  }
};
export {
  hmm_explorer_default as default
};
