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
  const shown3 = h("output");
  function update(value, words) {
    input.value = scale.to(value);
    input.setAttribute("aria-valuetext", words);
    shown3.textContent = words;
  }
  return { element: field(name, input, shown3), input, update };
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
var flag = {
  read: (value) => ["true", "false"].includes(String(value)) ? String(value) === "true" : wanted("true or false", value)
};
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
  let shown3 = null;
  const update = () => {
    const name = isDark() ? "dark" : "light";
    if (name === shown3) return;
    shown3 = name;
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
var shortNumber = (value) => String(Number(value.toPrecision(6)));
function checkMatrix(P) {
  if (P.length === 0 || P.some((row2) => row2.length !== P.length)) {
    throw new Error(`P must be a square matrix, got shape (${P.length}, ${P[0]?.length ?? 0})`);
  }
  if (!P.every((row2) => row2.every((entry) => entry >= 0))) {
    throw new Error("P must have entries of at least 0");
  }
  const off = P.map((row2) => Math.abs(sum(row2) - 1));
  const worst = off.indexOf(Math.max(...off));
  if (off[worst] > 1e-8) {
    throw new Error(`P row ${worst} sums to ${shortNumber(sum(P[worst]))}, not 1`);
  }
}
function nextState(P, x, u) {
  let cumulated = 0;
  for (let j = 0; j < P.length - 1; j++) {
    cumulated += P[x][j];
    if (u < cumulated) return j;
  }
  return P.length - 1;
}
var stepLaw = (law, P) => P.map((_, j) => sum(law.map((share, i) => share * P[i][j])));
function stationary(P) {
  const A = P.map((row2) => [...row2]);
  const n = A.length;
  for (let k = n - 1; k > 0; k--) {
    const out = sum(A[k].slice(0, k));
    if (out === 0) {
      throw new Error(
        `P must be irreducible; states ${k} and above never reach those below`
      );
    }
    for (let i = 0; i < k; i++) {
      A[i][k] /= out;
      for (let j = 0; j < k; j++) A[i][j] += A[i][k] * A[k][j];
    }
  }
  const pi = [1];
  for (let k = 1; k < n; k++) pi.push(sum(pi.map((share, i) => share * A[i][k])));
  const total = sum(pi);
  return pi.map((share) => share / total);
}
function onlyStationary(P) {
  const { label, closed } = classes(P);
  if (closed.filter(Boolean).length > 1) return null;
  const inside = label.flatMap((k, i) => closed[k] ? [i] : []);
  const pi = stationary(inside.map((i) => inside.map((j) => P[i][j])));
  return P.map((_, i) => inside.includes(i) ? pi[inside.indexOf(i)] : 0);
}
function classes(P) {
  const reach = reachable(P);
  const first = reach.map((row2, i) => row2.findIndex((yes, j) => yes && reach[j][i]));
  const leaders = [...new Set(first)];
  const label = first.map((leader) => leaders.indexOf(leader));
  const closed = leaders.map((i) => reach[i].every((yes, j) => !yes || reach[j][i]));
  return { label, closed };
}
function reachable(P) {
  const reach = P.map((row2, i) => row2.map((entry, j) => entry > 0 || i === j));
  for (let k = 0; k < P.length; k++) {
    for (const row2 of reach) {
      if (row2[k]) reach[k].forEach((yes, j) => row2[j] ||= yes);
    }
  }
  return reach;
}
function periodAndLevels(P) {
  const level = P.map(() => -1);
  level[0] = 0;
  for (let front = [0]; front.length > 0; ) {
    const next = [];
    for (const i of front) {
      P[i].forEach((entry, j) => {
        if (entry === 0 || level[j] >= 0) return;
        level[j] = level[i] + 1;
        next.push(j);
      });
    }
    front = next;
  }
  let period = 0;
  P.forEach(
    (row2, i) => row2.forEach((entry, j) => {
      if (entry > 0) period = gcd(period, Math.abs(level[i] + 1 - level[j]));
    })
  );
  return { period, level };
}
var gcd = (a, b) => b === 0 ? a : gcd(b, a % b);
function isReversible(P, pi) {
  const flow = P.map((row2, i) => row2.map((entry) => pi[i] * entry));
  const largest = Math.max(...flow.flat());
  return flow.every(
    (row2, i) => row2.every((value, j) => Math.abs(value - flow[j][i]) <= 1e-10 * largest)
  );
}
function withEntry(row2, i, j, value) {
  const others = sum(row2.filter((_, k) => k !== j));
  if (others === 0) {
    if (i === j) throw new Error("a state needs an arrow to another before it can be left");
    return row2.map((_, k) => k === j ? value : k === i ? 1 - value : 0);
  }
  const scale = (1 - value) / others;
  return row2.map((entry, k) => k === j ? value : entry * scale);
}
var totalVariation = (a, b) => sum(a.map((share, i) => Math.abs(share - b[i]))) / 2;

// coursekit/widgets/js/markov/geometry.js
var LOOP = 17;
var BEND = 0.16;
var SAMPLES = 32;
function circle(count2) {
  const turns = Array.from({ length: count2 }, (_, k) => 2 * Math.PI * k / count2 - Math.PI / 2);
  const spread = (values) => {
    const [low, high] = [Math.min(...values), Math.max(...values)];
    return values.map((value) => high - low < 1e-9 ? 0.5 : (value - low) / (high - low));
  };
  const y = spread(turns.map(Math.sin));
  return spread(turns.map(Math.cos)).map((x, k) => [x, y[k]]);
}
var distance = ([x0, y0], [x1, y1]) => Math.hypot(x1 - x0, y1 - y0);
function radiusOf(places, most) {
  const gaps = places.flatMap((a, i) => places.slice(0, i).map((b) => distance(a, b)));
  return Math.max(Math.min(most, 0.32 * Math.min(...gaps)), 12);
}
function arrow(from, to, radius) {
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
  const bent = [(from[0] + to[0]) / 2 + BEND * dy, (from[1] + to[1]) / 2 - BEND * dx];
  const at = (t) => [0, 1].map((k) => (1 - t) ** 2 * from[k] + 2 * t * (1 - t) * bent[k] + t ** 2 * to[k]);
  const fine = Array.from({ length: 101 }, (_, k) => k / 100);
  const first = fine.find((t) => distance(at(t), from) > radius) ?? 0.4;
  const last = fine.findLast((t) => distance(at(t), to) > radius + 2) ?? 0.6;
  return sampled((s2) => at(first + s2 * (last - first)));
}
function loop(centre, places, radius) {
  const away = awayFromMiddle(centre, places);
  const middle = [0, 1].map((k) => centre[k] + away[k] * (radius + 0.7 * LOOP));
  const back = Math.atan2(-away[1], -away[0]);
  const gap = 0.8;
  return sampled((s2) => {
    const angle = back + gap + s2 * (2 * Math.PI - 2 * gap);
    return [middle[0] + LOOP * Math.cos(angle), middle[1] + LOOP * Math.sin(angle)];
  });
}
var sampled = (at) => Array.from({ length: SAMPLES + 1 }, (_, k) => at(k / SAMPLES));
function awayFromMiddle(place, places) {
  const middle = [0, 1].map((k) => places.reduce((total, p) => total + p[k], 0) / places.length);
  const out = [place[0] - middle[0], 8 * (place[1] - middle[1])];
  const length = Math.hypot(...out);
  return length < 1 ? [0, -1] : out.map((value) => value / length);
}
function along(points, s2) {
  const place = Math.min(Math.max(s2, 0), 1) * (points.length - 1);
  const k = Math.min(Math.floor(place), points.length - 2);
  return [0, 1].map((i) => points[k][i] + (place - k) * (points[k + 1][i] - points[k][i]));
}
function nearest(points, place) {
  const fine = Array.from({ length: 201 }, (_, k) => k / 200);
  const gaps = fine.map((s2) => distance(along(points, s2), place));
  return fine[gaps.indexOf(Math.min(...gaps))];
}
function beside(points, s2) {
  const [a, b] = [along(points, s2 - 0.05), along(points, s2 + 0.05)];
  const angle = Math.atan2(b[1] - a[1], b[0] - a[0]);
  const [x, y] = along(points, s2);
  const gap = 14 + 8 * Math.abs(Math.sin(angle));
  return [x + gap * Math.sin(angle), y - gap * Math.cos(angle)];
}
var outline = (points) => points.map(([x, y], k) => `${k ? "L" : "M"}${x.toFixed(1)} ${y.toFixed(1)}`).join("");
function head(points, size) {
  const end = points.at(-1);
  const [x, y] = along(points, 0.9);
  const angle = Math.atan2(end[1] - y, end[0] - x);
  const corner = (turn, length) => [
    end[0] - length * Math.cos(angle + turn),
    end[1] - length * Math.sin(angle + turn)
  ];
  return `${outline([end, corner(0.5, size), corner(-0.5, size)])}Z`;
}

// coursekit/widgets/js/markov/graph.js
var RADIUS = 27;
var MARGIN = { side: 60, top: 76 };
var NEW = 0.2;
var RAIL = [0.12, 0.82];
var SMALL = 0.02;
var LARGE = 0.1;
function s(tag, attributes = {}, ...children) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  set(element, attributes);
  element.append(...children);
  return element;
}
function set(element, attributes) {
  for (const [name, value] of Object.entries(attributes)) {
    if (element.getAttribute(name) !== String(value)) element.setAttribute(name, value);
  }
}
var Graph = class {
  #states = [];
  #arrows = /* @__PURE__ */ new Map();
  // "i,j" -> element
  #drag = null;
  // {kind: "move" | "new" | "value", ...}
  #tail = null;
  // the state that an arrow is being drawn from by keyboard
  // `say(words)` tells a screen reader.
  constructor(session, say) {
    Object.assign(this, { session, say, draws: false });
    this.rubber = s("path", { class: "sfp-rubber" });
    this.ring = s("circle", { class: "sfp-ring", pathLength: 1 });
    this.token = s("circle", { class: "sfp-token", r: 8 });
    this.parts = s("g");
    this.element = s(
      "svg",
      { class: "sfp-graph", role: "group" },
      this.parts,
      this.ring,
      this.token,
      this.rubber
    );
    this.element.addEventListener("pointerdown", (event) => this.#grab(event));
    this.element.addEventListener("pointermove", (event) => this.#pull(event));
    this.element.addEventListener("pointerup", (event) => this.#release(event));
    this.element.addEventListener("pointercancel", () => this.#release(null));
    onKeys(this.element, (event) => this.#keys(event));
  }
  // Fits the picture into the room there is. Returns whether there is any.
  resize() {
    const width = this.element.parentElement.clientWidth;
    if (width === 0) return false;
    this.width = width;
    this.height = clip(0.86 * width, 320, 400);
    set(this.element, { width, height: this.height, viewBox: `0 0 ${width} ${this.height}` });
    this.update();
    return true;
  }
  // Follows the chain: its states, places and arrows.
  update() {
    if (!this.width) return;
    const { matrix, names, positions, continuous } = this.session.values;
    const n = matrix.length;
    this.places = (positions.length ? positions : circle(n)).map((p) => this.#toPixels(p));
    this.radius = radiusOf(this.places, RADIUS);
    if (this.#drag?.kind !== "value") this.top = continuous ? topRate(matrix) : 1;
    const { label, closed } = classes(this.session.chain.P);
    while (this.#states.length > n) this.#states.pop().remove();
    while (this.#states.length < n) this.#states.push(makeState(this.#states.length));
    const parts = [];
    const seen = /* @__PURE__ */ new Set();
    for (let i = 0; i < n; i++) {
      this.#placeState(i, names[i], closed.length > 1 ? label[i] : null, closed[label[i]]);
      parts.push(this.#states[i]);
      for (let j = 0; j < n; j++) {
        const isHeld = this.#drag?.kind === "value" && same([i, j], this.#drag.ends);
        if (matrix[i][j] > 0 && !(continuous && i === j) || isHeld) {
          seen.add(`${i},${j}`);
          parts.push(this.#placeArrow(i, j));
        }
      }
    }
    for (const [key, element] of this.#arrows) {
      if (seen.has(key)) continue;
      element.remove();
      this.#arrows.delete(key);
    }
    this.#putInOrder(parts);
    this.paint();
  }
  // Follows the moment that is shown: called every frame.
  paint() {
    if (!this.width) return;
    const { session, radius } = this;
    const { n, phase, isSlow } = session;
    const { view, continuous } = session.values;
    const shares = session.shares;
    this.#states.forEach((state, i) => {
      set(state.children[1], { r: (radius - 2) * Math.sqrt(shares?.[i] ?? 0) });
    });
    const isWalk = view === "walk";
    const { states } = session.walk;
    const [from, to] = isWalk ? [states[Math.max(n - 1, 0)], states[n]] : [0, 0];
    for (const [key, element] of this.#arrows) {
      element.classList.toggle("sfp-taken", isWalk && isSlow && n > 0 && key === `${from},${to}`);
    }
    const isUnderWay = isWalk && isSlow && n > 0 && phase < 1;
    const way = this.#arrows.get(`${from},${to}`)?.points;
    const isMoving = isUnderWay && !continuous && way;
    const here = isUnderWay ? from : to;
    this.ring.style.display = isWalk && !isMoving ? "" : "none";
    this.token.style.display = isMoving ? "" : "none";
    if (isMoving) {
      const [cx, cy] = along(way, phase * phase * (3 - 2 * phase));
      set(this.token, { cx, cy });
    } else if (isWalk) {
      const [cx, cy] = this.places[here];
      const stay2 = isUnderWay && continuous ? phase : 1;
      set(this.ring, { cx, cy, r: radius + 4, "stroke-dasharray": `${stay2} 1` });
      set(this.ring, { transform: `rotate(-90 ${cx} ${cy})` });
    }
  }
  // Names for screen readers: too much to say in every frame.
  describe(words) {
    const { names, start } = this.session.values;
    const shares = this.session.shares;
    set(this.element, { "aria-label": words });
    this.#states.forEach((state, i) => {
      const parts = [`State ${names[i]}`];
      if (i === start) parts.push("start");
      if (shares) parts.push(`share ${fixed(shares[i], 2)}`);
      set(state, { "aria-label": parts.join(", ") });
    });
  }
  #toPixels([x, y]) {
    return [
      MARGIN.side + x * (this.width - 2 * MARGIN.side),
      MARGIN.top + y * (this.height - 2 * MARGIN.top)
    ];
  }
  #fromPixels([x, y]) {
    const share = (value, room, margin) => Number(clip((value - margin) / (room - 2 * margin), 0, 1).toFixed(3));
    return [share(x, this.width, MARGIN.side), share(y, this.height, MARGIN.top)];
  }
  #placeState(i, name, group2, isClosed) {
    const state = this.#states[i];
    const [x, y] = this.places[i];
    set(state, { transform: `translate(${x.toFixed(1)} ${y.toFixed(1)})` });
    set(state.children[0], { r: this.radius });
    state.style.setProperty("--class", group2 === null ? "var(--fg)" : `var(--c${group2 % 5 + 1})`);
    state.classList.toggle("sfp-open", group2 !== null && !isClosed);
    writeName(state.children[2], name, this.radius);
  }
  #placeArrow(i, j) {
    const key = `${i},${j}`;
    const { values, chain } = this.session;
    const value = values.matrix[i][j];
    const { names, continuous } = values;
    if (!this.#arrows.has(key)) this.#arrows.set(key, makeArrow(key));
    const element = this.#arrows.get(key);
    const points = i === j ? loop(this.places[i], this.places, this.radius) : arrow(this.places[i], this.places[j], this.radius);
    const place = RAIL[0] + clip(value / this.top, 0, 1) * (RAIL[1] - RAIL[0]);
    const flow = values.flows && chain.pi ? chain.pi[i] * value : null;
    const most = flow === null ? this.top : largestFlow(values.matrix, chain.pi);
    const width = 1.25 + (flow === null ? 3.5 : 8) * clip((flow ?? value) / most, 0, 1);
    const [handleX, handleY] = along(points, place);
    const [x, y] = beside(points, place);
    element.points = points;
    const [hit, line, tip, handle, text2] = element.children;
    const body = outline(points.slice(0, -2));
    set(hit, { d: body });
    set(line, { d: body, "stroke-width": width.toFixed(2) });
    set(tip, { d: head(points, 8 + 0.9 * width) });
    set(handle, { cx: handleX, cy: handleY });
    set(text2, { x: clip(x, 16, this.width - 16), y: clip(y, 9, this.height - 9) });
    text2.textContent = shown(flow ?? value);
    const of = flow === null ? continuous ? "rate" : "probability" : "flow";
    set(element, {
      "aria-label": `${continuous ? "Rate" : "Probability"} from ${names[i]} to ${names[j]}`,
      "aria-valuemin": 0,
      "aria-valuemax": continuous ? this.top : 1,
      "aria-valuenow": Number(value.toPrecision(6)),
      "aria-valuetext": flow === null ? shown(value) : `${shown(value)}, ${of} ${shown(flow)}`
    });
    return element;
  }
  // Puts the parts in this order without moving those that stay, which would lose the focus.
  #putInOrder(parts) {
    let next = this.parts.firstChild;
    for (const part of parts) {
      if (part === next) next = next.nextSibling;
      else this.parts.insertBefore(part, next);
    }
  }
  // --- by pointer
  #pointerAt(event) {
    const box = this.element.getBoundingClientRect();
    return [
      (event.clientX - box.left) * this.width / box.width,
      (event.clientY - box.top) * this.height / box.height
    ];
  }
  #grab(event) {
    const part = event.target.closest("[data-state], [data-arrow]");
    if (!part || event.button !== 0) return;
    event.preventDefault();
    part.focus({ preventScroll: true });
    this.element.setPointerCapture(event.pointerId);
    const at = this.#pointerAt(event);
    if (part.dataset.arrow) {
      const ends = part.dataset.arrow.split(",").map(Number);
      this.#drag = { kind: "value", ends, row: this.session.values.matrix[ends[0]], from: at };
      return;
    }
    const state = Number(part.dataset.state);
    const place = this.places[state];
    this.#drag = { kind: this.draws ? "new" : "move", state, from: at, place };
  }
  #pull(event) {
    if (!this.#drag) return;
    const at = this.#pointerAt(event);
    const { kind, state, from, place, ends, row: row2, moved } = this.#drag;
    if (!moved && distance(at, from) < 3) return;
    this.#drag.moved = true;
    if (kind === "move") this.#moveState(state, [0, 1].map((k) => place[k] + at[k] - from[k]));
    if (kind === "new") set(this.rubber, { d: outline([place, at]) });
    if (kind === "value") {
      const way = nearest(this.#arrows.get(ends.join()).points, at);
      this.#setValue(ends, clip((way - RAIL[0]) / (RAIL[1] - RAIL[0]), 0, 1), row2);
    }
  }
  #release(event) {
    const drag = this.#drag;
    this.#drag = null;
    set(this.rubber, { d: "" });
    if (!drag) return;
    if (drag.kind === "new" && event) {
      const at = this.#pointerAt(event);
      const gaps = this.places.map((place) => distance(place, at));
      const end = gaps.indexOf(Math.min(...gaps));
      if (gaps[end] < this.radius + 12) this.#join(drag.state, end);
    }
    this.update();
  }
  // --- what dragging and keys do
  #moveState(state, pixels) {
    const positions = this.places.map((place) => this.#fromPixels(place));
    positions[state] = this.#fromPixels(pixels);
    this.session.change({ positions });
  }
  // Sets a value, given as a share of the most.
  #setValue([i, j], share, row2) {
    const value = Math.round(100 * share) / 100 * this.top;
    this.session.setEntry(i, j, Number(value.toPrecision(3)), row2);
  }
  #join(i, j) {
    const { matrix, names, continuous } = this.session.values;
    if (continuous && i === j) return this.session.say("A rate leads from one state to another.");
    const isNew = matrix[i][j] === 0;
    if (isNew) this.#setValue([i, j], NEW);
    this.#arrows.get(`${i},${j}`)?.focus();
    if (isNew) this.say(`Arrow from ${names[i]} to ${names[j]}.`);
  }
  // --- by keyboard
  #keys(event) {
    const { session } = this;
    const part = event.target;
    const common = {
      " ": () => session.toggle(),
      n: () => session.step(),
      b: () => session.moveTo(session.n - 1)
    };
    if (part.dataset.arrow) return { ...common, ...this.#arrowKeys(part) };
    if (part.dataset.state) return { ...common, ...this.#stateKeys(part, event.shiftKey) };
    return common;
  }
  #stateKeys(part, isFar) {
    const state = Number(part.dataset.state);
    const [x, y] = this.#fromPixels(this.places[state]);
    const step = isFar ? LARGE : SMALL;
    const to = (dx, dy) => () => this.#moveState(state, this.#toPixels([clip(x + dx, 0, 1), clip(y + dy, 0, 1)]));
    const remove = () => this.remove(state);
    return {
      ArrowLeft: to(-step, 0),
      ArrowRight: to(step, 0),
      ArrowUp: to(0, -step),
      ArrowDown: to(0, step),
      Delete: remove,
      Backspace: remove,
      Enter: () => this.#pick(state),
      ...this.#tail === null ? {} : { Escape: () => this.#pick(null) }
    };
  }
  // The first state picked is the arrow's tail, the second its head.
  #pick(state) {
    const { names } = this.session.values;
    const tail = this.#tail;
    this.#tail = state !== null && tail === null ? state : null;
    this.#states.forEach((element, i) => element.classList.toggle("sfp-tail", i === this.#tail));
    if (this.#tail !== null) {
      this.say(`Arrow from ${names[state]}: go to a state and press Enter. Escape leaves.`);
    } else if (state === null) this.say("No arrow.");
    else this.#join(tail, state);
  }
  remove(state) {
    const { matrix, names } = this.session.values;
    if (matrix.length <= 2) return this.session.say("A chain needs two states at least.");
    this.session.removeState(state);
    this.#states[Math.min(state, matrix.length - 2)].focus();
    this.say(`State ${names[state]} removed.`);
  }
  #arrowKeys(part) {
    const ends = part.dataset.arrow.split(",").map(Number);
    const { matrix, names } = this.session.values;
    const share = matrix[ends[0]][ends[1]] / this.top;
    const to = (target) => () => {
      this.#setValue(ends, clip(target, 0, 1));
      if (this.session.values.matrix[ends[0]][ends[1]] > 0) return;
      this.#states[ends[0]].focus();
      this.say(`The arrow from ${names[ends[0]]} to ${names[ends[1]]} is gone.`);
    };
    const on = (step) => to(share + step);
    return {
      ArrowRight: on(0.01),
      ArrowUp: on(0.01),
      ArrowLeft: on(-0.01),
      ArrowDown: on(-0.01),
      PageUp: on(0.1),
      PageDown: on(-0.1),
      Home: to(0.01),
      End: to(1),
      Delete: to(0),
      Backspace: to(0)
    };
  }
};
function makeState(i) {
  return s(
    "g",
    { class: "sfp-state", role: "button", tabindex: 0, "data-state": i },
    s("circle", { class: "sfp-disc" }),
    s("circle", { class: "sfp-share" }),
    s("text")
  );
}
function makeArrow(key) {
  return s(
    "g",
    { class: "sfp-arrow", role: "slider", tabindex: 0, "data-arrow": key },
    s("path", { class: "sfp-hit" }),
    s("path", { class: "sfp-line" }),
    s("path", { class: "sfp-tip" }),
    s("circle", { class: "sfp-handle", r: 6.5 }),
    s("text")
  );
}
function writeName(text2, name, radius) {
  const words = name.split(" ");
  const lines = words.length > 1 ? [words[0], words.slice(1).join(" ")] : [name];
  const longest = Math.max(...lines.map((line) => line.length));
  const size = clip(2.9 * radius / longest, 8.5, 13);
  text2.style.fontSize = `${size.toFixed(1)}px`;
  text2.replaceChildren(...lines.map((line) => s("tspan", { x: 0 }, `${line} `)));
  lines.forEach((_, k) => set(text2.children[k], { y: (k - (lines.length - 1) / 2) * 1.1 * size }));
}
var shown = (value) => value >= 100 ? fixed(value, 0) : String(Number(value.toPrecision(2)));
function topRate(Q) {
  const most = 1.25 * Math.max(...Q.flat(), 1e-3);
  const power = 10 ** Math.floor(Math.log10(most));
  return Number((power * [1, 2, 5, 10].find((k) => k * power >= most)).toPrecision(1));
}
var largestFlow = (matrix, pi) => Math.max(...matrix.flatMap((row2, i) => row2.filter((_, j) => j !== i).map((p) => pi[i] * p)));

