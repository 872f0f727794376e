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

// coursekit/widgets/js/kit/settings.js
var SettingError = class extends Error {
};
function wanted(what, got) {
  throw new SettingError(`must be ${what}, got ${JSON.stringify(got)}`);
}
function toNumber(value) {
  return typeof value === "string" && value.trim() === "" ? NaN : Number(value);
}
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
var sessions = /* @__PURE__ */ new WeakMap();
function sessionOf(model, make) {
  if (!sessions.has(model)) sessions.set(model, make(model));
  return sessions.get(model);
}

// coursekit/widgets/js/half/session.js
var NAME = "half";
var IN_ADDRESS = ["digit", "mask", "draw"];
var Session = class {
  #listeners = /* @__PURE__ */ new Set();
  #addressName = null;
  #defaults;
  constructor(model) {
    this.model = model;
    const { sizes, data } = model.get("pictures");
    const [n, m, k, draws, ...size] = sizes;
    Object.assign(this, { n, draws, size, pixels: size[0] * size[1], note: "" });
    this.masks = model.get("masks");
    this.models = model.get("models");
    this.labels = model.get("labels");
    this.read = model.get("read");
    this.bytes = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
    this.counts = { m, k };
    this.kinds = {
      digit: whole(0, n - 1),
      mask: whole(0, m - 1),
      draw: whole(0, draws - 1),
      guess: whole(-1, 9),
      shown: flag,
      revealed: flag
    };
    this.values = this.#held();
    this.#defaults = { ...this.values };
    if (model.isStatic) this.#readAddress();
    model.on("change", () => queueMicrotask(() => this.#hear()));
  }
  subscribe(listener) {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
  // Changes settings. A new digit or mask is a new question: guess and answers are put away.
  change(changes) {
    const read = Object.entries(changes).map(([key, value]) => [key, this.kinds[key].read(value)]);
    const next = { ...this.values, ...Object.fromEntries(read) };
    const { digit, mask } = this.values;
    if (next.digit !== digit || next.mask !== mask) {
      Object.assign(next, { guess: -1, shown: false, revealed: false, draw: 0 });
    }
    this.values = next;
    this.note = "";
    this.#report();
    this.#emit();
  }
  guess(guess) {
    this.change({ guess, shown: true });
  }
  go(by) {
    this.change({ digit: (this.values.digit + by + this.n) % this.n });
  }
  toggleTruth() {
    this.change({ revealed: !this.values.revealed });
  }
  truth() {
    return this.#picture(this.values.digit);
  }
  hidden() {
    return this.#picture(this.n + this.values.mask);
  }
  answer(model) {
    return this.#picture(this.n + this.counts.m + this.#place(model, this.values.draw));
  }
  // Which digit a classifier reads in a draw of a model's answer.
  reading(model, draw) {
    return this.read[this.#place(model, draw)];
  }
  #place(model, draw) {
    const { digit, mask } = this.values;
    return ((mask * this.counts.k + model) * this.n + digit) * this.draws + draw;
  }
  #picture(place) {
    return this.bytes.subarray(place * this.pixels, (place + 1) * this.pixels);
  }
  #held() {
    return Object.fromEntries(Object.keys(this.kinds).map((key) => [key, this.model.get(key)]));
  }
  #hear() {
    const held = this.#held();
    if (JSON.stringify(held) === JSON.stringify(this.values)) return;
    const { digit, mask } = this.values;
    this.values = held;
    if (held.digit !== digit || held.mask !== mask) {
      Object.assign(this.values, { guess: -1, shown: false, revealed: false });
      this.#report();
    }
    this.#emit();
  }
  #report() {
    this.model.set({ ...this.values });
    this.model.save_changes();
    if (this.#addressName) {
      const shared = Object.fromEntries(IN_ADDRESS.map((key) => [key, this.values[key]]));
      writeAddress(this.#addressName, shared, this.#defaults);
    }
  }
  #readAddress() {
    const { place } = this.model;
    this.#addressName = place > 1 ? `${NAME}${place}` : NAME;
    const kinds = Object.fromEntries(IN_ADDRESS.map((key) => [key, this.kinds[key]]));
    const { values, notes } = readAddress(this.#addressName, kinds);
    Object.assign(this.values, values);
    this.note = notes.join(" ");
  }
  #emit() {
    for (const listener of this.#listeners) listener();
  }
};

