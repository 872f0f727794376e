// MCMCExplorer: random-walk Metropolis on the plane, to be watched, stopped and taken apart.

import "./mcmc_explorer.css";
import { mean } from "./algorithms/diagnostics.js";
import { h, uniqueId } from "./kit/dom.js";
import { followTheme } from "./kit/theme.js";
import { button, settingControls, transportControls } from "./mcmc/controls.js";
import { Picture } from "./mcmc/picture.js";
import { fixed, inWords, Readings } from "./mcmc/readings.js";
import { sessionOf } from "./mcmc/session.js";
import { Traces } from "./mcmc/traces.js";

const COORDINATES = ["x", "y"];
const ZOOM = 1.5; // factor of one press
const FAR = 100; // draws that Shift and an arrow go
const KEYS = [
  ["Space", "play or pause"],
  ["→ ←", `step on or back; with Shift, ${FAR} draws`],
  ["Home End", "first or newest draw"],
  ["+ − 0", "zoom in, out, back"],
  ["Enter", "choose a start: arrows move the cross, Enter starts a chain there, Escape leaves"],
];

function render({ model, el }) {
  const session = sessionOf(model);
  const view = new View(session);
  el.append(view.root);
  return view.start();
}

export default { render };

class View {
  constructor(session) {
    this.session = session;
    this.picture = new Picture(session);
    this.traces = new Traces(session);
    this.readings = new Readings(session, (readings) => this.#showReadings(readings));
    this.note = h("p", { class: "sfp-note", role: "alert", id: uniqueId("note") });
    this.settings = settingControls(session, this.note.id);
    this.transport = transportControls(session, () => this.#toggle());
    this.status = h("p", { class: "sfp-unseen", role: "status" });
    this.root = this.#layOut();
  }

  // Begins to follow the session, the theme and the size. Returns a function that ends it.
  start() {
    const stops = [
      followTheme(this.root, (colours) => this.#recolour(colours)),
      this.session.subscribe((what) => this.#follow(what)),
    ];
    const sizes = new ResizeObserver(() => this.#resize());
    sizes.observe(this.root);
    this.#showCoordinate("x");
    this.#follow("settings");
    this.#follow("note");
    return () => {
      stops.forEach((stop) => stop());
      sizes.disconnect();
      this.readings.stop();
      this.session.pause();
    };
  }

  #layOut() {
    const { picture, traces } = this;
    const helpId = uniqueId("help");
    const stage = h(
      "div",
      {
        class: "sfp-stage",
        role: "application",
        tabindex: 0,
        "aria-label": "The target and the chains",
        "aria-describedby": helpId,
        onkeydown: (event) => this.#onKey(event),
      },
      picture.frame,
    );
    picture.frame.addEventListener("click", (event) => this.#place(picture.pointAt(event)));
    this.coordinates = COORDINATES.map((name) => button(name, () => this.#showCoordinate(name)));
    const zoom = (name, sign, factor) => {
      const control = button(sign, () => this.#zoom(factor));
      control.setAttribute("aria-label", name);
      return control;
    };
    return h(
      "div",
      {
        class: "sfp-mcmc",
        role: "group",
        "aria-label": "MCMC explorer",
        "data-lm-suppress-shortcuts": "true", // JupyterLab would take the keys otherwise
      },
      this.settings.element,
      this.note,
      h(
        "div",
        { class: "sfp-body" },
        h(
          "div",
          { class: "sfp-figure" },
          picture.above,
          stage,
          picture.beside,
          h(
            "div",
            { class: "sfp-zoom" },
            zoom("Zoom in", "+", 1 / ZOOM),
            zoom("Zoom out", "−", ZOOM),
          ),
        ),
        this.transport.element,
        h(
          "div",
          { class: "sfp-side" },
          this.readings.table,
          h(
            "div",
            { class: "sfp-caption" },
            "Trace",
            h(
              "div",
              { class: "sfp-group", role: "group", "aria-label": "Coordinate" },
              ...this.coordinates,
            ),
          ),
          traces.trace,
          h("div", { class: "sfp-caption" }, "Autocorrelation by lag"),
          traces.lags,
        ),
      ),
      legend(),
      help(helpId),
      this.status,
    );
  }

  #recolour(colours) {
    this.picture.colours = this.traces.colours = colours;
    this.#paint();
  }

  #resize() {
    if (!this.picture.resize()) return; // not on the screen yet
    this.traces.resize();
    this.#paint();
  }

  #paint() {
    this.picture.paintAll();
    this.traces.paint(this.picture.view);
    this.traces.paintLags();
  }

  #follow(what) {
    if (what === "run") {
      this.traces.forget();
      this.#paint();
    }
    if (what === "cursor") {
      this.picture.paint();
      this.traces.paint(this.picture.view);
    }
    if (what === "run" || what === "cursor") {
      this.transport.moved();
      this.readings.refresh();
    }
    if (what === "settings") {
      this.settings.update();
      this.transport.update();
      this.readings.refresh();
    }
    if (what === "note") this.note.textContent = this.session.note;
  }

  #showReadings(readings) {
    this.lastReadings = readings;
    this.traces.correlations = readings.correlations[COORDINATES.indexOf(this.traces.coordinate)];
    this.traces.paintLags();
    if (!this.session.playing) this.#say(readings);
  }

  // Puts what the pictures show in words; while playing that would be a stream of talk.
  #say(readings) {
    const { target } = this.session;
    const words = inWords(readings);
    if (this.status.textContent !== words) this.status.textContent = words;
    this.picture.describe(`${target.label}: density with the chains on it. ${words}`);
    const name = this.traces.coordinate;
    this.traces.describe(
      `Trace of ${name}. ${words}`,
      `Autocorrelation of ${name} by lag. ${lagsInWords(this.traces)}`,
    );
  }

  #toggle() {
    if (this.session.playing) this.session.pause();
    else this.session.play();
  }

  #showCoordinate(coordinate) {
    this.traces.coordinate = coordinate;
    COORDINATES.forEach((name, i) => {
      this.coordinates[i].setAttribute("aria-pressed", name === coordinate);
    });
    this.traces.paint(this.picture.view);
    if (this.lastReadings) this.#showReadings(this.lastReadings);
  }

