// Makes a built site light: one small stylesheet, small fonts of icons, pictures on demand.
//
//   node tools/lighten.mjs _build/html
//
// A page waits for its stylesheets before it shows anything: theme and extensions bring a
// dozen, of whose rules nearly all are for what this site does not have. Rules stay if a
// page or a script names what they select; their order is that of the pages. A picture is
// fetched when the reader comes near it, and its size is told beforehand, so that nothing
// moves when it comes.

import { createHash } from "node:crypto";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, posix } from "node:path";
import { transformSync } from "esbuild";
import { PurgeCSS } from "purgecss";
import subsetFont from "subset-font";

const LINK = /<link(?=[^>]*rel="stylesheet")[^>]*href="([^"]+)"[^>]*>\s*/g;
const IMAGE = /<img(?![^>]*\b(?:width|loading)=)([^>]*\bsrc="([^"]+)"[^>]*)>/g;
const SHEET = "_static/styles.css";
const ICONS = /@font-face\s*{[^}]*fa-(\w+-\d+)[^}]*}/g;
// Attributes that scripts set; their values are not all written out somewhere.
const SET_BY_SCRIPTS = ["data-theme", "data-mode", "aria-expanded", "open", "hidden", "disabled"];

const site = process.argv[2];
const files = readdirSync(site, { recursive: true }).map((name) => name.replaceAll("\\", "/"));
const read = (name) => readFileSync(join(site, name), "utf8");

/** The stylesheets of a page, as paths from the site's root; none of a page left from the last build. */
const sheetsOf = (page, html) =>
  [...html.matchAll(LINK)]
    .map(([, href]) => posix.join(posix.dirname(page), href.replace(/\?.*/, "")))
    .filter((name) => name !== SHEET);

/** A stylesheet with what it imports, and addresses relative to the folder of the new one. */
function moved(name) {
  const folder = posix.dirname(name);
  const from = posix.dirname(SHEET);
  const own = read(name).replace(/url\(\s*(["']?)(?!data:|#|https?:)([^"')]+)\1\s*\)/g, (_, quote, address) => {
    return `url("${posix.relative(from, posix.join(folder, address))}")`;
  });
  return own.replace(/@import\s+["']([^"']+)["'];/g, (_, address) => moved(posix.join(folder, address)));
}

const pages = new Map(files.filter((name) => /^(?!_static).*\.html$/.test(name)).map((name) => [name, read(name)]));
const lists = [...pages].map(([page, html]) => sheetsOf(page, html));
const all = lists.reduce((longest, list) => (list.length > longest.length ? list : longest));
for (const list of lists) {
  if (list.join() !== all.filter((name) => list.includes(name)).join()) {
    throw new Error(`a page has other stylesheets than ${all.join(", ")}: ${list.join(", ")}`);
  }
}

if (all.length === 0) process.exit(); // no page is new

const content = [...pages.values()].map((raw) => ({ raw, extension: "html" }));
for (const name of files.filter((name) => name.endsWith(".js") && name !== "searchindex.js")) {
  content.push({ raw: read(name), extension: "js" });
}
const [{ css: kept }] = await new PurgeCSS().purge({
  content,
  css: [{ raw: all.map(moved).join("\n") }],
  dynamicAttributes: SET_BY_SCRIPTS,
  fontFace: true,
  keyframes: true,
});

// Minified before its icons are looked up: they are written as escapes then, all of them.
const css = transformSync(kept, { loader: "css", minify: true }).code;

/** A face of icons that holds those alone whose rules stayed. */
async function onlyUsed(face, name) {
  const glyphs = [...css.matchAll(/\\([0-9a-f]{2,5})/g)].map(([, code]) => String.fromCodePoint(parseInt(code, 16)));
  const folder = "_static/vendor/fontawesome/webfonts";
  const whole = readFileSync(join(site, folder, `fa-${name}.ttf`));
  const font = await subsetFont(whole, glyphs.join(""), { targetFormat: "woff2" });
  writeFileSync(join(site, `_static/icons-${name}.woff2`), font);
  return face.replace(/src:[^;}]*/, `src:url("icons-${name}.woff2") format("woff2")`);
}

/** An <img> without a size or a time to load gets both. */
const pictureOn = (page) => (whole, attributes, address) => {
  if (address.startsWith("data:")) return whole;
  return `<img loading="lazy"${sizeOf(posix.join(posix.dirname(page), address))}${attributes}>`;
};

/** Width and height in pixels of one of matplotlib's SVG files; other pictures have theirs. */
function sizeOf(name) {
  const points = name.endsWith(".svg") && read(name).match(/<svg[^>]* width="([\d.]+)pt" height="([\d.]+)pt"/);
  if (!points) return "";
  const [width, height] = points.slice(1).map((size) => Math.round((size * 4) / 3));
  return ` width="${width}" height="${height}"`;
}

let small = css;
for (const [face, name] of css.matchAll(ICONS)) small = small.replace(face, await onlyUsed(face, name));
writeFileSync(join(site, SHEET), small);

const version = createHash("sha256").update(small).digest("hex").slice(0, 8);
for (const [page, html] of pages) {
  let first = true;
  const address = `${posix.relative(posix.dirname(page), SHEET)}?v=${version}`;
  const link = `<link rel="stylesheet" href="${address}">\n`;
  const linked = html.replace(LINK, () => (first ? ((first = false), link) : ""));
  writeFileSync(join(site, page), linked.replace(IMAGE, pictureOn(page)));
}