// coursekit/widgets/js/half/words.js
function pictureWords(session) {
  const { digit, mask, revealed, draw } = session.values;
  const label = session.labels[digit];
  const part = session.masks[mask].toLowerCase();
  return {
    truth: revealed ? { caption: `It is a ${label}.`, words: `The whole digit: a ${label}.` } : { caption: "What is seen", words: `A digit, ${part} hidden.` },
    answers: session.models.map((name, k) => {
      const read = session.reading(k, draw);
      return {
        caption: `reads as a ${read}`,
        words: `${name}, draw ${draw + 1}: a digit that a classifier reads as a ${read}.`
      };
    })
  };
}
function account(session) {
  const { digit, guess, shown, revealed } = session.values;
  if (!shown) return "Guess first: press a number, here or on the keyboard.";
  const guessed = guess < 0 ? "" : `You say ${guess}. `;
  const models = session.models.map((name, k) => `${name}: ${readings(session, k)}`).join("; ");
  const label = session.labels[digit];
  const verdict = !revealed ? "" : guess < 0 ? ` It is a ${label}.` : verdictOn(guess, label);
  return `${guessed}Over ${session.draws} draws, ${models}.${verdict}`;
}
function verdictOn(guess, label) {
  return guess === label ? ` It is a ${label}: you are right.` : ` It is a ${label}, not a ${guess}.`;
}
function readings(session, k) {
  const read = Array.from({ length: session.draws }, (_, draw) => session.reading(k, draw));
  if (read.length === 1) return String(read[0]);
  return `${read.slice(0, -1).join(", ")} and ${read.at(-1)}`;
}

