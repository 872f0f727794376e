// The course's palette, and whether the page is light or dark just now.

import palette from "../../../plots/palette.json";

const prefersDark = matchMedia("(prefers-color-scheme: dark)");
export const reducedMotion = matchMedia("(prefers-reduced-motion: reduce)");

function isDark() {
  const book = document.documentElement.dataset.theme;
  if (book === "dark" || book === "light") return book === "dark";
  const lab = document.body.dataset.jpThemeLight;
  if (lab) return lab === "false";
  return prefersDark.matches;
}

// Sets the palette as CSS variables (--fg, --c1, ...) on `root` and calls back with it, now
// and whenever the page's theme changes. Returns a function that stops watching.
export function followTheme(root, callback) {
  let shown = null;
  const update = () => {
    const name = isDark() ? "dark" : "light";
    if (name === shown) return;
    shown = name;
    root.style.colorScheme = name;
    for (const [key, colour] of Object.entries(palette[name])) {
      root.style.setProperty(`--${key}`, colour);
    }
    callback(palette[name]);
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
