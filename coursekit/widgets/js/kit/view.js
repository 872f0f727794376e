// What the views of all widgets that play have in common.

import { sessionOf } from "./session.js";
import { followTheme } from "./theme.js";

// Shows the model's session in `el`. Returns a function that ends it.
export function show({ model, el }, Session, View) {
  const session = sessionOf(model, (it) => new Session(it).begin());
  const view = new View(session);
  el.append(view.root);
  return view.start();
}

// Follows the theme, the size of `root` and the session: `news` is told each of `first` at once.
// Returns a function that ends it.
export function follow(root, session, { colours, resize, news, first = ["settings", "run", "note"] }) {
  const sizes = new ResizeObserver(resize);
  const stops = [
    followTheme(root, colours),
    session.subscribe(news),
    () => sizes.disconnect(),
    () => session.pause(),
  ];
  sizes.observe(root);
  for (const what of first) news(what);
  return () => stops.forEach((stop) => stop());
}
