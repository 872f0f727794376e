// What is shown, in words.

import { norm } from "../algorithms/latent.js";
import { fixed } from "../kit/controls.js";

const RARE = 2.2; // three standard deviations of the norm, which is near 0.71 in any dimension

export function normWords(session) {
  const { norm: length, typical } = session;
  const start = `z has norm ${fixed(length, 2)}; that of a draw is near √${session.dim} = ${fixed(typical, 2)}`;
  if (Math.abs(length - typical) < RARE) return `${start}.`;
  return `${start}, and hardly ever so ${length < typical ? "short" : "long"}.`;
}

export function placeWords({ values }) {
  const [across, up] = values.place;
  return `${fixed(across, 2)} across, ${fixed(up, 2)} up`;
}

export function betweenWords(session) {
  const { share } = session.values;
  const { straight, spherical } = session.between(share);
  return `At ${fixed(share, 2)} of the way from A to B, z has norm ${fixed(norm(straight), 2)} on the straight path and ${fixed(norm(spherical), 2)} on the sphere's.`;
}

const apart = (session) => fixed(Math.sqrt(2) * session.typical, 2);

const PANEL_WORDS = {
  plane: (session) => `In the plane it is at ${placeWords(session)}.`,
  entries: () => "",
  near: (session) =>
    `The neighbours are ${fixed(session.values.radius, 2)} away; two draws are about ${apart(session)} apart.`,
  between: betweenWords,
};

export function account(session, image) {
  const { values, generator } = session;
  const when = session.n > 0 ? `Step ${session.n} of the walk. ` : "";
  const ink = image.reduce((sum, value) => sum + (value + 1) / 2, 0) / image.length;
  const much = generator.shape[0] === 1 ? `Ink: ${fixed(100 * ink, 1)} % of the picture. ` : "";
  const psi = values.psi === 1 ? "" : `Scaled by ψ = ${fixed(values.psi, 2)}, `;
  return `${when}${psi}${normWords(session)} ${much}${PANEL_WORDS[values.panel](session)}`.trim();
}
