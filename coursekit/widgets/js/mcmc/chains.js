// How chain k is drawn. There are five colours: chains 6 to 8 differ from 1 to 3 in their
// dashes, and every disc carries its chain's number.

export const chainColour = (colours, k) =>
  [colours.c2, colours.c3, colours.c4, colours.c5, colours.c1][k % 5];

export const isDashed = (k) => k >= 5;
