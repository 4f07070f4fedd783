// Drawing a signature beside the typed name. Without this file the typed name is all there is.
(() => {
  "use strict";

  const pad = document.querySelector("[data-pad]");
  const field = document.querySelector("[name=drawing]");
  if (!pad || !field) return;
  const canvas = pad.querySelector("canvas");
  const trouble = pad.querySelector("[data-pad-trouble]");
  const pen = canvas.getContext("2d", { willReadFrequently: true });
  if (!pen) return;
  Object.assign(pen, { lineWidth: 4, lineCap: "round", lineJoin: "round", strokeStyle: "#1f2933" });
  pad.hidden = false;

  // Some browsers let nobody read a canvas: they throw, or hand out noise. One corner stays clear,
  // so that noise shows itself there.
  const read = () => {
    try {
      pen.clearRect(0, 0, 1, 1);
      return pen.getImageData(0, 0, 1, 1).data[3] === 0 ? canvas.toDataURL("image/png") : "";
    } catch {
      return "";
    }
  };
  const keep = () => {
    field.value = read();
    trouble.hidden = field.value !== "";
  };

  let from = null;
  const place = (event) => {
    const box = canvas.getBoundingClientRect();
    return [(event.clientX - box.left) * (canvas.width / box.width), (event.clientY - box.top) * (canvas.height / box.height)];
  };
  const draw = (event) => {
    const to = place(event);
    pen.beginPath();
    pen.moveTo(...from);
    pen.lineTo(...to);
    pen.stroke();
    from = to;
  };
  canvas.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    event.preventDefault();
    canvas.setPointerCapture(event.pointerId);
    from = place(event);
    draw(event);
  });
  canvas.addEventListener("pointermove", (event) => { if (from) draw(event); });
  ["pointerup", "pointercancel"].forEach((name) => canvas.addEventListener(name, () => {
    if (!from) return;
    from = null;
    keep();
  }));
  pad.querySelector("[data-pad-clear]").addEventListener("click", () => {
    pen.clearRect(0, 0, canvas.width, canvas.height);
    field.value = "";
    trouble.hidden = true;
  });

  // What was drawn before the page came back with a question is there again.
  const before = field.value.split(",")[1];
  if (before) {
    const bytes = Uint8Array.from(atob(before), (letter) => letter.charCodeAt(0));
    createImageBitmap(new Blob([bytes], { type: "image/png" }))
      .then((picture) => pen.drawImage(picture, 0, 0), () => { field.value = ""; });
  }
})();