// coursekit/widgets/js/algorithms/jump_process.js
function checkRates(Q) {
  if (Q.length === 0 || Q.some((row2) => row2.length !== Q.length)) {
    throw new Error(`Q must be a square matrix, got shape (${Q.length}, ${Q[0]?.length ?? 0})`);
  }
  const isFine = (rate, i, j) => Number.isFinite(rate) && (i === j || rate >= 0);
  if (!Q.every((row2, i) => row2.every((rate, j) => isFine(rate, i, j)))) {
    throw new Error("Q must be finite with rates of at least 0 off the diagonal");
  }
  const off = Q.map((row2) => Math.abs(sum(row2)));
  const worst = off.indexOf(Math.max(...off));
  if (off[worst] > 1e-8 * Math.max(1, ...Q.flat().map(Math.abs))) {
    throw new Error(`Q row ${worst} sums to ${Number(sum(Q[worst]).toPrecision(6))}, not 0`);
  }
}
var withDiagonal = (Q) => Q.map((row2, i) => {
  const leaving = sum(row2.filter((_, j) => j !== i));
  return row2.map((rate, j) => j === i ? leaving === 0 ? 0 : -leaving : rate);
});
function embeddedChain(Q) {
  const rate = Q.map((row2, i) => row2[i] === 0 ? 0 : -row2[i]);
  const P = Q.map(
    (row2, i) => row2.map((entry, j) => i === j ? Number(rate[i] === 0) : entry / (rate[i] || 1))
  );
  return { P, rate };
}
function uniformised(Q) {
  const clock = Math.max(...Q.map((row2, i) => -row2[i])) || 1;
  return { P: Q.map((row2, i) => row2.map((rate, j) => Number(i === j) + rate / clock)), clock };
}
function transitionProbabilities(Q, t) {
  const { P, clock } = uniformised(Q);
  const doublings = Math.ceil(Math.log2(Math.max(1, clock * t / 50)));
  let power = P.map((_, i) => P.map((_2, j) => Number(i === j)));
  let law = P.map((row2) => row2.map(() => 0));
  for (const weight of tickWeights(clock * t / 2 ** doublings)) {
    law = law.map((row2, i) => row2.map((value, j) => value + weight * power[i][j]));
    power = product(power, P);
  }
  for (let k = 0; k < doublings; k++) law = product(law, law).map(normalised);
  return law;
}
function tickWeights(ticks2) {
  const weights = [Math.exp(-ticks2)];
  const last = Math.floor(ticks2 + 12 * Math.sqrt(ticks2) + 20);
  for (let k = 1; k < last; k++) weights.push(weights[k - 1] * ticks2 / k);
  return normalised(weights);
}
var product = (A, B) => A.map((row2) => B[0].map((_, j) => sum(row2.map((value, k) => value * B[k][j]))));
var normalised = (values) => values.map((value) => value / sum(values));
function jump({ P, rate }, state, random) {
  if (rate[state] === 0) return { wait: Infinity, state };
  const wait = -Math.log1p(-random.uniform()) / rate[state];
  return { wait, state: nextState(P, state, random.uniform()) };
}

