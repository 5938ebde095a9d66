/* Enhancement only: every page works without this file. It adds "use my location", webcal links, and, on a copy of the
   site without a server, the search of the list of events. Text is only ever set as text. */
"use strict";
(() => {
  const byId = (id) => document.getElementById(id);

  const locate = byId("locate");
  if (locate && "geolocation" in navigator && window.isSecureContext) {
    locate.hidden = false;
    locate.addEventListener("click", () => {
      locate.disabled = true;
      navigator.geolocation.getCurrentPosition(
        (place) => {
          byId("near").value = `${place.coords.latitude.toFixed(2)},${place.coords.longitude.toFixed(2)}`;
          byId("near").form.requestSubmit();
        },
        () => { locate.textContent = "Location is not available"; },
        { timeout: 15000, maximumAge: 600000 },
      );
    });
  }

  if (/^https?:$/.test(location.protocol)) {
    for (const link of document.querySelectorAll("a[data-webcal]")) link.href = link.href.replace(/^https?:/, "webcal:");
    for (const spot of document.querySelectorAll("code[data-address]")) spot.textContent = new URL(spot.dataset.address, location).href;
  }

  const form = byId("filters");
  const asked = Object.fromEntries(
    [...new URLSearchParams(location.search)].map(([name, value]) => [name, value.trim().slice(0, 200)]),
  );
  const names = ["near", "within", "state", "theme", "month", "q"];
  if (!form || !form.dataset.static || !names.some((name) => asked[name])) return;

  const data = (path) => fetch(form.dataset.static + path).then((answer) => (answer.ok ? answer.json() : null));
  const short = { saint: "st", sainte: "ste", mount: "mt", fort: "ft", north: "n", south: "s", east: "e", west: "w" };
  const long = Object.fromEntries(Object.entries(short).map(([whole, cut]) => [cut, whole]));
  const fold = (text) => (text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/['’]/g, "").match(/[\p{L}\p{N}_]+/gu) || [])
    .map((word) => long[word] || word).join(" ");

  const place = async (text) => {
    const degrees = text.match(/^(-?\d{1,2}(?:\.\d+)?)\s*,\s*(-?\d{1,3}(?:\.\d+)?)$/);
    if (degrees) return { at: [Number(degrees[1]), Number(degrees[2])], name: "your place" };
    const zip = text.match(/^(\d{5})(?:-\d{4})?$/);
    if (zip) {
      const found = ((await data(`zips/${zip[1].slice(0, 2)}.json`)) || {})[zip[1]];
      return found ? { at: found, name: zip[1] } : null;
    }
    const [town, ...rest] = text.split(",");
    const key = fold(town);
    const area = fold(rest.join(","));
    const first = /^[a-z]/.test(key) ? key[0] : "other";
    const found = ((key && (await data(`towns/${first}.json`))) || {})[key] || [];
    const fits = ([, codes]) => !area || codes.some((code) => fold(code) === area);
    const best = found.find((row) => fits(row) && (area || row[1].includes("US"))) || found.find(fits);
    return best ? { at: [best[2], best[3]], name: `${best[0]}, ${best[1][0]}` } : null;
  };

  const miles = ([lat1, lon1], [lat2, lon2]) => {
    const r = Math.PI / 180;
    const h = Math.sin(((lat2 - lat1) * r) / 2) ** 2 + Math.cos(lat1 * r) * Math.cos(lat2 * r) * Math.sin(((lon2 - lon1) * r) / 2) ** 2;
    return 7917.6 * Math.asin(Math.min(1, Math.sqrt(h)));
  };

  const show = (events, far, text) => {
    const list = document.createElement("ol");
    list.className = "cards";
    for (const event of events.slice(0, 200)) {
      const card = byId("card").content.firstElementChild.cloneNode(true);
      const part = (name) => card.querySelector(`[data-f="${name}"]`);
      for (const name of ["weekday", "day", "month", "title", "hours", "venue", "town"]) part(name).textContent = event[name];
      if (event.hours && (event.venue || event.town)) part("hours").append(" · ");
      if (!event.town) part("town").parentElement.remove();
      card.querySelector("time").dateTime = event.date;
      part("title").href = `../events/${encodeURIComponent(event.id)}/`;
      if (event.off) card.classList.add("called-off");
      for (const [style, word] of event.badges) {
        const badge = document.createElement("span");
        badge.className = `badge ${style}`;
        badge.textContent = word;
        part("badges").append(badge);
      }
      if (far.has(event.id)) {
        const distance = far.get(event.id);
        part("far").textContent = distance < 1 ? "under 1 mile" : `${Math.round(distance)} mile${Math.round(distance) === 1 ? "" : "s"}`;
      }
      list.append(card);
    }
    const count = document.createElement("p");
    count.setAttribute("role", "status");
    count.id = "count";
    count.textContent = text;
    const paths = new Set(events.map((event) => event.path));
    const map = document.querySelector("#results .map");
    if (map) for (const dot of map.querySelectorAll("a")) dot.firstElementChild.classList.toggle("gone", !paths.has(dot.getAttribute("href").replace(/^(\.\.\/)+/, "")));
    byId("results").replaceChildren(count, ...(map ? [map] : []), list);
  };

  const search = async () => {
    for (const name of names) if (form.elements[name] && asked[name]) form.elements[name].value = asked[name];
    let events = (await data("upcoming.json")).events;
    const words = fold(asked.q || "").split(" ").filter(Boolean);
    events = events.filter((event) =>
      (!asked.state || event.areas.includes(asked.state)) &&
      (!asked.theme || event.theme === asked.theme) &&
      (!asked.month || event.date.startsWith(asked.month)) &&
      words.every((word) => event.words.includes(word)));
    const far = new Map();
    let tail = ".";
    if (asked.near) {
      const here = await place(asked.near);
      if (here) {
        for (const event of events) if (event.at) far.set(event.id, miles(here.at, event.at));
        const most = Number(asked.within) || Infinity;
        events = events.filter((event) => far.has(event.id) && far.get(event.id) <= most);
        events.sort((one, other) => Math.round(far.get(one.id)) - Math.round(far.get(other.id)));
        tail = `, the nearest to ${here.name} first.`;
      } else tail = ". That place is not known here; try a larger town nearby or a five-digit ZIP code.";
    }
    show(events, far, `${events.length} event${events.length === 1 ? "" : "s"}${tail}`);
  };
  search();
})();
