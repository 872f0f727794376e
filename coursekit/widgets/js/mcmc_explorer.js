// MCMCExplorer: samplers at work on the plane, to be watched, stopped, compared and taken apart.

import "./mcmc_explorer.css";
import { mean } from "./algorithms/diagnostics.js";
import { button, fixed, help } from "./kit/controls.js";
import { h, uniqueId } from "./kit/dom.js";
import { sessionOf } from "./kit/session.js";
import { followTheme } from "./kit/theme.js";
import { settingControls, transportControls, viewControls } from "./mcmc/controls.js";
import { HINTS, keysOf, legendOf } from "./mcmc/legend.js";
import { Picture } from "./mcmc/picture.js";
import { inWords, Readings } from "./mcmc/readings.js";
import { LANES, Session } from "./mcmc/session.js";
import { Traces } from "./mcmc/traces.js";

const COORDINATES = ["x", "y"];
const LOWER = { lags: "Autocorrelation", energy: "Energy error" };
const ZOOM = 1.5; // factor of one press
const FAR = 100; // draws that Shift and an arrow go
function render({ model, el }) {
  const session = sessionOf(model, (it) => new Session(it).begin());
  const view = new View(session);
  el.append(view.root);
  return view.start();
}

export default { render };

class View {
  constructor(session) {
    this.session = session;
    this.pictures = LANES.map((_, i) => new Picture(session, i));
    this.traces = LANES.map((_, i) => new Traces(session, i));
    this.readings = new Readings(session, (list) => this.#showReadings(list));
    this.note = h("p", { class: "sfp-note", role: "alert", id: uniqueId("note") });
    this.settings = settingControls(session, this.note.id);
    this.transport = transportControls(session);
    this.viewing = viewControls(session);
    this.legend = legendOf(session);
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
    for (const { frame } of this.pictures) sizes.observe(frame);
    this.#showCoordinate("x");
    this.#showLower("lags");
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
    const helpId = uniqueId("help");
    this.titles = LANES.map(() => h("div", { class: "sfp-title" }));
    this.figures = this.pictures.map((picture, i) => this.#figure(picture, i, helpId));
    this.coordinates = COORDINATES.map((name) => button(name, () => this.#showCoordinate(name)));
    this.lowers = Object.entries(LOWER).map(([key, name]) =>
      button(name, () => this.#showLower(key)),
    );
    const group = (name, buttons) =>
      h("div", { class: "sfp-group", role: "group", "aria-label": name }, ...buttons);
    this.lowerGroup = group("Lower picture", this.lowers);
    this.lowerName = h("span", {}, LOWER.lags);
    this.body = h(
      "div",
      { class: "sfp-body" },
      this.figures[0],
      this.transport.element,
      h(
        "div",
        { class: "sfp-side" },
        this.readings.table,
        h("div", { class: "sfp-caption" }, "Trace", group("Coordinate", this.coordinates)),
        this.traces[0].trace,
        h("div", { class: "sfp-caption" }, this.lowerName, this.lowerGroup),
        this.traces[0].lower,
      ),
    );
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
      this.body,
      this.legend.element,
      this.viewing.element,
      help(HINTS, "Keys, while the picture has the focus:", keysOf(FAR), helpId),
      this.status,
    );
  }

  #figure(picture, i, helpId) {
    const stage = h(
      "div",
      {
        class: "sfp-stage",
        role: "application",
        tabindex: 0,
        "aria-label": "The target and the chains",
        "aria-describedby": helpId,
        onkeydown: (event) => this.#onKey(event, picture),
      },
      picture.frame,
    );
    picture.frame.addEventListener("click", (event) => {
      this.#place(picture, picture.pointAt(event));
    });
    const zoom = (name, sign, factor) => {
      const control = button(sign, () => this.#zoom(factor));
      control.setAttribute("aria-label", name);
      control.title = name;
      return control;
    };
    const zooms = [zoom("Zoom in", "+", 1 / ZOOM), zoom("Zoom out", "−", ZOOM)];
    return h(
      "div",
      { class: "sfp-figure" },
      this.titles[i],
      picture.above,
      stage,
      picture.beside,
      ...(i === 0 ? [h("div", { class: "sfp-zoom" }, ...zooms)] : []),
    );
  }

  #recolour(colours) {
    for (const part of [...this.pictures, ...this.traces]) part.colours = colours;
    this.#paint();
  }

  #resize() {
    this.pictures.forEach((picture, i) => {
      if (picture.resize()) this.traces[i].resize(); // else it is not on the screen
    });
    this.#paint();
  }

  #paint() {
    this.pictures.forEach((picture) => picture.paintAll());
    this.#paintTraces();
    this.#paintLower();
  }

  #paintTraces() {
    this.traces.forEach((traces, i) => traces.paint(this.pictures[i].view));
  }

