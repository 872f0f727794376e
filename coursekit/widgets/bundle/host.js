(() => {
  // coursekit/widgets/js/host.js
  var STATE = 'script[type="application/vnd.jupyter.widget-state+json"]';
  var VIEW = 'script[type="application/vnd.jupyter.widget-view+json"]';
  var NEARBY = "600px";
  var StaticModel = class {
    // `isStatic` tells a widget that no kernel answers; `place` counts the views of
    // the same class on the page from 1, in the page's order.
    isStatic = true;
    #state;
    #listeners = /* @__PURE__ */ new Map();
    constructor(state, place) {
      this.#state = state;
      this.place = place;
    }
    get(key) {
      return this.#state[key];
    }
    set(key, value) {
      const changes = typeof key === "object" ? key : { [key]: value };
      const changed = Object.keys(changes).filter((name) => this.#state[name] !== changes[name]);
      Object.assign(this.#state, changes);
      for (const name of changed) this.#emit(`change:${name}`, changes[name]);
      if (changed.length > 0) this.#emit("change");
    }
    on(names, listener) {
      for (const name of names.split(/\s+/)) {
        if (!this.#listeners.has(name)) this.#listeners.set(name, /* @__PURE__ */ new Set());
        this.#listeners.get(name).add(listener);
      }
    }
    off(names, listener) {
      if (!names) return this.#listeners.clear();
      for (const name of names.split(/\s+/)) {
        if (listener) this.#listeners.get(name)?.delete(listener);
        else this.#listeners.delete(name);
      }
    }
    save_changes() {
    }
    // there is nowhere to save to
    send() {
    }
    #emit(name, ...values) {
      for (const listener of [...this.#listeners.get(name) ?? []]) listener(this, ...values);
    }
  };
  function readStates() {
    const states = {};
    for (const script of document.querySelectorAll(STATE)) {
      Object.assign(states, JSON.parse(script.textContent).state);
    }
    return states;
  }
  function stateOf({ state, buffers = [] }) {
    const whole = structuredClone(state);
    for (const { path, data } of buffers) {
      const bytes = Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0));
      const parent = path.slice(0, -1).reduce((part, key) => part[key], whole);
      parent[path.at(-1)] = new DataView(bytes.buffer);
    }
    return whole;
  }
  var modules = /* @__PURE__ */ new Map();
  function moduleOf(text) {
    if (!modules.has(text)) {
      const address = URL.createObjectURL(new Blob([text], { type: "text/javascript" }));
      const loaded = import(address).then(
        async ({ default: widget }) => typeof widget === "function" ? await widget() : widget
      );
      modules.set(
        text,
        loaded.finally(() => URL.revokeObjectURL(address))
      );
    }
    return modules.get(text);
  }
  var styles = /* @__PURE__ */ new Set();
  function addStyle(text) {
    if (!text || styles.has(text)) return;
    styles.add(text);
    document.head.append(Object.assign(document.createElement("style"), { textContent: text }));
  }
  var models = /* @__PURE__ */ new Map();
  var breathe = () => new Promise((resolve) => setTimeout(resolve));
  function modelOf(id, states, place) {
    if (!models.has(id)) models.set(id, loadModel(id, states, place));
    return models.get(id);
  }
  async function loadModel(id, states, place) {
    const saved = states[id];
    if (!saved) throw new Error("the page holds no state for it; run the notebook again");
    if (saved.model_module !== "anywidget") {
      throw new Error(
        `${saved.model_name} is not an anywidget, and this page carries no widget manager; open the notebook in JupyterLab to use it`
      );
    }
    const state = stateOf(saved);
    if (!state._esm) throw new Error("the page holds its state but not its code");
    addStyle(state._css);
    await breathe();
    const widget = await moduleOf(state._esm);
    const model = new StaticModel(state, place);
    await breathe();
    await widget.initialize?.({ model });
    await breathe();
    return { model, widget };
  }
  async function show(view, states) {
    try {
      const { model, widget } = await modelOf(view.id, states, view.place);
      await widget.render({ model, el: view.el });
    } catch (error) {
      console.error(error);
      const message = document.createElement("p");
      message.setAttribute("role", "alert");
      message.textContent = `This widget could not be shown: ${error.message}.`;
      view.el.append(message);
    }
  }
  function findViews(states) {
    const counts = {};
    return [...document.querySelectorAll(VIEW)].map((script) => {
      const id = JSON.parse(script.textContent).model_id;
      const kind = states[id]?.state._anywidget_id;
      counts[kind] = (counts[kind] ?? 0) + 1;
      const el = document.createElement("div");
      el.className = "widget-view";
      script.after(el);
      return { id, el, place: counts[kind] };
    });
  }
  function start() {
    const states = readStates();
    const views = new Map(findViews(states).map((view) => [view.el, view]));
    const inView = new IntersectionObserver(
      (entries) => {
        for (const { isIntersecting, target } of entries) {
          if (!isIntersecting) continue;
          inView.unobserve(target);
          show(views.get(target), states);
        }
      },
      { rootMargin: NEARBY }
    );
    for (const el of views.keys()) {
      const { top, bottom } = el.getBoundingClientRect();
      if (top < innerHeight && bottom >= 0) show(views.get(el), states);
      else inView.observe(el);
    }
  }
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();
