"use strict";

/** Asks the gateway once a second and shows what it says. */
(() => {
  const INTERVAL = 1000;
  const PATIENCE = 3000;
  let seen = 0;
  let latest = null;

  async function look() {
    const answer = await fetch(`/ops?after=${seen}`, {
      headers: { Accept: "application/json" },
      signal: AbortSignal.timeout(PATIENCE),
    });
    if (!answer.ok) {
      throw new Error(`the gateway answered ${answer.status}`);
    }
    latest = await answer.json();
    seen = Charts.add(latest.samples);
    Picture.show(latest, act);
    Charts.show(latest.servers.map((it) => it.name));
    live(true);
  }

  function live(yes) {
    const mark = document.getElementById("live");
    mark.classList.toggle("stale", !yes);
    mark.textContent = yes ? "live" : "no answer";
    if (!yes) {
      const verdict = document.getElementById("verdict");
      verdict.className = "verdict bad";
      verdict.textContent = "The gateway does not answer; what is shown is from before.";
    }
  }

  async function act(server, action, button) {
    button.disabled = true;
    try {
      await fetch(`/ops/${encodeURIComponent(server)}/${action}`, { method: "POST", signal: AbortSignal.timeout(PATIENCE) });
      await look();
    } catch {
      live(false);
    } finally {
      button.disabled = false;
    }
  }

  async function loop() {
    try {
      await look();
    } catch {
      live(false);
    }
    setTimeout(loop, INTERVAL);
  }

  document.getElementById("curl").textContent = `curl ${location.origin}/ops`;
  new ResizeObserver(() => {
    if (latest !== null) {
      Charts.resize();
      Picture.redraw(latest);
    }
  }).observe(document.body);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", Charts.repaint);
  loop();
})();