// coursekit/widgets/js/algorithms/chain_run.js
var Walk = class {
  states = [];
  times = [];
  constructor({ matrix, continuous, start, random }) {
    Object.assign(this, { matrix, continuous, random });
    this.embedded = continuous ? embeddedChain(matrix) : null;
    this.states.push(start);
    this.times.push(0);
  }
  get length() {
    return this.states.length - 1;
  }
  // Makes one more step. Returns false, and makes none, where the walk stays for ever.
  advance() {
    const state = this.states.at(-1);
    if (!this.continuous) {
      this.states.push(nextState(this.matrix, state, this.random.uniform()));
      this.times.push(this.states.length - 1);
      return true;
    }
    const next = jump(this.embedded, state, this.random);
    if (next.wait === Infinity) return false;
    this.states.push(next.state);
    this.times.push(this.times.at(-1) + next.wait);
    return true;
  }
  // The share of the first n steps that ended in each state; in continuous time the share
  // of time spent there up to `now`, which lies before or at the n-th jump. Null for none.
  shares(n, now) {
    if (n === 0) return null;
    const shares = this.matrix.map(() => 0);
    if (!this.continuous) {
      for (let k = 1; k <= n; k++) shares[this.states[k]] += 1 / n;
      return shares;
    }
    if (now === 0) return null;
    for (let k = 0; k < n; k++) {
      shares[this.states[k]] += (Math.min(this.times[k + 1], now) - this.times[k]) / now;
    }
    return shares;
  }
};
var Laws = class {
  constructor({ matrix, continuous, start }) {
    this.tick = continuous ? roundTick(matrix) : 1;
    this.step = continuous ? transitionProbabilities(matrix, this.tick) : matrix;
    this.made = [matrix.map((_, i) => Number(i === start))];
  }
  at(n) {
    while (this.made.length <= n) this.made.push(stepLaw(this.made.at(-1), this.step));
    return this.made[n];
  }
};
function roundTick(Q) {
  const shortest = 1 / Math.max(...embeddedChain(Q).rate) / 5;
  if (!Number.isFinite(shortest)) return 1;
  const power = 10 ** Math.floor(Math.log10(shortest));
  return Number((power * [5, 2, 1].find((k) => k * power <= shortest * 1.001)).toPrecision(1));
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

// coursekit/widgets/js/markov/presets.js
var row = (count2) => Array.from({ length: count2 }, (_, k) => [(k + 0.5) / count2, 0.5]);
var zigzag = (count2) => row(count2).map(([x], k) => [x, k % 2]);
var square = (n, entry) => Array.from({ length: n }, (_, i) => Array.from({ length: n }, (_2, j) => entry(i, j)));
function lopsided() {
  const target = [1, 2, 4, 2, 1];
  const propose = (i, j) => j === i + 1 ? 0.7 : j === i - 1 ? 0.3 : 0;
  const move = (i, j) => {
    if (i === j || propose(i, j) === 0) return 0;
    return propose(i, j) * Math.min(1, target[j] * propose(j, i) / (target[i] * propose(i, j)));
  };
  return withStays(square(5, move));
}
var withStays = (P) => P.map((row2, i) => row2.map((p, j) => i === j ? 1 - row2.reduce((a, b) => a + b) : p));
var steps = (n) => square(n, (i, j) => Math.abs(i - j) === 1 ? 0.5 : 0);
var PRESETS = {
  weather: {
    label: "Weather, two states",
    names: ["sun", "rain"],
    matrix: [[0.8, 0.2], [0.4, 0.6]],
    positions: row(2)
  },
  ring: {
    label: "Ring of six, periodic",
    names: ["0", "1", "2", "3", "4", "5"],
    matrix: square(6, (i, j) => (i - j + 6) % 6 === 1 || (j - i + 6) % 6 === 1 ? 0.5 : 0)
  },
  classes: {
    label: "Two classes",
    names: ["in", "out", "past", "gone"],
    matrix: [[0.5, 0.3, 0.2, 0], [0.6, 0.4, 0, 0], [0, 0, 0.3, 0.7], [0, 0, 0.6, 0.4]],
    positions: [[0.17, 0.25], [0.17, 0.75], [0.83, 0.25], [0.83, 0.75]]
  },
  gambler: {
    label: "Gambler",
    names: ["ruin", "1", "2", "3", "rich"],
    matrix: steps(5).map((row2, i) => i % 4 === 0 ? row2.map((_, j) => Number(i === j)) : row2),
    positions: zigzag(5),
    start: 2
  },
  walk: {
    label: "Random walk",
    names: ["−3", "−2", "−1", "0", "1", "2", "3"],
    matrix: withStays(steps(7)),
    positions: zigzag(7),
    start: 3
  },
  metropolis: {
    label: "Metropolis-Hastings, five states",
    names: ["1", "2", "3", "4", "5"],
    matrix: lopsided(),
    positions: zigzag(5),
    flows: true
  },
  machine: {
    label: "Machine, continuous time",
    names: ["works", "repair", "overhaul"],
    matrix: [[-0.1, 0.09, 0.01], [1, -1, 0], [0.1, 0, -0.1]],
    continuous: true
  }
};

// coursekit/widgets/js/markov/session.js
var MAX_STATES = 8;
var MAX_STEPS = 2e4;
var MAX_NAME = 12;
var MAX_RATE = 1e3;
var SPEEDS = [0.5, 1e3];
var SLOW = 8;
var chunks = (list2, size) => Array.from({ length: list2.length / size }, (_, k) => list2.slice(k * size, (k + 1) * size));
var squares = numbers(
  (list2) => list2.length > 0 && list2.length <= MAX_STATES ** 2 && list2.length ** 0.5 % 1 === 0,
  `a square matrix of at most ${MAX_STATES} rows`
);
var pairs = numbers(
  (list2) => list2.length % 2 === 0 && list2.every((value) => value >= 0 && value <= 1),
  "pairs of numbers from 0 to 1"
);
var toSquare = (list2) => chunks(list2, list2.length ** 0.5);
var joined = text(MAX_STATES * (MAX_NAME + 1));
var KINDS = {
  matrix: { read: (value) => toSquare(squares.read(value)) },
  continuous: flag,
  names: { read: (value) => joined.read(String(value)).split(",") },
  positions: { read: (value) => chunks(pairs.read(value), 2) },
  start: whole(0, MAX_STATES - 1),
  seed: whole(0, LAST_SEED),
  view: oneOf(["walk", "law"]),
  flows: flag,
  speed: number(...SPEEDS),
  n: whole(0, MAX_STEPS)
};
var RUN_SETTINGS = ["matrix", "continuous", "start", "seed"];
var CHAIN_SETTINGS = ["matrix", "continuous", "names", "positions", "start"];
var Session = class extends Player {
  constructor(model) {
    super(model, { name: "chain", kinds: KINDS, slow: SLOW });
    const read = (key) => KINDS[key].read(model.get(key));
    const given = { label: model.get("label") || "Your chain" };
    for (const key of [...CHAIN_SETTINGS, "flows", "view"]) given[key] = read(key);
    this.presets = { given, ...PRESETS };
  }
  rebuild(before) {
    const { values } = this;
    const isNew = (keys) => before === null || keys.some((key) => !same(before[key], values[key]));
    if (isNew(CHAIN_SETTINGS)) check(values);
    if (isNew(RUN_SETTINGS)) {
      const { matrix, continuous, start, seed } = values;
      this.chain = describe(matrix, continuous);
      this.walk = new Walk({ matrix, continuous, start, random: seededRandom(seed) });
      this.laws = new Laws({ matrix, continuous, start });
    }
    if (isNew([...RUN_SETTINGS, "view", "n"])) this.phase = 1;
    if (isNew([...RUN_SETTINGS, "view"])) this.length = 0;
    values.n = this.reach(values.n);
    this.emit("chain");
  }
  reach(n) {
    n = Math.min(n, MAX_STEPS);
    if (this.values.view === "walk") {
      while (this.walk.length < n && this.walk.advance()) ;
      n = Math.min(n, this.walk.length);
    } else this.laws.at(n);
    this.length = Math.max(this.length, n);
    return n;
  }
  // In continuous time a long stay takes long: the shortest mean stay is one step's time.
  duration(n) {
    const { view, continuous } = this.values;
    if (view === "law" || !continuous || n === 0) return 1;
    return Math.max((this.walk.times[n] - this.walk.times[n - 1]) * this.chain.clock, 0.02);
  }
  extras() {
    const n = this.values.view === "walk" ? this.n : 0;
    return {
      _walk: { states: this.walk.states.slice(0, n + 1), times: this.walk.times.slice(0, n + 1) }
    };
  }
  // The time that is shown.
  get now() {
    const { n, phase } = this;
    const { continuous, view } = this.values;
    if (view === "law") return Math.max(n - 1 + phase, 0) * this.laws.tick;
    if (!continuous || n === 0) return n;
    const [from, to] = [this.walk.times[n - 1], this.walk.times[n]];
    return from + phase * (to - from);
  }
  // What the bars show: the law now, or the walk's shares so far; null before the first step.
  get shares() {
    const { n, phase } = this;
    if (this.values.view === "walk") return this.walk.shares(n, this.now);
    if (n === 0 || phase === 1 || !this.values.continuous) return this.laws.at(n);
    const [from, to] = [this.laws.at(n - 1), this.laws.at(n)];
    return from.map((share, i) => share + phase * (to[i] - share));
  }
  // Which preset the chain is, or "edited".
  get preset() {
    const { values } = this;
    const isIt = ({ matrix, continuous = false, names }) => same([matrix, continuous, names], [values.matrix, values.continuous, values.names]);
    return Object.keys(this.presets).find((key) => isIt(this.presets[key])) ?? "edited";
  }
  choose(key) {
    const preset = this.presets[key];
    if (!preset) return;
    const rest = { continuous: false, positions: [], start: 0, flows: false, view: "walk", n: 0 };
    const { label: _, ...settings } = { ...rest, ...preset };
    this.change(settings);
  }
  // From probabilities to rates, a step taking one unit of time, or to the chain of jumps.
  setContinuous(continuous) {
    const { matrix } = this.values;
    if (continuous === this.values.continuous) return;
    this.change({
      continuous,
      matrix: continuous ? withDiagonal(matrix) : embeddedChain(matrix).P,
      n: 0
    });
  }
  // Sets one probability, the rest of its row kept in proportion, or one rate.
  setEntry(i, j, value, row2 = this.values.matrix[i]) {
    const { matrix, continuous } = this.values;
    try {
      const changed = continuous ? row2.map((rate, k) => k === j ? value : rate) : withEntry(row2, i, j, value);
      const whole2 = matrix.map((old, k) => k === i ? changed : old);
      return this.change({ matrix: continuous ? withDiagonal(whole2) : whole2 });
    } catch (error) {
      this.say(refusal(error));
      return false;
    }
  }
  addState() {
    const { matrix, continuous, names, positions } = this.values;
    const n = matrix.length;
    const grown = matrix.map((row2) => [...row2, 0]);
    grown.push([...Array(n).fill(0), continuous ? 0 : 1]);
    let name = n;
    while (names.includes(String(name))) name += 1;
    this.change({
      matrix: grown,
      names: [...names, String(name)],
      positions: positions.length ? [...positions, freePlace(positions)] : []
    });
  }
  // What led to the state now stays where it came from.
  removeState(k) {
    const { matrix, continuous, names, positions, start } = this.values;
    const without = (list2) => list2.filter((_, i) => i !== k);
    const rest = without(matrix).map(without);
    const mended = rest.map(
      (row2, i) => row2.map((p, j) => i === j ? p + 1 - sum(row2) : p)
    );
    this.change({
      matrix: continuous ? withDiagonal(rest) : mended,
      names: without(names),
      positions: without(positions),
      start: start === k ? 0 : start > k ? start - 1 : start
    });
  }
};
function freePlace(positions) {
  const places = Array.from({ length: 25 }, (_, k) => [k % 5 / 4, Math.floor(k / 5) / 4]);
  const room = ([x, y]) => Math.min(...positions.map((p) => Math.hypot(p[0] - x, p[1] - y)));
  return places.reduce((best, place) => room(place) > room(best) ? place : best);
}
function check({ matrix, continuous, names, positions, start }) {
  const n = matrix.length;
  if (continuous) checkRates(matrix);
  else checkMatrix(matrix);
  if (Math.max(...matrix.flat()) > MAX_RATE) throw new Error(`a rate may be at most ${MAX_RATE}`);
  if (n < 2) throw new Error("the chain must have at least 2 states");
  if (names.length !== n) {
    throw new Error(`names must be ${n}, one for each state, got ${names.length}`);
  }
  if (names.some((name) => name.trim() === "" || name.length > MAX_NAME)) {
    throw new Error(`a name must have 1 to ${MAX_NAME} characters, and no comma`);
  }
  if (new Set(names).size < n) throw new Error("no two states may have the same name");
  if (positions.length > 0 && positions.length !== n) {
    throw new Error(`positions must be ${n}, one for each state, got ${positions.length}`);
  }
  if (start >= n) throw new Error(`start must be a state from 0 to ${n - 1}, got ${start}`);
}
function describe(matrix, continuous) {
  if (!continuous) return { P: matrix, pi: onlyStationary(matrix) };
  const { P, rate } = embeddedChain(matrix);
  const uniform = uniformised(matrix);
  return {
    P,
    rate,
    clock: uniform.clock,
    pi: onlyStationary(uniform.P),
    visits: onlyStationary(P)
  };
}

// coursekit/widgets/js/markov/matrix.js
var shown2 = (value) => String(Number(Math.abs(value) >= 95e-4 ? value.toFixed(3) : value.toPrecision(2)));
var Matrix = class {
  #rows = [];
  #embedded = false;
  // whether the chain of jumps is shown in place of the rates
  constructor(session) {
    this.session = session;
    this.title = h("span");
    this.kind = switches("Matrix shown", { rates: "Rates", jumps: "Jumps" }, (chosen) => {
      this.#embedded = chosen === "jumps";
      this.update();
    });
    this.body = h("table", { class: "sfp-matrix" });
    this.element = h(
      "div",
      { class: "sfp-matrix-box" },
      h("div", { class: "sfp-caption" }, this.title, this.kind.element),
      h("div", { class: "sfp-scroll" }, this.body)
    );
  }
  // Follows the session. Rows being mended stay as they were typed.
  update() {
    const { names, matrix, continuous } = this.session.values;
    const isEmbedded = continuous && this.#embedded;
    this.kind.element.hidden = !continuous;
    this.kind.update(isEmbedded ? "jumps" : "rates");
    const title = isEmbedded ? "Embedded chain: where a jump leads" : `${continuous ? "Rate matrix Q" : "Transition matrix P"}: from row to column`;
    this.title.textContent = title;
    const layout = JSON.stringify([names, continuous, isEmbedded, matrix.length]);
    if (layout !== this.layout) {
      this.layout = layout;
      this.#build(title);
    }
    const entries = isEmbedded ? this.session.chain.P : matrix;
    entries.forEach((row2, i) => this.#rows[i].follow(row2));
  }
  #build(title) {
    const { names, continuous } = this.session.values;
    const isFixed = continuous && this.#embedded;
    const heads = names.map((name) => h("th", { scope: "col", title: name }, h("span", {}, name)));
    this.#rows = names.map((_, i) => new Row(this.session, i, isFixed));
    this.body.style.setProperty("--states", names.length);
    const { activeElement } = document;
    const focus = this.body.contains(activeElement) ? activeElement.ariaLabel : null;
    this.body.replaceChildren(
      h("caption", { class: "sfp-unseen" }, title),
      h("thead", {}, h("tr", {}, h("td"), ...heads)),
      h("tbody", {}, ...this.#rows.flatMap((row2) => row2.elements))
    );
    if (focus) this.body.querySelector(`[aria-label="${CSS.escape(focus)}"]`)?.focus();
  }
};
var Row = class {
  constructor(session, i, isFixed) {
    Object.assign(this, { session, i, isFixed, row: null });
    const { names, continuous } = session.values;
    this.note = h("span", { id: uniqueId("row") });
    this.name = h("input", {
      type: "text",
      class: "sfp-name",
      value: names[i],
      maxlength: MAX_NAME,
      "aria-label": `Name of state ${i}`,
      onchange: () => this.#rename()
    });
    this.cells = names.map(
      (name, j) => isFixed || continuous && i === j ? h("output", { "aria-label": `${names[i]} to ${name}` }) : h("input", {
        type: "text",
        inputmode: "decimal",
        autocomplete: "off",
        "aria-label": `${names[i]} to ${name}`,
        "aria-describedby": this.note.id,
        onchange: () => this.#take()
      })
    );
    this.mend = button("Normalise", () => this.#normalise());
    this.problem = h(
      "tr",
      { class: "sfp-problem", hidden: true },
      h("td", { colspan: names.length + 1 }, this.note, " ", this.mend)
    );
    const head2 = h("th", { scope: "row" }, isFixed ? h("span", {}, names[i]) : this.name);
    this.elements = [
      h("tr", {}, head2, ...this.cells.map((cell) => h("td", {}, cell))),
      this.problem
    ];
  }
  // Shows this row, unless it is the one that is being mended.
  follow(row2) {
    if (this.row && same(row2, this.row)) return;
    this.row = row2;
    this.#show(row2);
    this.#tell("");
  }
  #show(values) {
    this.shown = values.map((value) => this.isFixed ? fixed(value, 3) : shown2(value));
    this.cells.forEach((cell, j) => cell.value = this.shown[j]);
  }
  // What stands in the row: an untouched cell counts with all its digits.
  #typed() {
    return this.cells.map(
      (cell, j) => cell.value === this.shown[j] ? this.row[j] : readEntry(cell.value)
    );
  }
  #take() {
    const { continuous, matrix } = this.session.values;
    const typed = this.#typed();
    const whole2 = matrix.map((row2, k) => k === this.i ? typed : row2);
    const candidate = continuous ? withDiagonal(whole2) : whole2;
    try {
      if (continuous) checkRates(candidate);
      else checkMatrix(candidate);
    } catch (error) {
      this.#tell(error.message);
      const canBeScaled = typed.every((value) => value >= 0) && sum(typed) > 0;
      this.mend.hidden = continuous || !canBeScaled || !Number.isFinite(sum(typed));
      return;
    }
    this.#tell("");
    if (!this.session.change({ matrix: candidate })) this.#show(this.row);
  }
  #normalise() {
    const typed = this.#typed();
    const total = sum(typed);
    const { matrix } = this.session.values;
    const scaled = typed.map((value) => value / total);
    this.row = null;
    this.session.change({ matrix: matrix.map((row2, k) => k === this.i ? scaled : row2) });
    this.cells[0].focus();
  }
  #rename() {
    const { names } = this.session.values;
    const name = this.name.value.trim();
    const renamed = names.map((old, k) => k === this.i ? name.replaceAll(",", " ") : old);
    if (!this.session.change({ names: renamed })) this.name.value = names[this.i];
  }
  #tell(words) {
    const name = this.session.values.names[this.i];
    this.problem.hidden = words === "";
    this.note.textContent = words && `${words} (row “${name}”).`;
    this.note.setAttribute("role", words ? "alert" : "none");
    this.elements[0].classList.toggle("sfp-wrong", words !== "");
    for (const cell of this.cells) cell.ariaInvalid = words ? "true" : null;
  }
};

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
var MARGIN2 = { left: 34, right: 8, top: 8, bottom: 20 };
function paintAxes(layer, colours, across, up, { labels = null, margin = {} } = {}) {
  const { pen, width, height } = layer;
  const room = { ...MARGIN2, ...margin };
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

// coursekit/widgets/js/markov/path.js
var STEPS = 60;
var LAWS = 600;
var DASHES = [[], [6, 3], [2, 3], [8, 3, 2, 3]];
var LABEL_ROOM = 74;
var Path = class {
  #layer = new Layer({ role: "img" });
  constructor(session) {
    this.session = session;
    this.element = h("div", { class: "sfp-path" }, this.#layer.canvas);
  }
  describe(words) {
    this.#layer.canvas.setAttribute("aria-label", words);
  }
  resize() {
    this.#layer.resize(this.element.clientWidth, this.element.clientHeight);
  }
  paint() {
    if (this.#layer.width === 0 || !this.colours) return;
    if (this.session.values.view === "walk") this.#paintWalk();
    else this.#paintLaws();
  }
  #paintWalk() {
    const { session } = this;
    const { names, continuous } = session.values;
    const { times, states } = session.walk;
    const first = Math.max(session.n - STEPS, 0);
    const from = times[first];
    const until = continuous ? session.now : times[session.n];
    const most = Math.max(until, continuous ? 5 / session.chain.clock : from + STEPS);
    const rows = [names.length - 0.6, -0.4];
    const { toX, toY } = paintAxes(this.#layer, this.colours, [from, most], rows, {
      labels: names,
      margin: { left: LABEL_ROOM }
    });
    const { pen } = this.#layer;
    pen.strokeStyle = pen.fillStyle = this.colours.c2;
    pen.lineWidth = 1.75;
    pen.beginPath();
    const last = session.phase < 1 && session.n > 0 && continuous ? session.n - 1 : session.n;
    for (let k = first; k <= last; k++) {
      pen.lineTo(toX(times[k]), toY(states[k]));
      if (continuous) pen.lineTo(toX(k < last ? times[k + 1] : until), toY(states[k]));
    }
    pen.stroke();
    if (continuous) return;
    for (let k = first; k <= last; k++) {
      pen.beginPath();
      pen.arc(toX(times[k]), toY(states[k]), 2.5, 0, 2 * Math.PI);
      pen.fill();
    }
  }
  #paintLaws() {
    const { session, colours } = this;
    const { names } = session.values;
    const { laws, n } = session;
    const steps2 = Math.max(n, 20);
    const { toX, toY } = paintAxes(this.#layer, colours, [0, steps2 * laws.tick], [0, 1], {
      margin: { right: LABEL_ROOM }
    });
    const { pen } = this.#layer;
    const stride = Math.ceil(n / LAWS) || 1;
    pen.lineWidth = 1.75;
    const ends = names.map((name, i) => ({ name, i, y: toY(laws.at(n)[i]) }));
    for (const { i } of ends) {
      pen.strokeStyle = colours[`c${i % 5 + 1}`];
      pen.setLineDash(DASHES[i % DASHES.length]);
      pen.beginPath();
      for (let k = 0; k <= n; k += stride) pen.lineTo(toX(k * laws.tick), toY(laws.at(k)[i]));
      pen.lineTo(toX(n * laws.tick), toY(laws.at(n)[i]));
      pen.stroke();
    }
    pen.setLineDash([]);
    pen.textAlign = "left";
    pen.textBaseline = "middle";
    for (const { name, i, y } of apart(ends, 13, toY(0))) {
      pen.fillStyle = colours[`c${i % 5 + 1}`];
      pen.fillText(name, toX(n * laws.tick) + 6, y, LABEL_ROOM - 8);
    }
  }
};
function apart(labels, gap, lowest) {
  let last = lowest + gap;
  return labels.toSorted((a, b) => b.y - a.y).map((label) => {
    last = Math.min(label.y, last - gap);
    return { ...label, y: last };
  });
}

