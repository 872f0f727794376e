// Settings that come as text or from outside: each kind reads a value or says what it wants.
// Between widgets and the page's address they travel as ?NAME.key=value.

class SettingError extends Error {}

function wanted(what, got) {
  throw new SettingError(`must be ${what}, got ${JSON.stringify(got)}`);
}

function toNumber(value) {
  return typeof value === "string" && value.trim() === "" ? NaN : Number(value);
}

// Kinds of settings: {read(value) -> value of the right type, or throws}.
export const oneOf = (names) => ({
  read: (value) => (names.includes(value) ? value : wanted(`one of ${names.join(", ")}`, value)),
});

export const number = (low, high) => ({
  read(value) {
    const result = toNumber(value);
    return result >= low && result <= high
      ? result
      : wanted(`a number from ${low} to ${high}`, value);
  },
});

export const whole = (low, high) => ({
  read(value) {
    const result = toNumber(value);
    return Number.isInteger(result) && result >= low && result <= high
      ? result
      : wanted(`a whole number from ${low} to ${high}`, value);
  },
});

// A setting that may be null; in text that is the word "auto".
export const orAuto = (kind) => ({
  read: (value) => (value === null || value === "auto" ? null : kind.read(value)),
});

export const flag = {
  read: (value) =>
    ["true", "false"].includes(String(value))
      ? String(value) === "true"
      : wanted("true or false", value),
};

// A list of some of the names, in their order; as text they are separated by commas.
export const someOf = (names) => ({
  read(value) {
    const chosen = typeof value === "string" ? (value ? value.split(",") : []) : value;
    return chosen.every((name) => names.includes(name))
      ? names.filter((name) => chosen.includes(name))
      : wanted(`a list of some of ${names.join(", ")}`, value);
  },
});

export const text = (longest) => ({
  read: (value) =>
    typeof value === "string" && value.length <= longest
      ? value
      : wanted(`text of at most ${longest} characters`, value),
});

// A list of numbers; as text they are separated by commas.
export const numbers = (check, what) => ({
  read(value) {
    const parts = typeof value === "string" ? (value ? value.split(",") : []) : value.flat();
    const result = parts.map(toNumber);
    return result.every(Number.isFinite) && check(result) ? result : wanted(what, value);
  },
});

// What the address says of the widget called `name`: {values, notes}. A value that cannot be
// read is left out, and a note says why.
export function readAddress(name, kinds) {
  const values = {};
  const notes = [];
  for (const [parameter, given] of new URLSearchParams(location.search)) {
    if (!parameter.startsWith(`${name}.`)) continue;
    const key = parameter.slice(name.length + 1);
    try {
      if (!Object.hasOwn(kinds, key)) throw new SettingError("is not a setting");
      values[key] = kinds[key].read(given);
    } catch (error) {
      if (!(error instanceof SettingError)) throw error;
      notes.push(`The address was partly ignored: ${key} ${error.message}.`);
    }
  }
  return { values, notes };
}

// Puts those values that differ from `defaults` in the address, leaving the rest of it alone.
export function writeAddress(name, values, defaults) {
  const address = new URL(location.href);
  for (const key of [...address.searchParams.keys()]) {
    if (key.startsWith(`${name}.`)) address.searchParams.delete(key);
  }
  for (const [key, value] of Object.entries(values)) {
    if (String(value) !== String(defaults[key])) {
      address.searchParams.set(`${name}.${key}`, value ?? "auto");
    }
  }
  if (address.href === location.href) return;
  try {
    history.replaceState(history.state, "", address);
  } catch {
    // Some browsers refuse this for files opened from disk; the widget works without.
  }
}
