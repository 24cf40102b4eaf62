// Shows pictures that the archive has not as an empty frame. Gives how many there are.
title => {
  const look =
    "img[data-reader-missing] { min-width: 24px; min-height: 24px; box-sizing: border-box;" +
    " outline: 1px dashed #8a8a8a; outline-offset: -1px;" +
    " background: repeating-linear-gradient(45deg, rgba(128,128,128,.16) 0 6px, transparent 6px 12px); }";
  let count = 0;
  const visit = doc => {
    for (const picture of doc.images) {
      if (!picture.complete || picture.naturalWidth || !picture.getAttribute("src")) continue;
      count++;
      // A dot that was there to count visitors stays unseen.
      if (picture.matches("[width='0'], [width='1'], [height='0'], [height='1']")) continue;
      picture.setAttribute("data-reader-missing", "");
      // Without an "alt" the title would be drawn in its place, and take its room.
      if (!picture.title && picture.hasAttribute("alt")) picture.title = title;
    }
    const sheet = new doc.defaultView.CSSStyleSheet();
    sheet.replaceSync(look);
    doc.adoptedStyleSheets.push(sheet);
    for (const frame of doc.querySelectorAll("iframe, frame")) {
      try {
        if (frame.contentDocument) visit(frame.contentDocument);
      } catch (error) {
        continue;
      }
    }
  };
  visit(document);
  return count;
}