// coursekit/widgets/js/markov/shares.js
var HEADS = { walk: "Share so far", time: "Share of time", law: "Law now" };
var Shares = class {
  #cells = [];
  constructor(session) {
    this.session = session;
    this.body = h("table", { class: "sfp-shares" });
    this.distance = h("p", { class: "sfp-caption" });
    this.element = h("div", {}, this.body, this.distance);
  }
  get head() {
    const { view, continuous } = this.session.values;
    return HEADS[view === "law" ? "law" : continuous ? "time" : "walk"];
  }
  // Follows the chain.
  update() {
    const { names, continuous } = this.session.values;
    const { pi, rate, visits } = this.session.chain;
    const heads = ["", this.head, "Settles at"];
    if (continuous) heads.push("Mean stay", "Visits");
    this.#cells = names.map(() => ({ bar: h("i"), share: h("td") }));
    const rows = names.map((name, i) => {
      const mark = h("b", { hidden: !pi });
      if (pi) mark.style.left = `${100 * pi[i]}%`;
      const { bar, share } = this.#cells[i];
      const further = continuous ? [rate[i] > 0 ? stay(1 / rate[i]) : "for ever", visits ? fixed(visits[i], 3) : "–"] : [];
      return h(
        "tr",
        {},
        h("th", { scope: "row" }, name),
        h("td", { class: "sfp-bar", "aria-hidden": "true" }, h("div", {}, bar, mark)),
        share,
        h("td", {}, pi ? fixed(pi[i], 3) : "–"),
        ...further.map((words) => h("td", {}, words))
      );
    });
    this.body.replaceChildren(
      h("caption", { class: "sfp-unseen" }, `${this.head} and the stationary law, by state`),
      h(
        "thead",
        {},
        h(
          "tr",
          {},
          h("th", { scope: "col", class: "sfp-first" }, "State"),
          h("td", { "aria-hidden": "true" }),
          ...heads.slice(1).map((words) => h("th", { scope: "col" }, words))
        )
      ),
      h("tbody", {}, ...rows)
    );
    this.paint();
  }
  // Follows the moment that is shown: called every frame.
  paint() {
    const { shares, chain } = this.session;
    this.#cells.forEach(({ bar, share }, i) => {
      bar.style.width = `${100 * (shares?.[i] ?? 0)}%`;
      share.textContent = fixed(shares?.[i] ?? NaN, 3);
    });
    this.distance.textContent = remark(shares, chain.pi);
  }
  // The same in words.
  describe() {
    const { shares } = this.session;
    const { names } = this.session.values;
    if (!shares) return "No step yet.";
    const parts = names.map((name, i) => `${name} ${fixed(shares[i], 2)}`);
    return `${this.head}: ${parts.join(", ")}.`;
  }
};
function remark(shares, pi) {
  if (!pi) return "No mark: there is no single law in which it settles.";
  if (!shares) return "Play, or step on, to fill the bars.";
  const distance2 = fixed(totalVariation(shares, pi), 3);
  return `Distance (total variation) from the law it settles in: ${distance2}`;
}
var stay = (value) => String(Number(value.toPrecision(3)));