// coursekit/widgets/js/half_a_digit.js
var HINTS = [
  "Grey stands for what is hidden. Say which digit it is before the models do: they saw no more than you.",
  "Where the seen part settles the digit, draws should agree; where it does not, they should differ. Under each answer stands what a classifier reads in it."
];
var KEYS = [
  ["0 to 9", "guess"],
  ["n b", "the next digit, the one before"],
  ["m", "hide another part"],
  ["d", "another draw"],
  ["r", "reveal the truth, or hide it"]
];
function render({ model, el }) {
  const session = sessionOf(model, (it) => new Session(it));
  const view = new View(session);
  el.append(view.root);
  return view.start();
}
var half_a_digit_default = { render };
var View = class {
  constructor(session) {
    this.session = session;
    this.note = h("p", { class: "sfp-note", role: "alert" });
    this.account = h("p", { class: "sfp-account", role: "status" });
    this.truth = new Picture("");
    this.answers = session.models.map((name) => new Picture(name));
    this.root = this.#layOut();
  }
  // Begins to follow the session and the theme. Returns a function that ends it.
  start() {
    const stops = [
      followTheme(this.root, (colours) => {
        this.colours = colours;
        this.#update();
      }),
      this.session.subscribe(() => this.#update())
    ];
    return () => stops.forEach((stop) => stop());
  }
  #layOut() {
    const { session } = this;
    const count2 = (n) => Object.fromEntries(Array.from({ length: n }, (_, k) => [k, String(k + 1)]));
    const set = (key) => (value) => session.change({ [key]: value });
    this.digit = choice("Digit", count2(session.n), set("digit"));
    this.mask = choice("Hidden", { ...session.masks }, set("mask"));
    this.draw = switches("Draw", count2(session.draws), set("draw"));
    this.guess = switches(
      "Your guess",
      Object.fromEntries(Array.from({ length: 10 }, (_, k) => [k, String(k)])),
      (guess) => session.guess(guess)
    );
    this.skip = button("Show me without guessing", () => session.change({ shown: true }));
    this.reveal = button("Reveal the truth", () => session.toggleTruth());
    this.reveal.classList.add("sfp-main");
    const keysId = uniqueId("keys");
    const caption = (words) => h("span", { class: "sfp-caption", "aria-hidden": "true" }, words);
    this.drawRow = h("div", { class: "sfp-labelled" }, caption("Draw"), this.draw.element);
    const root = h(
      "div",
      {
        class: "sfp sfp-half",
        role: "group",
        "aria-label": "Half a digit",
        "data-lm-suppress-shortcuts": "true"
        // JupyterLab would take the keys otherwise
      },
      h("div", { class: "sfp-row" }, this.digit.element, this.mask.element, button("Next digit", () => session.go(1))),
      this.note,
      h("div", { class: "sfp-labelled sfp-guess" }, caption("Which digit is it?"), this.guess.element),
      h("div", { class: "sfp-pictures" }, this.truth.element, ...this.answers.map(({ element }) => element)),
      h("div", { class: "sfp-row" }, this.drawRow, this.skip, this.reveal),
      this.account,
      help(HINTS, "Keys, while something in here has the focus:", KEYS, keysId)
    );
    onKeys(root, (event) => this.#keys(event));
    return root;
  }
  #keys({ target }) {
    if (target.tagName === "SELECT") return {};
    const { session } = this;
    const guesses = Array.from({ length: 10 }, (_, k) => [k, () => session.guess(k)]);
    return {
      ...Object.fromEntries(guesses),
      n: () => session.go(1),
      b: () => session.go(-1),
      m: () => session.change({ mask: (session.values.mask + 1) % session.masks.length }),
      d: () => session.values.shown && session.change({ draw: (session.values.draw + 1) % session.draws }),
      r: () => session.values.shown && session.toggleTruth()
    };
  }
  #update() {
    const { session, colours } = this;
    const { values } = session;
    this.note.textContent = session.note;
    this.digit.input.value = values.digit;
    this.mask.input.value = values.mask;
    this.draw.update(String(values.draw));
    this.guess.update(String(values.guess));
    this.drawRow.hidden = !values.shown;
    this.skip.hidden = values.shown;
    this.reveal.hidden = !values.shown;
    this.reveal.textContent = values.revealed ? "Hide the truth" : "Reveal the truth";
    const seen = pictureWords(session);
    const whole2 = values.revealed ? null : session.hidden();
    this.truth.show(session.truth(), whole2, session.size, colours, seen.truth);
    this.answers.forEach((picture, k) => {
      picture.element.hidden = !values.shown;
      picture.show(session.answer(k), null, session.size, colours, seen.answers[k]);
    });
    const said = account(session);
    if (this.account.textContent !== said) this.account.textContent = said;
  }
};
var Picture = class {
  constructor(name) {
    this.name = name;
    this.canvas = h("canvas", { role: "img" });
    this.caption = h("p", { class: "sfp-caption" });
    this.element = h("figure", {}, this.canvas, this.caption);
  }
  show(pixels, hidden, [height, width], colours, { caption, words }) {
    Object.assign(this.canvas, { width, height });
    const pen = this.canvas.getContext("2d");
    const image = pen.createImageData(width, height);
    const [paper, ink, veil] = [colours.bg, colours.fg, colours.grid].map(rgb);
    for (let p = 0; p < pixels.length; p++) {
      const share = pixels[p] / 255;
      for (let c = 0; c < 3; c++) {
        image.data[4 * p + c] = hidden?.[p] ? veil[c] : paper[c] + share * (ink[c] - paper[c]);
      }
      image.data[4 * p + 3] = 255;
    }
    pen.putImageData(image, 0, 0);
    this.canvas.setAttribute("aria-label", words);
    this.caption.replaceChildren(...this.name ? [h("b", {}, this.name), " "] : [], caption);
  }
};
function rgb(colour) {
  return [1, 3, 5].map((from) => parseInt(colour.slice(from, from + 2), 16));
}
export {
  half_a_digit_default as default
};
