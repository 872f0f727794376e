// The theme gives what scrolls sideways a tab stop, and takes it from what does not: when the
// page has loaded, and when it changes. In a section that the browser has just stopped laying
// out (content-visibility), Chromium once measures a folded cell as 0 wide. Measured again,
// right after the theme has said no, it is as wide as it is.
const SCROLLABLE = "pre, .output, .pst-scrollable-table-container";

new MutationObserver((changes) => {
  for (const { target } of changes) {
    const wronged = target.tabIndex < 0 && target.matches(SCROLLABLE);
    if (wronged && target.scrollWidth > target.clientWidth) target.tabIndex = 0;
  }
}).observe(document.getElementById("main-content"), { subtree: true, attributeFilter: ["tabindex"] });
