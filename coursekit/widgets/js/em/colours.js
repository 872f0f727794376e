// A colour for each component, and mixtures of them.

// Two more hues that colour-blind readers can tell from the palette's five, by lightness.
const MORE = { light: ["#3f9fd8", "#1f2328", "#97a1ab"], dark: ["#9fd4ff", "#f0f3f6", "#76818d"] };

export function coloursOf(colours) {
  const more = colours.fg < "#8" ? MORE.light : MORE.dark; // dark ink on a light page
  return [1, 2, 3, 4, 5].map((k) => colours[`c${k}`]).concat(more);
}

// A sign at a place.
export function mark(pen, sign, x, y, colour) {
  pen.fillStyle = colour;
  pen.font = "600 24px system-ui, sans-serif";
  pen.textAlign = "center";
  pen.textBaseline = "middle";
  pen.fillText(sign, x, y);
}

export const toRGB = (hex) => [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16));

// Point i's colour: those of its components, mixed by its responsibilities; `plain` where
// there are none yet.
export function mixed({ from, to, share }, palette, plain, i) {
  const [before, after] = [from, to].map((resp) => (resp ? blend(resp, palette, i) : plain));
  const rgb = before.map((value, j) => Math.round(value + share * (after[j] - value)));
  return `rgb(${rgb.join(" ")})`;
}

const blend = (resp, palette, i) =>
  [0, 1, 2].map((j) => resp.reduce((total, row, k) => total + row[i] * palette[k][j], 0));
