// What is shown, in words.

import { fixed } from "../kit/controls.js";
import { nameOf } from "./charts.js";
import { LARGEST } from "./session.js";

// How much the discriminator proves, in nats, about how far fakes are from the data.
export const provenJS = ({ loss }) => Math.max((LARGEST - loss) / 2, 0);

export function account({ n, now, values }) {
  const share = now.loss / LARGEST;
  const verdict =
    share > 0.995
      ? "It cannot tell fakes from real points."
      : share > 0.95
        ? "It can hardly tell fakes from real points."
        : share > 0.7
          ? "It still finds a difference."
          : "It tells them apart with ease.";
  const { trusted, fakes } = now;
  const worst = trusted.indexOf(Math.min(...trusted));
  const caught = share > 0.995 ? "" : ` Its surest catch: ${nameOf(worst, fakes[worst], trusted[worst]).toLowerCase()}.`;
  const when = n === 0 ? "" : `After ${n} step${n === 1 ? "" : "s"} of descent: `;
  const weak = values.hint && Math.max(...now.pushes.map((push) => Math.hypot(...push))) < 0.02 ? " No fake is pushed any more." : "";
  return `${when}D's loss is ${fixed(now.loss, 3)} of at most ${fixed(LARGEST, 3)}. ${verdict}${caught}${weak}`;
}
