// Bundles each widget into one readable file: coursekit/widgets/js/NAME.js (and the
// CSS that it imports) -> coursekit/widgets/bundle/NAME.js and NAME.css.
// Run it from the root of the repository, since esbuild's output names paths:
//   node tools/bundle.mjs [output folder]
import { readdirSync } from "node:fs";
import { build } from "esbuild";

const source = "coursekit/widgets/js";
const outdir = process.argv[2] ?? "coursekit/widgets/bundle";
const entries = readdirSync(source).filter((name) => name.endsWith(".js"));

for (const name of entries) {
  await build({
    entryPoints: [`${source}/${name}`],
    outdir,
    bundle: true,
    charset: "utf8",
    legalComments: "none",
    target: "es2022",
    // The host is a classic script, so that it can be deferred; widgets are modules.
    format: name === "host.js" ? "iife" : "esm",
  });
}
