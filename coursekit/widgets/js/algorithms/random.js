// Random numbers from a seed. Every algorithm takes a source {uniform, normal} as an
// argument, so that a test can feed it the numbers that its Python twin gets.

// A source of random numbers: sfc32 (Doty-Humphrey's small fast chaotic generator,
// period about 2^127). The same seed and stream, whole numbers in [0, 2^32), give the same
// numbers. Each step of a run draws from a stream of its own, so that it can be made again.
export function seededRandom(seed, stream = 0) {
  let [a, b, c, counter] = [stream | 0, seed | 0, 0x9e3779b9 | 0, 1];
  let spare = null; // the polar method makes normals in pairs

  function bits32() {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return sum >>> 0;
  }

  // Uniform on [0, 1), a multiple of 2^-53.
  function uniform() {
    const high = bits32() >>> 5;
    const low = bits32() >>> 6;
    return (high * 2 ** 26 + low) / 2 ** 53;
  }

  // Standard normal (Marsaglia and Bray's polar method).
  function normal() {
    if (spare !== null) {
      const value = spare;
      spare = null;
      return value;
    }
    for (;;) {
      const u = 2 * uniform() - 1;
      const v = 2 * uniform() - 1;
      const squared = u * u + v * v;
      if (squared === 0 || squared >= 1) continue;
      const factor = Math.sqrt((-2 * Math.log(squared)) / squared);
      spare = v * factor;
      return u * factor;
    }
  }

  for (let i = 0; i < 15; i++) bits32(); // mixes the seed into the whole state
  return { uniform, normal };
}