  #zoom(factor) {
    this.picture.zoom = factor ? this.picture.zoom * factor : 1;
    this.#paint();
  }

  // Starts a chain at a point; if the explorer was playing, it plays on from there.
  #place(point) {
    this.picture.crosshair = null;
    this.session.startAt(point.map((value) => Number(value.toPrecision(4))));
  }

  #onKey(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const done = this.picture.crosshair ? this.#moveCrosshair(event) : this.#command(event);
    if (!done) return;
    event.preventDefault();
    event.stopPropagation();
  }

  // Whether the key had a meaning.
  #command({ key, shiftKey }) {
    const { session } = this;
    const commands = {
      " ": () => this.#toggle(),
      ArrowRight: () => (shiftKey ? session.moveTo(session.n + FAR) : session.step()),
      ArrowLeft: () => session.moveTo(session.n - (shiftKey ? FAR : 1)),
      Home: () => session.moveTo(0),
      End: () => session.moveTo(session.run.length),
      "+": () => this.#zoom(1 / ZOOM),
      "-": () => this.#zoom(ZOOM),
      0: () => this.#zoom(null),
      Enter: () => this.#showCrosshair(),
    };
    if (!Object.hasOwn(commands, key)) return false;
    commands[key]();
    return true;
  }

  #showCrosshair() {
    const [left, right, bottom, top] = this.picture.view;
    this.#setCrosshair([(left + right) / 2, (bottom + top) / 2]);
  }

  #moveCrosshair({ key, shiftKey }) {
    const [left, right, bottom, top] = this.picture.view;
    const share = shiftKey ? 1 / 10 : 1 / 40;
    const [x, y] = this.picture.crosshair;
    const [dx, dy] = [(right - left) * share, (top - bottom) * share];
    const moves = {
      ArrowRight: [x + dx, y],
      ArrowLeft: [x - dx, y],
      ArrowUp: [x, y + dy],
      ArrowDown: [x, y - dy],
    };
    if (Object.hasOwn(moves, key)) this.#setCrosshair(moves[key]);
    else if (key === "Enter") this.#place(this.picture.crosshair);
    else if (key === "Escape") this.#setCrosshair(null);
    else return false;
    return true;
  }

  #setCrosshair(point) {
    this.picture.crosshair = point;
    this.picture.paint();
    this.status.textContent = point
      ? `Start at x ${fixed(point[0], 2)}, y ${fixed(point[1], 2)}. Enter takes it, Escape leaves.`
      : "No start chosen.";
  }
}

function lagsInWords({ correlations }) {
  const lags = [1, 10, 50].filter((lag) => correlations[0]?.length > lag);
  const average = (lag) => mean(correlations.map((correlation) => correlation[lag]));
  const known = lags.filter((lag) => Number.isFinite(average(lag)));
  if (known.length === 0) return "Not known yet.";
  const parts = known.map((lag) => `${fixed(average(lag), 2)} at lag ${lag}`);
  return `Average over chains: ${parts.join(", ")}.`;
}

// What the marks in the picture mean.
function legend() {
  const entry = (mark, words) =>
    h("li", {}, h("span", { class: `sfp-mark sfp-${mark}`, "aria-hidden": "true" }), words);
  return h(
    "ul",
    { class: "sfp-legend", "aria-label": "Legend" },
    entry("head", "where chain 1 is"),
    entry("accepted", "accepted: the chain moves"),
    entry("rejected", "rejected: it stays, and counts again"),
    entry("region", "50, 80 and 95 % of the mass"),
    entry("bars", "histogram of the draws"),
    entry("truth", "true marginal"),
  );
}

function help(keysId) {
  return h(
    "details",
    { class: "sfp-help" },
    h("summary", {}, "Keys and hints"),
    h(
      "p",
      {},
      "Click the picture to start a chain there. The same settings always show the same draws.",
    ),
    h(
      "p",
      {},
      "R-hat is close to 1 (below 1.01) when the chains agree. ESS is how many independent ",
      "draws all draws together are worth. Neither can see a region that no chain has found.",
    ),
    h(
      "p",
      {},
      "Your own target is a log density, up to a constant: numbers, x, y, + − * / ^, brackets, ",
      "pi, e, exp, log, sqrt, abs, sin, cos, tan, tanh, min, max, pow, hypot.",
    ),
    h("p", {}, "Keys, while the picture has the focus:"),
    h(
      "dl",
      { id: keysId },
      ...KEYS.flatMap(([key, does]) => [h("dt", {}, key), h("dd", {}, does)]),
    ),
  );
}
