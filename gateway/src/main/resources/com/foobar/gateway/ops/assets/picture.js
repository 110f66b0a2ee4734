"use strict";

/** The picture: boxes, figures, and the arrows between them. */
const Picture = (() => {
  const SVG = "http://www.w3.org/2000/svg";
  const cards = new Map();

  function text(element, value) {
    if (element.textContent !== value) {
      element.textContent = value;
    }
  }

  const rate = (value) => (value >= 100 ? value.toFixed(0) : value.toFixed(1));
  const millis = (value) => (value === null ? "–" : value >= 100 ? value.toFixed(0) : value.toFixed(1));

  const clock = (at) => new Date(at).toLocaleTimeString([], { hour12: false });

  function duration(seconds) {
    if (seconds < 120) return `${Math.max(0, Math.round(seconds))} s`;
    if (seconds < 7200) return `${Math.round(seconds / 60)} min`;
    return `${Math.round(seconds / 3600)} h`;
  }

  function card(server, index, onAct) {
    const template = document.getElementById("server-template");
    const root = template.content.firstElementChild.cloneNode(true);
    root.dataset.server = server.name;
    root.style.setProperty("--tone", `var(--server-${index % 3})`);
    const one = (name) => root.querySelector("." + name);
    one("name").id = `name-${server.name}`;
    root.setAttribute("aria-labelledby", `name-${server.name}`);
    one("spark").setAttribute("aria-label", `Requests per second to ${server.name}, the last two minutes`);
    one("act").addEventListener("click", () => onAct(root.dataset.server, one("act").dataset.act, one("act")));
    document.getElementById("servers").append(root);
    return { root, one, spark: one("spark") };
  }

  function showServer(picture, server, index, onAct) {
    if (!cards.has(server.name)) {
      cards.set(server.name, card(server, index, onAct));
    }
    const { root, one } = cards.get(server.name);
    const state = server.state.toLowerCase();
    const drained = state === "draining";
    root.classList.toggle("away", state !== "healthy");
    text(one("name"), server.name);
    text(one("state"), drained ? (server.inFlight > 0 ? "draining" : "drained") : state);
    one("state").className = `state ${state}`;
    figures(one, server.traffic);
    text(one("in-flight"), String(server.inFlight));
    text(one("since"), `${state} for ${duration((Date.parse(picture.at) - Date.parse(server.since)) / 1000)}`);
    const button = one("act");
    button.dataset.act = drained ? "restore" : "drain";
    text(button, drained ? "Restore" : "Drain");
    button.setAttribute("aria-label", `${drained ? "Restore" : "Drain"} ${server.name}`);
    showMember(one, server.member, picture.group);
  }

  function figures(one, traffic) {
    text(one("rate"), rate(traffic.requestsPerSecond));
    text(one("errors"), rate(traffic.errorsPerSecond));
    one("errors").classList.toggle("alarm", traffic.errorsPerSecond > 0);
    text(one("p50"), millis(traffic.p50Millis));
    text(one("p99"), millis(traffic.p99Millis));
  }

  function showMember(one, member, group) {
    const primary = member !== null && member.name === group.primary;
    text(one("member-name"), member === null ? "MySQL unknown" : member.name);
    text(one("role"), primary ? "primary" : member === null ? "" : member.role.toLowerCase());
    one("role").classList.toggle("primary", primary);
    text(one("member-state"), member === null ? "" : member.state.toLowerCase());
    one("member-state").classList.toggle("trouble", member !== null && member.state !== "ONLINE");
    const lag = member === null || member.lagMillis === null || member.state !== "ONLINE" ? null : member.lagMillis / 1000;
    text(one("lag"), lag === null ? "" : primary ? "" : `${lag.toFixed(1)} s behind`);
  }

  function show(picture, onAct) {
    const verdict = document.getElementById("verdict");
    text(verdict, picture.verdict.sentences.join(" "));
    verdict.className = `verdict ${picture.verdict.level.toLowerCase()}`;
    const at = document.getElementById("at");
    at.dateTime = picture.at;
    text(at, clock(picture.at));
    figures((name) => document.getElementById(`site-${name}`), picture.site);
    text(document.getElementById("site-in-flight"), String(picture.inFlight));
    picture.servers.forEach((server, index) => showServer(picture, server, index, onAct));
    showChanges(picture.changes);
    drawWires(picture);
  }

  function showChanges(changes) {
    const list = document.getElementById("changes");
    const newest = changes.length === 0 ? "none" : `${changes[0].at} ${changes.length}`;
    if (list.dataset.newest === newest) {
      return;
    }
    list.dataset.newest = newest;
    list.replaceChildren(
      ...changes.slice(0, 8).map((change) => {
        const item = document.createElement("li");
        const time = document.createElement("time");
        time.dateTime = change.at;
        time.textContent = clock(change.at);
        const name = document.createElement("b");
        name.textContent = change.upstream;
        const what = document.createElement("span");
        what.className = "what";
        const to = document.createElement("span");
        to.className = "to";
        to.textContent = change.to.toLowerCase();
        what.append(`${change.why}: ${change.from.toLowerCase()} → `, to);
        item.append(time, name, what);
        return item;
      }),
    );
  }

  // --- arrows

  function node(name, attributes, content) {
    const element = document.createElementNS(SVG, name);
    Object.entries(attributes).forEach(([key, value]) => element.setAttribute(key, value));
    if (content !== undefined) {
      element.textContent = content;
    }
    return element;
  }

  function place(element, origin) {
    const box = element.getBoundingClientRect();
    return {
      left: box.left - origin.left,
      right: box.right - origin.left,
      top: box.top - origin.top,
      bottom: box.bottom - origin.top,
      x: (box.left + box.right) / 2 - origin.left,
      y: (box.top + box.bottom) / 2 - origin.top,
    };
  }

  /** Thicker with more traffic, by its magnitude: 1/s is thin, 1,000/s is thick. */
  const width = (perSecond) => 2 + 2.2 * Math.log10(1 + perSecond);

  function arrow(parts, path, tip, direction, perSecond, tone, off) {
    const base = node("path", { class: off ? "wire off" : "wire", d: path, "stroke-width": width(perSecond) });
    parts.push(toned(base, tone));
    if (perSecond > 0) {
      const flow = node("path", { class: "flow", d: path, "stroke-width": width(perSecond) });
      parts.push(toned(flow, tone));
    }
    const turn = { down: 90, right: 0, left: 180 }[direction];
    const head = node("path", { class: "head", d: "M1 0L-9 -6V6Z", transform: `translate(${tip.x} ${tip.y}) rotate(${turn})` });
    if (!off) {
      parts.push(toned(head, tone));
    }
  }

  function toned(element, tone) {
    if (tone !== null) {
      element.style.setProperty("--tone", tone);
    }
    return element;
  }

  function drawWires(picture) {
    const svg = document.getElementById("wires");
    const origin = svg.getBoundingClientRect();
    const gateway = place(document.getElementById("gateway"), origin);
    const users = place(document.querySelector(".users"), origin);
    const parts = [];
    const total = picture.site.requestsPerSecond;
    if (users.right < gateway.left) {
      arrow(parts, `M${users.right + 4} ${users.y}H${gateway.left - 8}`, { x: gateway.left - 2, y: users.y }, "right", total, null, false);
      parts.push(node("text", { x: (users.right + gateway.left) / 2, y: users.y - 12, "text-anchor": "middle" }, `${rate(total)}/s`));
    } else {
      arrow(parts, `M${users.x} ${users.bottom + 3}V${gateway.top - 8}`, { x: users.x, y: gateway.top - 2 }, "down", total, null, false);
      parts.push(node("text", { x: users.x + 14, y: (users.bottom + gateway.top) / 2 + 5 }, `${rate(total)}/s`));
    }
    const places = picture.servers.map((server) => place(cards.get(server.name).root, origin));
    const stacked = places.length > 1 && places[1].top > places[0].bottom - 1;
    picture.servers.forEach((server, index) => {
      const at = places[index];
      const tone = `var(--server-${index % 3})`;
      const off = server.state !== "HEALTHY";
      const perSecond = server.traffic.requestsPerSecond;
      if (stacked) {
        const x = gateway.left + 12;
        const y = at.top + 26;
        arrow(parts, `M${x} ${gateway.bottom + 3}V${y - 10}Q${x} ${y} ${x + 10} ${y}H${at.left - 8}`, { x: at.left - 2, y }, "right", perSecond, tone, off);
      } else {
        const spread = (gateway.right - gateway.left) / (places.length + 1);
        const x = gateway.left + spread * (index + 1);
        const middle = (gateway.bottom + at.top) / 2;
        arrow(parts, `M${x} ${gateway.bottom + 3}C${x} ${middle} ${at.x} ${middle} ${at.x} ${at.top - 9}`, { x: at.x, y: at.top - 3 }, "down", perSecond, tone, off);
        parts.push(node("text", { x: (x + at.x) / 2, y: middle + 5, "text-anchor": "middle" }, `${rate(perSecond)}/s`));
      }
    });
    if (!stacked) {
      drawReplication(parts, picture, origin);
    }
    svg.replaceChildren(...parts);
  }

  /** From the primary to each replica: between the boxes, or under them. */
  function drawReplication(parts, picture, origin) {
    const source = picture.servers.find((server) => server.member !== null && server.member.name === picture.group.primary);
    if (source === undefined) {
      return;
    }
    const position = picture.servers.indexOf(source);
    const from = place(cards.get(source.name).root, origin);
    const y = place(cards.get(source.name).one("member"), origin).y;
    picture.servers.forEach((server, index) => {
      if (server === source || server.member === null || server.member.state !== "ONLINE") {
        return;
      }
      const to = place(cards.get(server.name).root, origin);
      if (Math.abs(index - position) === 1) {
        const right = index > position;
        const tip = { x: right ? to.left - 3 : to.right + 3, y };
        replicates(parts, `M${right ? from.right + 3 : from.left - 3} ${y}H${tip.x + (right ? -7 : 7)}`, tip, right ? 0 : 180);
      } else {
        const below = from.bottom + 18;
        const tip = { x: to.x, y: to.bottom + 3 };
        replicates(parts, `M${from.x} ${from.bottom + 3}V${below}H${to.x}V${tip.y + 7}`, tip, -90);
      }
    });
  }

  function replicates(parts, path, tip, turn) {
    parts.push(node("path", { class: "replication", d: path }));
    parts.push(node("path", { class: "replication-head", d: "M1 0L-8 -5V5Z", transform: `translate(${tip.x} ${tip.y}) rotate(${turn})` }));
  }

  return { show, redraw: drawWires, sparks: () => [...cards].map(([name, it], index) => ({ name, element: it.spark, index })) };
})();
