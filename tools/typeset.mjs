// Typesets the mathematics of a built site, so that no page loads a mathematics script.
//
//   node tools/typeset.mjs _build/html
//
// Every <span class="math …"> and <div class="math …"> that Sphinx left as TeX becomes
// MathJax's CommonHTML with assistive MathML (what a screen reader reads). All pages share
// one stylesheet, _static/math/math.css, which holds the rules of the glyphs in use.
// A formula that TeX cannot read ends the run with the page's name and the formula.

import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);
const { mathjax } = require("mathjax-full/js/mathjax.js");
const { TeX } = require("mathjax-full/js/input/tex.js");
const { CHTML } = require("mathjax-full/js/output/chtml.js");
const { liteAdaptor } = require("mathjax-full/js/adaptors/liteAdaptor.js");
const { RegisterHTMLHandler } = require("mathjax-full/js/handlers/html.js");
const { AssistiveMmlHandler } = require("mathjax-full/js/a11y/assistive-mml.js");
const { AllPackages } = require("mathjax-full/js/input/tex/AllPackages.js");

const FONTS = join(dirname(require.resolve("mathjax-full/package.json")), "es5/output/chtml/fonts/woff-v2");
// These two turn a mistake in a formula into red text; a build should fail on it.
const FORGIVING = ["noerrors", "noundefined"];

const MATH = /(<(span|div) class="[^"]*\bmath notranslate[^>]*>)([^]*?)(<\/\2>)/g;
const EQUATION_NUMBER = /^\s*<span class="eqno">[^]*?<\/a><\/span>/;

const adaptor = liteAdaptor();
AssistiveMmlHandler(RegisterHTMLHandler(adaptor));
const output = new CHTML({ fontURL: ".", adaptiveCSS: true });
const tex = new TeX({
  packages: AllPackages.filter((name) => !FORGIVING.includes(name)),
  formatError: (_, error) => { throw error; },
});
const mathDocument = mathjax.document("", { InputJax: tex, OutputJax: output });

const ENTITIES = { "&lt;": "<", "&gt;": ">", "&quot;": '"', "&#39;": "'", "&#x27;": "'", "&amp;": "&" };
const unescape = (html) => html.replace(/&(?:lt|gt|quot|#39|#x27|amp);/g, (entity) => ENTITIES[entity]);

/** The HTML of one formula, given what Sphinx wrote: TeX within \( \) or \[ \], or a bare environment. */
function typeset(source, display) {
  const formula = unescape(source).trim().replace(/^\\[([]/, "").replace(/\\[)\]]$/, "");
  try {
    const html = adaptor.outerHTML(mathDocument.convert(formula, { display }));
    // The theme lets a keyboard reach what scrolls sideways if it has this class.
    return display ? html.replace('class="', 'class="pst-scrollable-table-container ') : html;
  } catch (error) {
    throw new Error(`cannot typeset ${formula}: ${error.message}`);
  }
}

function typesetPage(html) {
  return html.replace(MATH, (whole, open, tag, body, close) => {
    if (tag === "div" && body.includes("<div")) throw new Error(`nested element in ${whole}`);
    const number = body.match(EQUATION_NUMBER)?.[0] ?? "";
    return open + number + typeset(body.slice(number.length), tag === "div") + close;
  });
}

function htmlFiles(folder) {
  return readdirSync(folder, { recursive: true })
    .filter((name) => name.endsWith(".html") && !name.startsWith("_static"))
    .map((name) => join(folder, name));
}

/** A page's link to the stylesheet, relative so that the site works under any address. */
function linkTo(html) {
  const root = html.match(/data-content_root="([^"]*)"/)[1];
  return `<link rel="stylesheet" href="${root}_static/math/math.css"/>\n</head>`;
}

function writeStylesheet(folder) {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, "math.css");
  // A rebuild typesets only the pages that changed: keep the rules of the others.
  const old = existsSync(file) ? readFileSync(file, "utf8").split("\n\n") : [];
  const rules = adaptor.textContent(output.styleSheet(mathDocument)).trim().split("\n\n");
  writeFileSync(file, [...new Set([...rules, ...old])].join("\n\n"));
  for (const font of readdirSync(FONTS)) copyFileSync(join(FONTS, font), join(folder, font));
}

function main(site) {
  let formulas = 0;
  for (const file of htmlFiles(site)) {
    const html = readFileSync(file, "utf8");
    const untouched = (html.match(MATH) ?? []).filter((found) => !found.includes("<mjx-container"));
    if (untouched.length === 0) continue;
    try {
      writeFileSync(file, typesetPage(html).replace("</head>", linkTo(html)));
    } catch (error) {
      console.error(`${file}: ${error.message}`);
      process.exit(1);
    }
    formulas += untouched.length;
  }
  if (formulas) writeStylesheet(join(site, "_static", "math"));
}

main(process.argv[2]);
