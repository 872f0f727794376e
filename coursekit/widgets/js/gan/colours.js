// Which colour of the palette is whose, in all pictures of the lab.

export const coloursOf = ({ fg, c1, c2, c3, c4, c5 }) => ({
  real: c1,
  fake: c2,
  D: c3,
  G: c4,
  arrow: fg,
  manifold: c5,
});
