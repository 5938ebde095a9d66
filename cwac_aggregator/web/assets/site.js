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
  const SHOWN = 200;
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

  // Show the part of the map with the dots that are left, in its old proportions.
  const closer = (svg) => {
    const dots = [...svg.querySelectorAll(".dot:not(.gone)")].map((dot) => [Number(dot.getAttribute("cx")), Number(dot.getAttribute("cy"))]);
    if (!dots.length) return;
    const [wide, high] = [720, 440];
    const [left, right] = [Math.min(...dots.map((dot) => dot[0])), Math.max(...dots.map((dot) => dot[0]))];
    const [top, bottom] = [Math.min(...dots.map((dot) => dot[1])), Math.max(...dots.map((dot) => dot[1]))];
    const part = Math.min(1, Math.max((right - left + 60) / wide, (bottom - top + 60) / high, 0.15));
    svg.setAttribute("viewBox", [(left + right - wide * part) / 2, (top + bottom - high * part) / 2, wide * part, high * part].join(" "));
    for (const dot of svg.querySelectorAll("circle")) dot.setAttribute("r", Number(dot.getAttribute("r")) * part);
    svg.classList.add("close");
  };

  const show = (events, far, text) => {
    const list = document.createElement("ol");
    list.className = "cards";
    for (const event of events.slice(0, SHOWN)) {
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
    const split = document.createElement("div");
    split.className = far.size ? "split near" : "split";
    const column = document.createElement("div");
    column.className = "list";
    column.append(list);
    if (map) split.append(map);
    split.append(column);
    byId("results").replaceChildren(count, split);
    if (map && far.size) closer(map.querySelector("svg"));
  };

  // The events lie in one file for each state: only those that may hold an answer are fetched.
  const load = async (areas) =>
    (await Promise.all(areas.map((area) => data(`upcoming/${area.key}.json`)))).flatMap((rows) => rows || []);
  const awayFrom = (at, box) =>
    box ? miles(at, [Math.min(Math.max(at[0], box[0]), box[1]), Math.min(Math.max(at[1], box[2]), box[3])]) : Infinity;

  const search = async () => {
    for (const name of names) if (form.elements[name] && asked[name]) form.elements[name].value = asked[name];
    const here = asked.near ? await place(asked.near) : null;
    let areas = (await data("upcoming.json")).areas;
    if (asked.state) areas = areas.filter((area) => area.key === asked.state || area.key.startsWith(`${asked.state}-`));
    const most = (here && Number(asked.within)) || Infinity;
    if (here) areas = areas.filter((area) => area.box && awayFrom(here.at, area.box) <= most);
    let total = null;
    let events = [];
    if (here && most === Infinity && !asked.q && !asked.theme && !asked.month) {
      total = areas.reduce((sum, area) => sum + area.placed, 0);
      areas.sort((one, other) => awayFrom(here.at, one.box) - awayFrom(here.at, other.box));
      const reach = (edge) => events.filter((event) => event.at && miles(here.at, event.at) < edge).length;
      for (const area of areas) {
        if (reach(awayFrom(here.at, area.box)) >= SHOWN) break;
        events = events.concat(await load([area]));
      }
    } else events = await load(areas);
    events.sort((one, other) => (one.date + one.id < other.date + other.id ? -1 : 1));
    const words = fold(asked.q || "").split(" ").filter(Boolean);
    events = events.filter((event) =>
      (!asked.state || event.areas.includes(asked.state)) &&
      (!asked.theme || event.theme === asked.theme) &&
      (!asked.month || event.date.startsWith(asked.month)) &&
      words.every((word) => event.words.includes(word)));
    const far = new Map();
    let tail = ".";
    if (here) {
      for (const event of events) if (event.at) far.set(event.id, miles(here.at, event.at));
      events = events.filter((event) => far.has(event.id) && far.get(event.id) <= most);
      events.sort((one, other) => Math.round(far.get(one.id)) - Math.round(far.get(other.id)));
      tail = `, the nearest to ${here.name} first.`;
    } else if (asked.near) tail = ". That place is not known here; try a larger town nearby or a five-digit ZIP code.";
    const count = total === null ? events.length : total;
    show(events, far, `${count} event${count === 1 ? "" : "s"}${tail}`);
  };
  search();
})();
