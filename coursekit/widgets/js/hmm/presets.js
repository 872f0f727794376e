// Models with something to see in them.

export const PRESETS = {
  casino: {
    label: "Dishonest casino",
    kind: "categorical",
    x: [2, 0, 4, 1, 3, 5, 0, 2, 1, 4, 3, 0, 5, 5, 2, 5, 5, 5, 0, 5, 5, 3, 5, 5, 1, 5, 4, 2, 0, 3, 1, 2, 4, 0, 5, 3, 1, 4, 2, 0],
    start: [0.5, 0.5],
    transition: [[0.95, 0.05], [0.1, 0.9]],
    emission: [[1 / 6, 1 / 6, 1 / 6, 1 / 6, 1 / 6, 1 / 6], [0.1, 0.1, 0.1, 0.1, 0.1, 0.5]],
    names: ["fair", "loaded"],
    symbols: ["1", "2", "3", "4", "5", "6"],
  },
  rain: {
    label: "Rain and umbrellas",
    kind: "categorical",
    x: [1, 1, 0, 1, 1, 1, 0, 0, 0, 1, 0, 0],
    start: [0.5, 0.5],
    transition: [[0.7, 0.3], [0.3, 0.7]],
    emission: [[0.1, 0.9], [0.8, 0.2]],
    names: ["rain", "dry"],
    symbols: ["none", "umbrella"],
  },
};
