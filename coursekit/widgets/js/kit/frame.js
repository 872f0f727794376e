// Points of a frame, [[left, right], [bottom, top]].

import { clip } from "./controls.js";

const STEP = 0.01; // of the frame, for a key's press; with Shift five times as far

export const inside = (frame, point) => point.map((value, j) => clip(value, ...frame[j]));

// What arrow keys do to the point `from`: `move` is told where it goes.
export function arrowKeys(frame, { shiftKey }, from, move) {
  const step = shiftKey ? 5 * STEP : STEP;
  const size = frame.map(([low, high]) => step * (high - low));
  const to = (dx, dy) => () => move(inside(frame, [from[0] + dx * size[0], from[1] + dy * size[1]]));
  return { ArrowLeft: to(-1, 0), ArrowRight: to(1, 0), ArrowUp: to(0, 1), ArrowDown: to(0, -1) };
}
