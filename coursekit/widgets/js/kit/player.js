// What explorers that play have in common: something that their settings determine, made step
// by step; the moment of it that is shown; and the clock.
//
// A widget's session extends Player with what WidgetSession asks for (see session.js), `n` and
// `speed` among its settings and `slow` among its traits: up to this many steps a second
// single steps can be followed. And with
//   reach(n)         makes what is needed to show moment n, and returns the moment reached
//   duration(n)      how long step n takes, in units of an ordinary step (1 by default)

import { WidgetSession } from "./session.js";
import { reducedMotion } from "./theme.js";

const STEP_SECONDS = 0.8; // how long the animation of a single step takes
const FRAME_BUDGET = 10; // milliseconds of a frame that making steps may take
const REPORT_WHILE_PLAYING = 1000;

export { refusal, same } from "./session.js";
export { flag } from "./settings.js";

export class Player extends WidgetSession {
  #frameId = null;
  #lastFrame = 0;

  duration() {
    return 1;
  }

  // Whether single steps can be followed by the eye.
  get isSlow() {
    return !this.playing || this.values.speed <= this.slow;
  }

  play() {
    if (this.playing) return;
    this.playing = true;
    this.emit("settings");
    this.reportSoon();
    this.#runClock();
  }

  // Goes to moment n.
  moveTo(n, phase = 1) {
    this.pause();
    this.values.n = this.reach(Math.max(n, 0));
    this.phase = phase;
    this.emit("cursor");
    this.reportSoon();
  }

  // Goes one step on, animated unless the reader wants less motion.
  step() {
    const before = this.n;
    this.moveTo(this.n + 1);
    if (reducedMotion.matches || this.n === before) return;
    this.phase = 0;
    this.#runClock();
  }

  #runClock() {
    if (this.#frameId !== null) return;
    this.#lastFrame = performance.now();
    this.#frameId = requestAnimationFrame((now) => this.#frame(now));
  }

  #frame(now) {
    this.#frameId = null;
    const seconds = Math.min(Math.max(now - this.#lastFrame, 0) / 1000, 0.1);
    this.#lastFrame = now;
    if (this.playing) this.#goOn(seconds * this.values.speed);
    else this.phase = Math.min(this.phase + seconds / STEP_SECONDS, 1);
    this.emit("cursor");
    if (this.playing && now - this.lastReport > REPORT_WHILE_PLAYING) this.reportSoon();
    if (this.playing || this.phase < 1) {
      this.#frameId = requestAnimationFrame((then) => this.#frame(then));
    }
  }

  // Plays `ahead` units on, or as many as there is time for.
  #goOn(ahead) {
    const deadline = performance.now() + FRAME_BUDGET;
    while (performance.now() < deadline) {
      const left = (1 - this.phase) * this.duration(this.n);
      if (ahead < left) {
        this.phase += ahead / this.duration(this.n);
        return;
      }
      ahead -= left;
      this.phase = 1;
      const next = this.reach(this.n + 1);
      if (next === this.n) return this.pause(); // there is nothing further
      this.values.n = next;
      this.phase = 0;
    }
  }
}
