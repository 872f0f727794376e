// HalfADigit in words: what the pictures show, and what came of the guess.

// What each picture is called and what a screen reader says of it.
export function pictureWords(session) {
  const { digit, mask, revealed, draw } = session.values;
  const label = session.labels[digit];
  const part = session.masks[mask].toLowerCase();
  return {
    truth: revealed
      ? { caption: `It is a ${label}.`, words: `The whole digit: a ${label}.` }
      : { caption: "What is seen", words: `A digit, ${part} hidden.` },
    answers: session.models.map((name, k) => {
      const read = session.reading(k, draw);
      return {
        caption: `reads as a ${read}`,
        words: `${name}, draw ${draw + 1}: a digit that a classifier reads as a ${read}.`,
      };
    }),
  };
}

// What is asked, or what came of it.
export function account(session) {
  const { digit, guess, shown, revealed } = session.values;
  if (!shown) return "Guess first: press a number, here or on the keyboard.";
  const guessed = guess < 0 ? "" : `You say ${guess}. `;
  const models = session.models.map((name, k) => `${name}: ${readings(session, k)}`).join("; ");
  const label = session.labels[digit];
  const verdict = !revealed ? "" : guess < 0 ? ` It is a ${label}.` : verdictOn(guess, label);
  return `${guessed}Over ${session.draws} draws, ${models}.${verdict}`;
}

function verdictOn(guess, label) {
  return guess === label ? ` It is a ${label}: you are right.` : ` It is a ${label}, not a ${guess}.`;
}

// "4, 4 and 9": what is read in a model's draws.
function readings(session, k) {
  const read = Array.from({ length: session.draws }, (_, draw) => session.reading(k, draw));
  if (read.length === 1) return String(read[0]);
  return `${read.slice(0, -1).join(", ")} and ${read.at(-1)}`;
}
