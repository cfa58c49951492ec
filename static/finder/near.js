// "Near me": the place is asked for only on a tap, made coarse here (0.01 degrees, about a kilometre) before it goes anywhere.

const coarse = (degrees) => (Math.round(degrees * 100) / 100).toFixed(2);

/** Ask for the place and go where the answer leads. `line` holds the button and the words said meanwhile. */
export function nearMe(line, go) {
  const [button, said] = [line.querySelector("[data-near-button]"), line.querySelector("[data-near-status]")];
  said.textContent = button.dataset.asking;
  navigator.geolocation.getCurrentPosition(
    ({ coords }) => {
      const address = new URL(location.href);
      address.searchParams.set("near", `${coarse(coords.latitude)},${coarse(coords.longitude)}`);
      for (const name of ["place", "bbox", "radius_km", "page"]) address.searchParams.delete(name);
      go(address.href);
    },
    () => (said.textContent = button.dataset.refused),
    { enableHighAccuracy: false, timeout: 10000, maximumAge: 600000 },
  );
}