// coursekit/widgets/js/markov/words.js
var NO_PERIOD = "None: in continuous time a chain may always stay a little longer.";
var BOTH_WAYS = "Reversible: between any two states, as much flows one way as the other.";
var ONE_WAY = "Not reversible: a film of it, run backwards, looks different.";
var list = (names) => names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
var group = (names) => `{${names.join(", ")}}`;
function describe2({ names, matrix, continuous }, chain) {
  const { label, closed } = classes(chain.P);
  const members = closed.map((_, k) => names.filter((_2, i) => label[i] === k));
  if (closed.length > 1) return reducible(members, closed);
  return [
    ["Classes", "One: every state reaches every other. The chain is irreducible."],
    ["Period", continuous ? NO_PERIOD : periodInWords(chain.P, names)],
    ["Backwards", isReversible(matrix, chain.pi) ? BOTH_WAYS : ONE_WAY]
  ];
}
function periodInWords(P, names) {
  const { period, level } = periodAndLevels(P);
  if (period === 1) return "1: aperiodic, so the law settles.";
  const phases = Array.from(
    { length: period },
    (_, k) => group(names.filter((_2, i) => level[i] % period === k))
  );
  return `${period}: it cycles through ${list(phases)}, and the law never settles.`;
}
function reducible(members, closed) {
  const named = members.map((names, k) => `${group(names)} ${closed[k] ? "closed" : "open"}`);
  const ends = members.filter((_, k) => closed[k]);
  const fate = ends.length === 1 ? `Sooner or later it is in ${group(ends[0])} and stays there: one stationary law.` : `It ends in ${ends.map(group).join(" or ")}: no single stationary law.`;
  return [
    ["Classes", `${members.length}: ${list(named)}. The chain is not irreducible.`],
    ["In the end", fate]
  ];
}

