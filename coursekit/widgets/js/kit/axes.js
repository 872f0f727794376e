// Axes of a small chart on a canvas.

import { LABEL_FONT, linear, tickLabel, ticks } from "./canvas.js";

const MARGIN = { left: 34, right: 8, top: 8, bottom: 20 };

// Clears the layer, draws axes from [left, right] and [bottom, top], and returns {toX, toY}.
// `labels` are names for the values 0, 1, ... of the upright axis in place of numbers.
export function paintAxes(layer, colours, across, up, { labels = null, margin = {} } = {}) {
  const { pen, width, height } = layer;
  const room = { ...MARGIN, ...margin };
  const toX = linear(...across, room.left, width - room.right);
  const toY = linear(...up, height - room.bottom, room.top);
  layer.clear();
  pen.font = LABEL_FONT;
  pen.fillStyle = colours.muted;
  pen.strokeStyle = colours.grid;
  pen.lineWidth = 1;
  pen.textBaseline = "middle";
  pen.textAlign = "right";
  for (const value of labels ? labels.keys() : ticks(...up, 4)) {
    pen.beginPath();
    pen.moveTo(room.left, toY(value));
    pen.lineTo(width - room.right, toY(value));
    pen.stroke();
    const words = labels ? labels[value] : tickLabel(value);
    pen.fillText(words, room.left - 6, toY(value), room.left - 8);
  }
  pen.textAlign = "center";
  pen.textBaseline = "bottom";
  for (const value of ticks(...across, 4)) {
    if (toX(value) < width - room.right - 4) pen.fillText(tickLabel(value), toX(value), height);
  }
  return { toX, toY };
}
