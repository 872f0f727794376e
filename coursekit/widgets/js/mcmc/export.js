// The draws shown, as a table in comma-separated values, and its way to the reader's disk.

const COLUMNS = [
  "sampler", "chain", "draw", "warmup", "x", "y", "log_density", "accepted", "divergent",
  "energy_error", "calls",
]; // prettier-ignore

// One line for each draw of each chain of each sampler; `warmup` says whether it counts.
export function csv({ runs, lanes, n }) {
  const lines = [COLUMNS.join(",")];
  runs.forEach((run, i) => {
    run.chains.forEach((chain, k) => {
      for (let t = 1; t <= n; t++) {
        const { x, y, logp, accepted, divergent, energyError, calls } = chain;
        const error = Number.isNaN(energyError[t]) ? "" : energyError[t];
        const state = [x[t], y[t], logp[t], accepted[t], divergent[t], error, calls[t]];
        lines.push([lanes[i].name, k + 1, t, t <= run.warmup ? 1 : 0, ...state].join(","));
      }
    });
  });
  return `${lines.join("\n")}\n`;
}

// Hands a text to the reader as a file.
export function download(name, text) {
  const address = URL.createObjectURL(new Blob([text], { type: "text/csv" }));
  const link = document.createElement("a");
  Object.assign(link, { href: address, download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 1000);
}