// coursekit/widgets/js/markov_chain_explorer.js
var BIG = 4;
var HINTS = [
  "Drag a state to move it. Pull the dot on an arrow to make the arrow more or less likely: the rest of its row keeps its proportions. Choose “draws an arrow”, and drag from state to state; end where you began for an arrow back to itself.",
  "In the matrix, type numbers or fractions such as 1/3. Names can be typed over. The same settings always show the same walk.",
  "A dashed outline marks a state that the chain leaves for ever."
];
var KEYS = [
  ["Arrows", "on a state: move it (with Shift, further); on an arrow: more or less of it"],
  ["Page Up, Page Down", "on an arrow: a tenth more or less"],
  ["Enter", "on a state: begin an arrow, then Enter on another ends it; Escape leaves"],
  ["Delete", "remove the state or the arrow"],
  ["Space", "play or pause"],
  ["n b", "step on or back"]
];
var markov_chain_explorer_default = { render: (props) => show(props, Session, View) };
var View = class {
  constructor(session) {
    this.session = session;
    this.status = h("p", { class: "sfp-unseen", role: "status" });
    this.graph = new Graph(session, (words) => this.status.textContent = words);
    this.matrix = new Matrix(session);
    this.shares = new Shares(session);
    this.path = new Path(session);
    this.note = h("p", { class: "sfp-note", role: "alert" });
    this.caption = h("div", { class: "sfp-caption" });
    this.words = h("dl");
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
        this.path.colours = colours;
        this.path.paint();
      },
      resize: () => this.#resize(),
      news: (what) => this.#follow(what),
      first: ["chain", "settings", "note"]
    });
  }
  #layOut() {
    const { session } = this;
    const presets = Object.entries(session.presets).map(([key, { label }]) => [key, label]);
    const options = { ...Object.fromEntries(presets), edited: "Edited" };
    this.preset = choice("Chain", options, (key) => session.choose(key));
    this.preset.input.lastChild.disabled = true;
    const time = { false: "Discrete", true: "Continuous" };
    this.time = switches("Time", time, (chosen) => session.setContinuous(chosen === "true"));
    const views = { walk: "One walk", law: "The law" };
    this.view = switches("Show", views, (view) => session.change({ view, n: 0 }));
    this.seed = seedControls(session, "Next seed");
    this.begin = h("select", { onchange: () => session.change({ start: this.begin.value }) });
    const ways = { move: "moves it", draw: "draws an arrow" };
    this.drag = switches("Dragging a state", ways, (what) => {
      this.graph.draws = what === "draw";
      this.drag.update(what);
    });
    this.drag.update("move");
    this.add = button("Add a state", () => session.addState());
    this.flows = button("Widths: flows", () => session.change({ flows: !session.values.flows }));
    this.flows.title = "Arrows as wide as what flows through them in the stationary law";
    const keysId = uniqueId("keys");
    this.graph.element.setAttribute("aria-describedby", keysId);
    const begin = field("Start", this.begin);
    begin.classList.add("sfp-begin");
    return h(
      "div",
      {
        class: "sfp sfp-chain",
        role: "group",
        "aria-label": "Markov chain explorer",
        "data-lm-suppress-shortcuts": "true"
        // JupyterLab would take the keys otherwise
      },
      h("div", { class: "sfp-row" }, this.preset.element, this.time.element, this.view.element),
      h("div", { class: "sfp-row" }, begin, ...this.seed.elements, this.flows),
      this.note,
      h(
        "div",
        { class: "sfp-body" },
        h(
          "div",
          { class: "sfp-picture" },
          h("div", { class: "sfp-stage" }, this.graph.element),
          h(
            "div",
            { class: "sfp-row sfp-tools" },
            h("span", { class: "sfp-caption" }, "Dragging a state"),
            this.drag.element,
            this.add
          )
        ),
        h("div", { class: "sfp-side" }, this.matrix.element, this.words),
        this.transport.element,
        this.shares.element,
        h("div", {}, this.caption, this.path.element)
      ),
      help(HINTS, "Keys, while a state or an arrow has the focus:", KEYS, keysId),
      this.status
    );
  }
  #resize() {
    if (!this.graph.resize()) return;
    this.path.resize();
    this.path.paint();
    this.#describe();
  }
  #follow(what) {
    if (what === "chain") this.#showChain();
    if (what === "settings") this.#showSettings();
    if (what === "note") this.note.textContent = this.session.note;
    if (what === "cursor") {
      this.graph.paint();
      this.shares.paint();
      this.path.paint();
      this.transport.moved();
      this.#describe();
    }
  }
  #showChain() {
    const { session } = this;
    const { names, matrix, continuous, view } = session.values;
    this.root.classList.toggle("sfp-big", matrix.length > BIG);
    this.graph.update();
    this.matrix.update();
    this.shares.update();
    this.path.paint();
    const sentences = describe2(session.values, session.chain);
    this.words.replaceChildren(
      ...sentences.flatMap(([term, words]) => [h("dt", {}, term), h("dd", {}, words)])
    );
    const unit = continuous ? "time" : "steps";
    this.caption.textContent = view === "walk" ? `The walk, by ${unit}` : `Probability of each state, by ${unit}`;
    if (names.join() !== this.begun) {
      this.begun = names.join();
      this.begin.replaceChildren(...names.map((name, i) => h("option", { value: i }, name)));
    }
    this.transport.moved();
    this.#describe();
  }
  #showSettings() {
    const { session } = this;
    const { values, chain } = session;
    this.preset.input.value = session.preset;
    this.time.update(String(values.continuous));
    this.view.update(values.view);
    this.seed.update();
    this.begin.value = values.start;
    this.add.disabled = values.matrix.length >= MAX_STATES;
    this.flows.disabled = !chain.pi;
    this.flows.setAttribute("aria-pressed", values.flows);
    this.transport.update();
    this.#describe();
  }
  #moment() {
    const { n, length, now } = this.session;
    const { continuous } = this.session.values;
    const time = continuous ? `, time ${Number(now.toPrecision(3))}` : "";
    return `${n === length ? n : `${n} of ${length}`}${time}`;
  }
  // Puts what the pictures show in words; while playing that would be a stream of talk.
  #describe() {
    const { session } = this;
    if (session.playing) return;
    const { names, view } = session.values;
    const state = names[session.walk.states[session.n]];
    const where = view === "walk" ? ` The walk is in ${state}.` : "";
    const words = `Step ${this.#moment()}.${where} ${this.shares.describe()}`;
    if (this.status.textContent !== words) this.status.textContent = words;
    this.graph.describe(`The chain: ${names.length} states, ${names.join(", ")}.${where}`);
    this.path.describe(`${this.caption.textContent}. ${words}`);
  }
};
export {
  markov_chain_explorer_default as default
};
