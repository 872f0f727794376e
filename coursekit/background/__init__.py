"""Background: what a generative model is, how to draw from one, how to compare two.

Modules: `classifiers` (models of p(x, y), and one of p(y | x) beside them), `copies`
(refitting to one's own samples; looking for copies of the data), `sampling`
(inversion, rejection, importance), `divergences` (how far apart two laws are).
"""