  #paintLower() {
    this.traces.forEach((traces) => traces.paintLower());
  }

  #follow(what) {
    if (what === "run") {
      this.traces.forEach((traces) => traces.forget());
      this.#suit();
      this.#paint();
    }
    if (what === "view") this.pictures.forEach((picture) => picture.paintAll());
    if (what === "cursor") {
      this.pictures.forEach((picture) => picture.paint());
      this.#paintTraces();
      if (this.lower === "energy") this.#paintLower();
    }
    if (what === "run" || what === "cursor") {
      this.transport.moved();
      this.readings.refresh();
    }
    if (what === "settings") {
      this.#suit();
      this.settings.update();
      this.transport.update();
      this.viewing.update();
      this.readings.refresh();
    }
    if (what === "note") this.note.textContent = this.session.note;
  }

  // Shows and hides what depends on the samplers and their number.
  #suit() {
    const { lanes } = this.session;
    const [isTwo, hasEnergy] = [lanes.length > 1, lanes.some(({ sampler }) => sampler.hasEnergy)];
    this.body.classList.toggle("sfp-two", isTwo);
    const { trace, lower } = this.traces[1];
    if (!isTwo) for (const part of [this.figures[1], trace, lower]) part.remove();
    else if (!this.figures[1].isConnected) {
      this.transport.element.after(this.figures[1]);
      this.traces[0].trace.after(trace);
      this.traces[0].lower.after(lower);
    }
    lanes.forEach(({ sampler }, i) => (this.titles[i].textContent = isTwo ? sampler.label : ""));
    this.lowerGroup.hidden = !hasEnergy;
    this.lowerName.hidden = hasEnergy;
    if (!hasEnergy && this.lower === "energy") this.#showLower("lags");
    this.readings.layOut();
    this.legend.update();
  }

  #showReadings(list) {
    this.lastReadings = list;
    const i = COORDINATES.indexOf(this.traces[0].coordinate);
    list.forEach(({ correlations }, lane) => (this.traces[lane].correlations = correlations[i]));
    this.#paintLower();
    if (!this.session.playing) this.#say(list);
  }

  // Puts what the pictures show in words; while playing that would be a stream of talk.
  #say(list) {
    const { target, lanes } = this.session;
    const words = list.map((readings, i) => {
      const own = inWords(readings);
      return lanes.length > 1 ? `${lanes[i].sampler.short}: ${own}` : own;
    });
    const all = words.join(" ");
    if (this.status.textContent !== all) this.status.textContent = all;
    words.forEach((own, i) => {
      const traces = this.traces[i];
      const name = traces.coordinate;
      this.pictures[i].describe(`${target.label}: density with the chains on it. ${own}`);
      traces.describe(
        `Trace of ${name}. ${own}`,
        this.lower === "energy"
          ? `Energy error along the paths of the last step. ${errorsInWords(traces)}`
          : `Autocorrelation of ${name} by lag. ${lagsInWords(traces)}`,
      );
    });
  }

  #showCoordinate(coordinate) {
    this.traces.forEach((traces) => (traces.coordinate = coordinate));
    COORDINATES.forEach((name, i) => {
      this.coordinates[i].setAttribute("aria-pressed", name === coordinate);
    });
    this.#paintTraces();
    if (this.lastReadings) this.#showReadings(this.lastReadings);
  }

  #showLower(lower) {
    this.lower = lower;
    this.traces.forEach((traces) => (traces.showsEnergy = lower === "energy"));
    Object.keys(LOWER).forEach((key, i) => {
      this.lowers[i].setAttribute("aria-pressed", key === lower);
    });
    this.#paintLower();
    if (this.lastReadings) this.#showReadings(this.lastReadings);
  }

  #zoom(factor) {
    for (const picture of this.pictures) picture.zoom = factor ? picture.zoom * factor : 1;
    this.#paint();
  }

  // Starts a chain at a point; if the explorer was playing, it plays on from there.
  #place(picture, point) {
    picture.crosshair = null;
    this.session.startAt(point.map((value) => Number(value.toPrecision(4))));
  }

  #onKey(event, picture) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const move = picture.crosshair ? this.#moveCrosshair : this.#command;
    const done = move.call(this, event, picture);
    if (!done) return;
    event.preventDefault();
    event.stopPropagation();
  }

  // Whether the key had a meaning.
  #command({ key, shiftKey }, picture) {
    const { session } = this;
    const commands = {
      " ": () => session.toggle(),
      ArrowRight: () => (shiftKey ? session.moveTo(session.n + FAR) : session.step()),
      ArrowLeft: () => session.moveTo(session.n - (shiftKey ? FAR : 1)),
      Home: () => session.moveTo(0),
      End: () => session.moveTo(session.length),
      "+": () => this.#zoom(1 / ZOOM),
      "-": () => this.#zoom(ZOOM),
      0: () => this.#zoom(null),
      Enter: () => this.#showCrosshair(picture),
    };
    if (!Object.hasOwn(commands, key)) return false;
    commands[key]();
    return true;
  }

  #showCrosshair(picture) {
    const [left, right, bottom, top] = picture.view;
    this.#setCrosshair(picture, [(left + right) / 2, (bottom + top) / 2]);
  }

  #moveCrosshair({ key, shiftKey }, picture) {
    const [left, right, bottom, top] = picture.view;
    const share = shiftKey ? 1 / 10 : 1 / 40;
    const [x, y] = picture.crosshair;
    const [dx, dy] = [(right - left) * share, (top - bottom) * share];
    const moves = {
      ArrowRight: [x + dx, y],
      ArrowLeft: [x - dx, y],
      ArrowUp: [x, y + dy],
      ArrowDown: [x, y - dy],
    };
    if (Object.hasOwn(moves, key)) this.#setCrosshair(picture, moves[key]);
    else if (key === "Enter") this.#place(picture, picture.crosshair);
    else if (key === "Escape") this.#setCrosshair(picture, null);
    else return false;
    return true;
  }

  #setCrosshair(picture, point) {
    picture.crosshair = point;
    picture.paint();
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

function errorsInWords({ run, session: { n } }) {
  if (!run.sampler.hasEnergy) return "There is no energy in this sampler.";
  if (n === 0) return "No step has been made yet.";
  const errors = run.chains.map(({ energyError }) => Math.abs(energyError[n]));
  const sizes = errors.map((error) => (error > 1000 ? "above 1000" : fixed(error, 3)));
  return `At the point taken or proposed, chain by chain: ${sizes.join(", ")}.`;
}
