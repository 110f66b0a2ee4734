"use strict";

/** Asks the gateway once a second and shows what it says. */
(() => {
  const INTERVAL = 1000;
  const PATIENCE = 3000;
  let seen = 0;
  let latest = null;

  /** The answer's whole text: a request whose answer stays unread never ends, and is aborted when patience does. */
  async function ask(path, options) {
    const answer = await fetch(path, { ...options, signal: AbortSignal.timeout(PATIENCE) });
    const text = await answer.text();
    if (!answer.ok) {
      throw new Error(`it answered ${answer.status}`);
    }
    return text;
  }

  async function look() {
    latest = JSON.parse(await ask(`/ops?after=${seen}`, { headers: { Accept: "application/json" } }));
    seen = Charts.add(latest.samples);
    Picture.show(latest, act);
    Charts.show(latest.servers.map((it) => it.name));
    live();
  }

  function live(trouble = null) {
    const mark = document.getElementById("live");
    mark.classList.toggle("stale", trouble !== null);
    mark.textContent = trouble === null ? "live" : "no answer";
    if (trouble !== null) {
      const verdict = document.getElementById("verdict");
      verdict.className = "verdict bad";
      verdict.textContent = `No news from the gateway: ${trouble.message}. What is shown is from before.`;
    }
  }

  async function act(server, action, button) {
    button.disabled = true;
    try {
      await ask(`/ops/${encodeURIComponent(server)}/${action}`, { method: "POST" });
      await look();
    } catch (trouble) {
      live(trouble);
    } finally {
      button.disabled = false;
    }
  }

  async function loop() {
    try {
      await look();
    } catch (trouble) {
      live(trouble);
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
